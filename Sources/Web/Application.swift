import Civic
public import Hummingbird
import HTTPTypes
public import Logging
import NIOCore
import Pages

/// Every route of the site, with what all of them share around them.
public func buildRouter(_ services: Services) -> Router<AppContext> {
  let router = siteRouter(services)
  MethodGuard.add(to: router)
  return router
}

/// The same without the answers to methods that a route does not take.
func siteRouter(_ services: Services) -> Router<AppContext> {
  let router = Router(context: AppContext.self, options: .autoGenerateHeadEndpoints)
  router.add(middleware: RequestLog(services: services))
  router.add(middleware: SecurityHeaders())
  router.add(middleware: UnprefixedPages(services: services))
  router.add(middleware: RequestLimit(services: services))
  AssetRoutes(services: services).add(to: router)
  HealthRoutes(services: services).add(to: router)
  MeasureRoutes(services: services).add(to: router)
  LanguageChoiceRoutes(services: services).add(to: router)
  API(services: services).add(to: router)
  EmbedRoutes.add(to: router, services)
  for language in services.catalogue.languages {
    let pages = router.group("\(language.rawValue)")
      .add(middleware: PublicPages(services: services))
      .add(middleware: LanguageMiddleware(language: language))
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
    WorkbookRoutes(services: services).add(to: pages)
  }
  return router
}

/// The application, ready to run.
public func buildApplication(
  _ services: Services, address: String, port: Int, logger: Logger,
  limit: Duration = .seconds(30),
  onServerRunning: @escaping @Sendable (any Channel) async -> Void = { _ in }
) -> some ApplicationProtocol {
  Application(
    responder: TimeLimit(
      responder: buildRouter(services).buildResponder(), limit: limit,
      refusal: ErrorPages(services: services).tooLong),
    server: .http1(configuration: .init(idleTimeout: .seconds(60))),
    configuration: ApplicationConfiguration(
      address: .hostname(address, port: port), serverName: nil),
    onServerRunning: onServerRunning, logger: logger)
}
