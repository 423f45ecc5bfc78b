/// One of the ways in which observations are told apart: place, time, indicator, sex, unit.
public struct ObservationDimension: Hashable, Sendable {
  /// What a dimension stands for; the raw values are those of JSON-stat, save the last.
  public enum Role: String, Hashable, Sendable, CaseIterable {
    case time
    case place = "geo"
    case indicator = "metric"
    case unit
  }

  public var code: String
  public var label: String?
  public var role: Role?
  /// In the order of the source; times are put in order where a source gives none.
  public var categories: [ObservationCategory]

  public init(
    code: String, label: String? = nil, role: Role? = nil, categories: [ObservationCategory] = []
  ) {
    self.code = code
    self.label = label
    self.role = role
    self.categories = categories
  }

  /// The role that statistical offices mean by a code such as `geo`, `TIME_PERIOD` or `unit`.
  public static func usualRole(of code: String) -> Role? {
    switch code.lowercased() {
    case "time", "time_period", "year", "period", "date": .time
    case "geo", "ref_area", "cities", "city", "city_code", "metroreg", "country", "region": .place
    case "unit", "unit_measure": .unit
    case "indicator", "measure", "metric", "indic_ur", "indic": .indicator
    default: nil
    }
  }
}

/// One value that a dimension can take.
public struct ObservationCategory: Hashable, Sendable {
  public var code: String
  /// In the source's main language, whichever that is.
  public var label: String?
  /// Labels by language (BCP 47), where the source has several.
  public var labels: [String: String]
  public var unit: ObservationUnit?
  /// Places of the parts within the same dimension's categories.
  public var children: [Int]

  public init(
    code: String, label: String? = nil, labels: [String: String] = [:],
    unit: ObservationUnit? = nil, children: [Int] = []
  ) {
    self.code = code
    self.label = label
    self.labels = labels
    self.unit = unit
    self.children = children
  }
}

/// What values are counted in.
public struct ObservationUnit: Hashable, Sendable {
  /// A code of the source's list, such as `EUR` or `PC_GDP`.
  public var code: String?
  /// In words: `thousands of persons`.
  public var label: String?
  /// What is written beside the number: `%`.
  public var symbol: String?
  /// Digits after the mark that the source shows.
  public var decimals: Int?
  /// The power of ten that values are to be multiplied with (SDMX `UNIT_MULT`).
  public var multiplier: Int?

  public init(
    code: String? = nil, label: String? = nil, symbol: String? = nil, decimals: Int? = nil,
    multiplier: Int? = nil
  ) {
    self.code = code
    self.label = label
    self.symbol = symbol
    self.decimals = decimals
    self.multiplier = multiplier
  }
}
