import Civic
import Exact
import HTTPTypes
import Hummingbird
import Pages
import Store

/// Finds things by their words: what is published for everybody, working plans for their people.
struct SearchRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    routes.get("/search", use: search)
  }

  @Sendable private func search(_ request: Request, _ context: AppContext) async throws -> Response
  {
    let values = request.uri.queryParameters
    let query = SearchQuery(values["q"].map(String.init) ?? "")
    var scope = values["in"].map(String.init).flatMap(SearchScope.init(rawValue:)) ?? .published
    if context.viewer.account == nil { scope = .published }
    var filter = SearchFilter(kind: values["kind"].map(String.init).flatMap(SearchKind.init))
    if let city = values["city"], !city.isEmpty { filter.city = ID(rawValue: String(city)) }
    let wanted = max(1, values["page"].flatMap { Int($0) } ?? 1)
    var result = try await services.search.find(
      query, in: scope, filter: filter, page: wanted, for: context.viewer)
    let page = min(wanted, result.pages)
    if page != wanted {
      result = try await services.search.find(
        query, in: scope, filter: filter, page: page, for: context.viewer)
    }
    let cities = try await services.search.names(
      of: Set(result.cities.keys).union([filter.city].compactMap(\.self)))
    let frame = try await services.frame(
      context, at: Link.search.with(query: query.text.isEmpty ? [:] : ["q": query.text]))
    let shown = SearchPage(
      frame: frame, query: query, scope: scope, filter: filter, page: page, result: result,
      cities: cities)
    var response = services.page(shown.html)
    // Of the many things people look for, none is worth keeping.
    response.headers[.cacheControl] = "private, no-store"
    return response
  }
}
