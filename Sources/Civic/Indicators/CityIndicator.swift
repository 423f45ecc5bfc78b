public import Exact

/// What a city counts over time: a key figure of an enterprise, a result of its plan, a fact about
/// its people.
public struct CityIndicator: RegisterEntry {
  public static let entityName = "city_indicator"

  public let id: Exact.ID<CityIndicator>
  public var revision: Int
  public var city: Exact.ID<City>
  public var name: Multilingual
  /// Who reports the values.
  public var owner: Exact.ID<Organisation>?
  public var isPublic: Bool
  /// How formulae name it; unique in its city.
  public var code: String
  public var summary: Multilingual?
  /// In the notation of `Tracking.IndicatorUnit`: `m³/year`, `%`, `EUR`.
  public var unit: String
  public var direction: IndicatorDirection
  public var frequency: ReportingFrequency
  /// Computes the values from other indicators of the city; none for what is measured.
  public var formula: String?
  /// What values are divided by to be compared.
  public var normaliser: Normaliser?
  /// Whose performance it shows.
  public var enterprise: Exact.ID<Organisation>?
  public var contract: Exact.ID<ServiceContract>?
  /// What the contract or the founder asks for.
  public var goal: Multilingual?
  public var baselineYear: Int?
  public var baseline: ExactDecimal?
  public var targets: [YearTarget]
  public var interpolation: TargetInterpolation
  /// Shortfalls up to here are on track, as a share of the planned change; 5 % when not given.
  public var amberFrom: ExactDecimal?
  /// Shortfalls up to here are amber, beyond it red; 20 % when not given.
  public var redFrom: ExactDecimal?
  public var source: Multilingual?
  public var licence: String?
  /// What values are told apart by: district, sex, age, mode.
  public var breakdowns: [String]
  /// Where the values are read from; none for what is typed in.
  public var feed: Exact.ID<IndicatorSource>?
  /// The indicator's and the place's code in the source.
  public var feedIndicator: String?
  public var feedPlace: String?
  /// Whether others may see it among those of at least five cities, without the city's name.
  public var isComparable: Bool

  public init(id: Exact.ID<CityIndicator>, city: Exact.ID<City>, name: Multilingual) {
    self.id = id
    revision = 1
    self.city = city
    self.name = name
    isPublic = true
    code = ""
    unit = ""
    direction = .increase
    frequency = .year
    targets = []
    interpolation = .linear
    breakdowns = []
    isComparable = false
  }

  /// Where its values stand in the database.
  public var series: SeriesKey {
    guard let feed, let feedIndicator, let feedPlace else { return .typed(id) }
    return SeriesKey(source: feed.rawValue, indicator: feedIndicator, place: feedPlace)
  }
}

/// What is to be reached by the end of a year.
public struct YearTarget: Codable, Hashable, Sendable {
  public var year: Int
  public var value: ExactDecimal

  public init(year: Int, value: ExactDecimal) {
    self.year = year
    self.value = value
  }
}

/// What is expected between the years that have a target.
public enum TargetInterpolation: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case linear, step, geometric

  public static let textPrefix = "targetInterpolation"
}

/// What makes figures of large and small cities comparable; both are indicators of the city itself,
/// with the codes `population` and `area`.
public enum Normaliser: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case perPerson, perThousand, perHundredThousand, perSquareKilometre

  public static let textPrefix = "normaliser"

  /// The formula that divides an indicator.
  func formula(of code: String) -> String {
    switch self {
    case .perPerson: "[\(code)] / [population]"
    case .perThousand: "per([\(code)], [population], 1000)"
    case .perHundredThousand: "per([\(code)], [population], 100000)"
    case .perSquareKilometre: "[\(code)] / [area]"
    }
  }
}

/// Where the values of one indicator at one place stand.
public struct SeriesKey: Hashable, Sendable {
  public let source: String
  public let indicator: String
  public let place: String

  public init(source: String, indicator: String, place: String) {
    self.source = source
    self.indicator = indicator
    self.place = place
  }

  /// What people type in.
  public static func typed(_ indicator: Exact.ID<CityIndicator>) -> SeriesKey {
    SeriesKey(source: indicator.rawValue, indicator: "", place: "")
  }
}
