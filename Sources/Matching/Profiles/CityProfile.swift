public import Exact

/// What a city faces, offers and wants to learn: what a matching knows of it.
///
/// `nil` is "not said": it lowers the confidence of a score, never the score.
public struct CityProfile: Sendable {
  public let id: ID<CityProfile>
  public var name: String
  public var country: String?
  public var regionClass: RegionClass?
  /// A region or call side; pairs may be wanted across groups only.
  public var group: String?
  public var population: Int64?
  /// Codes of the languages it works in.
  public var languages: [String]?
  /// How many partnerships it can carry.
  public var capacity = 1
  public var challenges: TopicStrengths?
  public var offers: TopicStrengths?
  public var needs: TopicStrengths?
  /// Wished partners, the most wished first.
  public var prefers: [ID<CityProfile>]?
  public var excludes: [ID<CityProfile>] = []

  public init(id: ID<CityProfile>, name: String) {
    self.id = id
    self.name = name
  }

  public var sizeClass: SizeClass? { population.map { SizeClass(population: $0) } }
}

/// The categories of regions in the cohesion policy, with those beside it.
public enum RegionClass: String, CaseIterable, Hashable, Sendable {
  case less, transition, more, ipa, other
}

/// URBACT's three sizes of cities.
///
/// Source: URBACT, networks in numbers: under 50,000, up to 250,000, above.
public enum SizeClass: Int, CaseIterable, Hashable, Sendable {
  case small, medium, large

  public init(population: Int64) {
    self = population < 50_000 ? .small : population <= 250_000 ? .medium : .large
  }

  public var name: String {
    switch self {
    case .small: "small"
    case .medium: "medium"
    case .large: "large"
    }
  }
}
