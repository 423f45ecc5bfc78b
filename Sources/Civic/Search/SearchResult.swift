public import Exact

/// What can be found.
public enum SearchKind: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case action, objective, challenge, plan, practice, city, network

  public static let textPrefix = "searchKind"
}

/// Where somebody searches: never in both at once.
public enum SearchScope: String, Codable, CaseIterable, Hashable, Sendable, Named {
  /// What everybody may read: published plans, cities, networks, practices.
  case published
  /// The working plans that one may read.
  case working

  public static let textPrefix = "searchScope"
}

/// What the things that are found have to be.
public struct SearchFilter: Hashable, Sendable {
  public var kind: SearchKind?
  public var city: ID<City>?

  public init(kind: SearchKind? = nil, city: ID<City>? = nil) {
    self.kind = kind
    self.city = city
  }
}

/// One thing that was found.
public struct SearchHit: Hashable, Sendable {
  public let kind: SearchKind
  /// The identifier of the record.
  public let record: String
  /// The plan it is in.
  public let plan: ID<Plan>?
  public let city: ID<City>?
  public let title: Multilingual
  public let text: Multilingual?

  public init(
    kind: SearchKind, record: String, plan: ID<Plan>?, city: ID<City>?, title: Multilingual,
    text: Multilingual?
  ) {
    self.kind = kind
    self.record = record
    self.plan = plan
    self.city = city
    self.title = title
    self.text = text
  }
}

/// A page of what was found.
public struct SearchResult: Hashable, Sendable {
  /// Those whose title holds the words first, then by how much of the text is about them.
  public var hits: [SearchHit]
  /// How many were found in all.
  public var count: Int
  /// How many of those that were put in order are of each kind, and of each city.
  public var kinds: [SearchKind: Int]
  public var cities: [ID<City>: Int]

  /// How many things are put in order and counted by kind and city.
  public static let ranked = 2000
  /// How many stand on a page.
  public static let pageSize = 20

  public init(
    hits: [SearchHit] = [], count: Int = 0, kinds: [SearchKind: Int] = [:],
    cities: [ID<City>: Int] = [:]
  ) {
    self.hits = hits
    self.count = count
    self.kinds = kinds
    self.cities = cities
  }

  /// Whether more was found than was put in order.
  public var isCut: Bool { count > Self.ranked }
  /// How many pages there are, at least one.
  public var pages: Int { max(1, (min(count, Self.ranked) + Self.pageSize - 1) / Self.pageSize) }
}
