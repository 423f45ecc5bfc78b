import Civic
import Exact
import Hummingbird
import Pages
import Store

/// Cities and networks, for everybody.
struct CityRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    routes.get("/cities", use: cities)
    routes.get("/cities/:city", use: city)
    routes.get("/networks", use: networks)
    routes.get("/networks/:network", use: network)
    FactRoutes(services: services).add(to: routes)
  }

  @Sendable private func cities(_ request: Request, _ context: AppContext) async throws -> Response
  {
    let frame = try await services.frame(context, at: .cities)
    let page = CitiesPage(
      frame: frame, atlas: try await services.cities.atlas(),
      search: request.uri.queryParameters["q"].map(String.init) ?? "")
    return services.page(page.html)
  }

  @Sendable private func city(_ request: Request, _ context: AppContext) async throws -> Response {
    let id = ID<City>(rawValue: try context.parameters.require("city"))
    let atlas = try await services.cities.atlas()
    guard let city = atlas.city(id) else { throw StoreError.notFound }
    let frame = try await services.frame(context, at: .city(id))
    let plans = try await services.plans.publishedPlans().filter { $0.city.id == id }
    let profile = try await services.partnerships.profile(of: id, for: context.viewer)
    let page = CityPage(
      frame: frame, city: city, atlas: atlas, plans: plans,
      showsProfile: profile != nil || context.viewer.may(.editContent, .city(id)))
    return services.page(page.html)
  }

  @Sendable private func networks(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let frame = try await services.frame(context, at: .networks)
    return services.page(NetworksPage(frame: frame, atlas: try await services.cities.atlas()).html)
  }

  @Sendable private func network(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let id = ID<Network>(rawValue: try context.parameters.require("network"))
    let atlas = try await services.cities.atlas()
    guard let network = atlas.network(id) else { throw StoreError.notFound }
    let frame = try await services.frame(context, at: .network(id))
    let page = NetworkPage(
      frame: frame, network: network, atlas: atlas,
      partnerships: try await services.partnerships.partnerships(of: id, for: context.viewer)
        .filter { $0.status == .confirmed },
      takenUp: try await services.practices.adoptions(within: id, for: context.viewer)
        .map { NetworkLearning.TakenUp($0.adoption, of: $0.practice) })
    return services.page(page.html)
  }
}
