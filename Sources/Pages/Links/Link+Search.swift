import Civic
import Exact

/// Addresses of what was looked for.
extension Link {
  public static let search = Link("search")

  /// A page of what was found.
  static func search(
    _ query: SearchQuery, in scope: SearchScope, filter: SearchFilter = SearchFilter(),
    page: Int = 1
  ) -> Link {
    var values = ["q": query.text]
    if scope != .published { values["in"] = scope.rawValue }
    values["kind"] = filter.kind?.rawValue
    values["city"] = filter.city?.rawValue
    if page > 1 { values["page"] = String(page) }
    return Link.search.with(query: values)
  }

  /// The page about what was found.
  static func found(_ hit: SearchHit, in scope: SearchScope) -> Link {
    let edition: PlanEdition = scope == .working ? .working : .latest
    switch (hit.kind, hit.plan) {
    case (.action, let plan?): return .action(.init(rawValue: hit.record), of: plan, edition)
    case (.objective, let plan?), (.challenge, let plan?):
      return .plan(plan, edition, .objectives)
    case (.plan, let plan?): return .plan(plan, edition)
    case (.practice, _): return .practice(.init(rawValue: hit.record))
    case (.city, _): return .city(.init(rawValue: hit.record))
    case (.network, _): return .network(.init(rawValue: hit.record))
    case (.action, nil), (.objective, nil), (.challenge, nil), (.plan, nil): return .search
    }
  }
}
