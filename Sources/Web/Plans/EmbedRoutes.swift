import Civic
import Exact
import HTTPTypes
import Hummingbird
import Pages
import Store

/// Parts of published plans for the pages of other sites, and the snippets that bring them there.
struct EmbedRoutes: Sendable {
  let services: Services

  /// No session is looked for: what is shown is the same for everybody.
  static func add(to router: Router<AppContext>, _ services: Services) {
    let routes = router.group("embed").add(middleware: PublicPages(services: services))
    let embed = EmbedRoutes(services: services)
    for part in EmbedPage.Part.allCases {
      routes.get("plans/:plan/\(part.rawValue)") { try await embed.show(part, $0, $1) }
    }
  }

  func add(to routes: RouterGroup<AppContext>) {
    routes.get("/plans/:plan/work/embedding", use: snippets)
  }

  private func language(_ request: Request, named name: Substring) -> Language? {
    let wanted = request.uri.queryParameters[name].map(String.init) ?? ""
    return services.catalogue.languages.first { $0.rawValue == wanted }
  }

  private func show(
    _ part: EmbedPage.Part, _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let plan = ID<Plan>(rawValue: try context.parameters.require("plan"))
    let version = try await services.plans.version(of: plan)
    let own = version.document.plan.language
    var inside = context
    inside.viewer = .anonymous
    inside.language =
      language(request, named: "lang")
      ?? services.catalogue.languages.first { $0 == own } ?? .english
    let reading = PlanReading(
      document: version.document, edition: .latest, version: version, versions: [])
    let page = EmbedPage(
      frame: services.plainFrame(inside, at: .plan(plan)), reading: reading, part: part)
    var response = services.page(page.html)
    let city = try await services.cities.atlas().city(version.document.city.id)
    response.headers[.contentSecurityPolicy] = Self.policy(city?.embedSites ?? [])
    response.headers[.contentLanguage] = inside.language.tag
    return response
  }

  /// Styles of our own and nothing else; shown by the sites that the city names and no other.
  static func policy(_ sites: [String]) -> String {
    let allowed = sites.filter(City.isOrigin)
    return [
      "default-src 'none'", "style-src 'self'", "form-action 'none'", "base-uri 'none'",
      "frame-ancestors \(allowed.isEmpty ? "'none'" : allowed.joined(separator: " "))",
    ].joined(separator: "; ")
  }

  @Sendable private func snippets(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    var document = try await services.workingPlan(context)
    let plan = document.plan
    let atlas = try await services.cities.atlas()
    if let city = atlas.city(plan.city) { document.city = city }
    let own = services.catalogue.languages.first { $0 == plan.language }
    let page = EmbeddingPage(
      frame: try await services.frame(context, at: .embedding(of: plan.id)), document: document,
      version: try await services.plans.versions(of: plan.id).first?.number,
      site: services.site(of: request),
      shown: services.catalogue.texts(
        for: language(request, named: "shown") ?? own ?? context.language))
    return services.page(page.html)
  }
}
