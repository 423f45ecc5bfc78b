import Civic
import Exact
import Hummingbird
import Pages
import Store

/// Reports of periods, what came of a plan, and the week of those who work on it.
struct PeriodReportRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    routes.get("/plans/:plan/outcomes", use: outcomes)
    routes.get("/plans/:plan/reports", use: reports)
    routes.post("/plans/:plan/reports", use: freeze)
    routes.get("/plans/:plan/reports/:report", use: report)
    routes.get("/work/week", use: week)
    routes.post("/account/digest", use: setDigest)
  }

  /// A plan that the reader may see: a published one, or any of their own city.
  private func delivery(_ context: AppContext) async throws -> (PlanDelivery, City) {
    try await services.readableDelivery(
      of: ID(rawValue: try context.parameters.require("plan")), for: context.viewer)
  }

  @Sendable private func outcomes(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let (delivery, city) = try await delivery(context)
    let link = Link.outcomes(of: delivery.document.plan.id)
    let page = OutcomesPage(
      frame: try await services.frame(context, at: link), delivery: delivery, city: city,
      board: try await services.indicators.board(
        of: city.id, for: context.viewer, today: services.clock().day),
      register: try await services.register.register(of: city.id, for: context.viewer))
    return services.page(page.html)
  }

  private func period(
    _ value: (String) -> String?, _ context: AppContext
  ) -> (from: Day, until: Day)? {
    let formats = services.catalogue.texts(for: context.language).formats
    guard let from = value("from").flatMap({ formats.parseDay($0) }),
      let until = value("until").flatMap({ formats.parseDay($0) }), from <= until
    else { return nil }
    return (from, until)
  }

  @Sendable private func reports(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let (delivery, city) = try await delivery(context)
    let plan = delivery.document.plan
    let frame = try await services.frame(context, at: .periodReports(of: plan.id))
    let query = request.uri.queryParameters
    var problem: Message?
    if query["from"] != nil, context.viewer.may(.editContent, .city(city.id)) {
      if let (from, until) = period({ query[$0[...]].map(String.init) }, context) {
        let report = try await services.periodReport(
          of: delivery, in: city, from: from, until: until)
        return services.page(
          PeriodReportPage(frame: frame, plan: plan, city: city, report: report).html)
      }
      problem = Message("problemReportPeriod")
    }
    let page = PeriodReportsPage(
      frame: frame, plan: plan, city: city,
      reports: try await services.deliveries.reports(of: plan.id), problem: problem)
    return services.page(page.html, status: problem == nil ? .ok : .unprocessableContent)
  }

  @Sendable private func freeze(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let (delivery, city) = try await delivery(context)
    try context.viewer.require(.editContent, .city(city.id))
    guard let (from, until) = period({ input[$0] }, context) else { throw StoreError.notFound }
    let frozen = FrozenReport(
      id: services.id(), at: services.clock(), author: context.viewer.name,
      report: try await services.periodReport(
        of: delivery, in: city, from: from, until: until))
    try await services.deliveries.freeze(frozen, by: context.viewer)
    return services.redirect(
      context, to: .periodReport(frozen.id, of: delivery.document.plan.id),
      notice: Message("noticeReportFrozen"))
  }

  @Sendable private func report(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let (delivery, city) = try await delivery(context)
    let plan = delivery.document.plan
    let id = ID<FrozenReport>(rawValue: try context.parameters.require("report"))
    let reports = try await services.deliveries.reports(of: plan.id)
    guard let frozen = reports.first(where: { $0.id == id }) else { throw StoreError.notFound }
    let page = PeriodReportPage(
      frame: try await services.frame(context, at: .periodReport(id, of: plan.id)), plan: plan,
      city: city, report: frozen.report, frozen: frozen)
    return services.page(page.html)
  }

  @Sendable private func week(_ request: Request, _ context: AppContext) async throws -> Response {
    guard let account = context.viewer.account else {
      throw AccessError.refused(.readWorking)
    }
    let deliveries = try await services.deliveries(for: context.viewer)
    let today = services.clock().day
    var corrections: [CorrectiveAction] = []
    for city in Set(deliveries.map(\.document.city.id)).sorted() {
      let register = try await services.register.register(of: city, for: context.viewer)
      corrections += register.corrections.filter { correction in
        correction.doneOn == nil && correction.due.map { $0 <= today.adding(days: 14) } ?? false
      }
    }
    let setting = try await services.digests.setting(of: account)
    let page = WeekPage(
      frame: try await services.frame(context, at: .week), deliveries: deliveries,
      corrections: corrections, digest: setting.map { ($0.weekday, $0.onlyTroubled) })
    return services.page(page.html)
  }

  @Sendable private func setDigest(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    guard let account = context.viewer.account else {
      throw AccessError.refused(.readWorking)
    }
    let weekday = input["weekday"].flatMap(Int.init).flatMap(Weekday.init(rawValue:))
    try await services.digests.set(
      weekday.map { DigestStore.Setting(weekday: $0, onlyTroubled: input["troubled"] == "yes") },
      of: account)
    return services.redirect(context, to: .week, notice: Message("noticeSaved"))
  }
}

extension Services {
  /// A plan that the reader may see: a published one, or any of their own city.
  func readableDelivery(
    of id: ID<Plan>, for viewer: Viewer
  ) async throws -> (PlanDelivery, City) {
    let (delivery, city) = try await delivery(of: id)
    if viewer.may(.readWorking, .city(city.id)) { return (delivery, city) }
    let isPublished = try await !plans.versions(of: id).isEmpty
    guard isPublished else { throw StoreError.notFound }
    return (delivery, city)
  }

  /// The report of a period, from what everybody may read of the figures.
  func periodReport(
    of delivery: PlanDelivery, in city: City, from: Day, until: Day
  ) async throws -> PeriodReport {
    let board = try await indicators.board(of: city.id, for: .anonymous, today: clock().day)
    return PeriodReport(delivery, board: board, from: from, until: until)
  }

  /// The plans on whose delivery somebody works, those of their cities.
  func deliveries(for viewer: Viewer) async throws -> [PlanDelivery] {
    var found: [PlanDelivery] = []
    for entry in try await plans.workingPlans(for: viewer)
    where viewer.may(.readWorking, .city(entry.city.id)) {
      found.append(try await delivery(of: entry.plan.id).0)
    }
    return found
  }
}
