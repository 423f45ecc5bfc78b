import Civic
import Hummingbird
import Pages
import Store

/// The start page and what the site says about itself.
struct SiteRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    routes.get("", use: home)
    routes.get("/languages", use: languages)
    routes.get("/accessibility", use: accessibility)
    routes.get("/about", use: about)
    routes.get("/work", use: work)
  }

  @Sendable private func home(_ request: Request, _ context: AppContext) async throws -> Response {
    let frame = try await services.frame(context, at: .home)
    let page = HomePage(
      frame: frame, plans: try await services.plans.publishedPlans(),
      atlas: try await services.cities.atlas())
    return services.page(page.html)
  }

  @Sendable private func languages(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let frame = try await services.frame(context, at: .languages)
    return services.page(LanguagesPage(frame: frame, report: services.catalogue.report()).html)
  }

  @Sendable private func accessibility(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let frame = try await services.frame(context, at: .accessibility)
    return services.page(AccessibilityPage(frame: frame, contact: services.settings.contact).html)
  }

  @Sendable private func about(_ request: Request, _ context: AppContext) async throws -> Response {
    let frame = try await services.frame(context, at: .about)
    return services.page(AboutPage(frame: frame).html)
  }

  @Sendable private func work(_ request: Request, _ context: AppContext) async throws -> Response {
    guard context.viewer.account != nil else {
      return services.redirect(context, to: Link.signIn.with(query: ["to": "/work"]))
    }
    let frame = try await services.frame(context, at: .work)
    let atlas = try await services.cities.atlas()
    let cities = atlas.cities.filter { context.viewer.may(.createPlan, .city($0.id)) }
    let page = WorkPage(
      frame: frame, plans: try await services.plans.workingPlans(for: context.viewer),
      cities: cities)
    return services.page(page.html)
  }
}
