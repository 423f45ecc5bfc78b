import Civic
import Exact
import HTTPTypes
import Pages
import Store

/// Finding things by their words.
struct SearchOperations {
  var all: [APIOperation] { [search] }

  private static let queries = [
    APIQuery(
      name: "q", description: "What is looked for: words, beginnings* and “phrases”.",
      schema: .text(APIText(longest: 200)), isRequired: true),
    APIQuery(
      name: "in", description: "Published things, or with a token the working plans.",
      schema: .choice(SearchScope.allCases.map { .string($0.rawValue) })),
    APIQuery(
      name: "kind", description: "Only things of one kind.",
      schema: .choice(SearchKind.allCases.map { .string($0.rawValue) })),
    APIQuery(name: "city", description: "Only things of one city.", schema: .identifier),
    APIQuery(
      name: "page", description: "Which part of what was found; 1 without it.",
      schema: .text(APIText(form: .pageNumber, longest: 4))),
  ]

  private var search: APIOperation {
    APIFamily(topic: .cities).one(
      "/search", "search", "Find plans, actions, cities and what else there is", access: .open,
      queries: Self.queries
    ) { request in
      let asked = request.query
      var scope = asked["in"].flatMap(SearchScope.init(rawValue:)) ?? .published
      if request.viewer.account == nil { scope = .published }
      var filter = SearchFilter(kind: asked["kind"].flatMap(SearchKind.init(rawValue:)))
      filter.city = asked["city"].map { ID(rawValue: $0) }
      let result = try await request.services.search.find(
        SearchQuery(asked["q"] ?? ""), in: scope, filter: filter,
        page: asked["page"].flatMap { Int($0) } ?? 1, for: request.viewer)
      var object = JSONObject()
      object["count"] = JSONNumber(exactly: Int64(result.count)).map { .number($0) }
      object["pages"] = JSONNumber(exactly: Int64(result.pages)).map { .number($0) }
      object["hits"] = .array(try result.hits.map { try $0.json })
      return .value(.object(object))
    }
  }
}

extension SearchHit {
  fileprivate var json: JSONValue {
    get throws {
      var object = JSONObject()
      object["kind"] = .string(kind.rawValue)
      object["record"] = .string(record)
      object["plan"] = plan.map { .string($0.rawValue) }
      object["city"] = city.map { .string($0.rawValue) }
      object["title"] = try JSONValue(encoding: title)
      object["text"] = try text.map { try JSONValue(encoding: $0) }
      return .object(object)
    }
  }
}
