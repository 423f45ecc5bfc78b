import Civic
public import Hummingbird
import HTTPTypes
public import Logging
public import NIOCore
import Pages

/// Every route of the site, with what all of them share around them.
public func buildRouter(_ services: Services) -> Router<AppContext> {
  let router = Router(context: AppContext.self, options: .autoGenerateHeadEndpoints)
  router.add(middleware: RequestLog(services: services))
  router.add(middleware: SecurityHeaders())
  router.add(middleware: UnprefixedPages(services: services))
  let methods = MethodGuard()
  router.add(middleware: methods)
  router.add(middleware: RequestLimit(services: services))
  AssetRoutes(services: services).add(to: router)
  HealthRoutes(services: services).add(to: router)
  MeasureRoutes(services: services).add(to: router)
  LanguageChoiceRoutes(services: services).add(to: router)
  API(services: services).add(to: router)
  EmbedRoutes.add(to: router, services)
  let languages = LanguageMiddleware(services.catalogue.languages)
  let pages = router.group("\(LanguageMiddleware.prefix)")
    .add(middleware: PublicPages(services: services))
    .add(middleware: languages)
    .add(middleware: ErrorPages(services: services))
    .add(middleware: SessionMiddleware(services: services))
    // Once more, for errors of pages are told to the one who is signed in.
    .add(middleware: ErrorPages(services: services))
    .add(middleware: SetUpGate(services: services))
  SiteRoutes(services: services).add(to: pages)
  AccountRoutes(services: services).add(to: pages)
  CityRoutes(services: services).add(to: pages)
  SearchRoutes(services: services).add(to: pages)
  DecisionRoutes(services: services).add(to: pages)
  RegisterRoutes(services: services).add(to: pages)
  IndicatorRoutes(services: services).add(to: pages)
  FeedRoutes(services: services).add(to: pages)
  PolicyRoutes(services: services).add(to: pages)
  PracticeRoutes(services: services).add(to: pages)
  AssessmentRoutes(services: services).add(to: pages)
  ProfileRoutes(services: services).add(to: pages)
  MatchingRoutes(services: services).add(to: pages)
  PartnershipRoutes(services: services).add(to: pages)
  CallRoutes(services: services).add(to: pages)
  FrameworkRoutes(services: services).add(to: pages)
  ConsultationRoutes(services: services).add(to: pages)
  ConversationRoutes(services: services).add(to: pages)
  ProposalRoutes(services: services).add(to: pages)
  SurveyRoutes(services: services).add(to: pages)
  ScoringRoutes(services: services).add(to: pages)
  DeliveryRoutes(services: services).add(to: pages)
  UpdateLinkRoutes(services: services).add(to: pages)
  PeriodReportRoutes(services: services).add(to: pages)
  APIPageRoutes(services: services).add(to: pages)
  EmbedRoutes(services: services).add(to: pages)
  PublicPlanRoutes(services: services).add(to: pages)
  PlanWorkRoutes(services: services).add(to: pages)
  FundRoutes(services: services).add(to: pages)
  RecordRoutes(services: services).add(to: pages)
  ImportRoutes(services: services).add(to: pages)
  PlanExportRoutes(services: services).add(to: pages)
  ExportJobRoutes(services: services).add(to: pages)
  WorkbookRoutes(services: services).add(to: pages)
  methods.learn(from: router, languages)
  return router
}

/// Every route as `GET /en/plans`, those of pages in each language.
public func routeNames(_ services: Services) -> [String] {
  buildRouter(services).routes.flatMap { route -> [String] in
    let template = route.path.description
    guard let below = LanguageMiddleware.below(template) else {
      return ["\(route.method.rawValue) \(template)"]
    }
    return services.catalogue.languages.map { language in
      "\(route.method.rawValue) /\(language.rawValue)\(below == "/" ? "" : below)"
    }
  }
}

/// The application, ready to run.
public func buildApplication(
  _ services: Services, address: String, port: Int, logger: Logger,
  limit: Duration = .seconds(30), slowest: TimeAmount = .seconds(60),
  onServerRunning: @escaping @Sendable (any Channel) async -> Void = { _ in }
) -> some ApplicationProtocol {
  Application(
    responder: TimeLimit(
      responder: buildRouter(services).buildResponder(), limit: limit,
      refusal: ErrorPages(services: services).tooLong),
    server: .http1(
      configuration: .init(
        additionalChannelHandlers: [SlowConnections(limit: slowest)], idleTimeout: slowest)),
    configuration: ApplicationConfiguration(
      address: .hostname(address, port: port), serverName: nil),
    onServerRunning: onServerRunning, logger: logger)
}
