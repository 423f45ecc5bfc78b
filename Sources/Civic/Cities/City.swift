public import Exact

/// A city as a place and a community; its legal entities are ``Organisation``s.
public struct City: Entity {
  public static let entityName = "city"

  public let id: Exact.ID<City>
  public var revision: Int
  public var name: Multilingual
  /// ISO 3166-1 alpha-2; `XK` for Kosovo.
  public var country: String
  public var population: Int?
  public var populationYear: Int?
  /// Degrees north, WGS 84.
  public var latitude: ExactDecimal?
  /// Degrees east, WGS 84.
  public var longitude: ExactDecimal?
  /// The languages in official use.
  public var languages: [Language]
  /// Decides which co-financing ceiling of a call applies.
  public var regionCategory: RegionCategory?
  public var about: Multilingual?
  public var website: String?
  /// As the IANA database has it; none for the usual one of the country.
  public var timeZone: String?
  /// Where the facts come from.
  public var source: Exact.ID<FactSource>?
  /// Invented to show how the platform works; said on every page about it.
  public var isDemonstration: Bool

  public init(id: Exact.ID<City>, name: Multilingual, country: String) {
    self.id = id
    revision = 1
    self.name = name
    self.country = country
    languages = []
    isDemonstration = false
  }
}

/// A category of region in cohesion policy, to which co-financing ceilings are tied.
public enum RegionCategory: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case lessDeveloped, transition, moreDeveloped, outermost, preAccession, other

  public static let textPrefix = "regionCategory"
}
