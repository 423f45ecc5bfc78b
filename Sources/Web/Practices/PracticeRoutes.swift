import Civic
import Exact
import Hummingbird
import Pages
import Store

/// What cities learnt: found, read, reviewed, made of pilots.
struct PracticeRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    routes.get("/practices", use: list)
    routes.get("/practices/:practice", use: show)
    routes.post("/practices/:practice/review", use: review)
    routes.post("/cities/:city/pilots/:pilot/practice", use: fromPilot)
  }

  @Sendable private func list(_ request: Request, _ context: AppContext) async throws -> Response {
    let query = request.uri.queryParameters
    let search = PracticeSearch(
      words: String((query["q"].map(String.init) ?? "").prefix(200)),
      outcome: query["outcome"].flatMap { PracticeOutcome(rawValue: String($0)) },
      theme: query["theme"].flatMap { ServiceTheme(rawValue: String($0)) },
      country: query["country"].map(String.init).flatMap { $0.isEmpty ? nil : $0 })
    let page = PracticesPage(
      frame: try await services.frame(context, at: .practices),
      atlas: try await services.cities.atlas(),
      practices: try await services.practices.practices(for: context.viewer), search: search)
    return services.page(page.html)
  }

  private func page(_ context: AppContext, problems: [Message] = []) async throws -> Response {
    let id = ID<Practice>(rawValue: try context.parameters.require("practice"))
    let (practice, adoptions) = try await services.practices.practice(id, for: context.viewer)
    let atlas = try await services.cities.atlas()
    let page = PracticePage(
      frame: try await services.frame(context, at: .practice(id)), atlas: atlas,
      practice: practice, adoptions: adoptions,
      cities: atlas.cities.filter {
        context.viewer.cities.contains($0.id) && context.viewer.may(.editContent, .city($0.id))
      },
      problems: problems)
    return services.page(page.html, status: problems.isEmpty ? .ok : .unprocessableContent)
  }

  @Sendable private func show(_ request: Request, _ context: AppContext) async throws -> Response {
    try await page(context)
  }

  @Sendable private func review(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    _ = try await services.form(request, context)
    let id = ID<Practice>(rawValue: try context.parameters.require("practice"))
    do {
      try await services.practices.review(id, by: context.viewer, at: services.clock())
    } catch StoreError.invalid(let faults) {
      return try await page(context, problems: faults.map(\.message))
    }
    return services.redirect(context, to: .practice(id), notice: Message("noticeSaved"))
  }

  /// A pilot that has ended becomes a draft, whether it worked or not.
  @Sendable private func fromPilot(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    _ = try await services.form(request, context)
    let city = ID<City>(rawValue: try context.parameters.require("city"))
    let pilot = try await services.register.entry(
      ID<Pilot>(rawValue: try context.parameters.require("pilot")), for: context.viewer)
    guard pilot.city == city, pilot.result != nil else { throw StoreError.notFound }
    let practice = Practice(from: pilot, id: services.id())
    try await services.register.add(
      [practice], batch: nil, by: context.viewer, at: services.clock())
    return services.redirect(
      context, to: .fact(RecordReference(practice)), notice: Message("noticePracticeDraft"))
  }
}
