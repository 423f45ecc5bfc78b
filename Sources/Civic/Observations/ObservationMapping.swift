/// How the columns of a table are to be read as observations, settled once for each source.
///
/// A table is long, with one column of values, or wide, with a column for each year (or for each
/// indicator). Every other column that counts becomes a dimension.
public struct ObservationMapping: Hashable, Sendable, Codable {
  /// A column by its heading or by its number from 1.
  public enum Column: Hashable, Sendable, Codable {
    case heading(String)
    case number(Int)
  }

  /// A column that tells observations apart.
  public struct Part: Hashable, Sendable, Codable {
    /// The code of the dimension it becomes.
    public var code: String
    public var role: String?
    public var column: Column
    /// The column with the label of each category.
    public var labels: Column?
    public var times: ObservationTime.Form

    public init(
      code: String, role: ObservationDimension.Role? = nil, column: Column, labels: Column? = nil,
      times: ObservationTime.Form = .asWritten
    ) {
      self.code = code
      self.role = role?.rawValue
      self.column = column
      self.labels = labels
      self.times = times
    }
  }

  /// A dimension that the table does not name: all its rows are of this one category.
  public struct Constant: Hashable, Sendable, Codable {
    public var code: String
    public var role: String?
    public var category: String
    public var label: String?

    public init(
      code: String, role: ObservationDimension.Role? = nil, category: String, label: String? = nil
    ) {
      self.code = code
      self.role = role?.rawValue
      self.category = category
      self.label = label
    }
  }

  public enum Values: Hashable, Sendable, Codable {
    case long(value: Column, status: Column?)
    /// All columns from the first to the last, or to the end; their headings are the categories
    /// of one more dimension.
    case wide(
      first: Column, last: Column?, code: String, role: String?, times: ObservationTime.Form)
  }

  /// The line of the headings from 1, or 0 when there is none; what stands above is passed over.
  public var headerLine = 1
  public var parts: [Part]
  public var constants: [Constant] = []
  public var values: Values
  public var numbers = NumberForm()
  /// Texts that say that there is no value.
  public var missing: Set<String> = [":", "-", "–", "..", "...", "n/a", "NA"]
  /// The unit of all values, in the source's words.
  public var unit: String?

  public init(parts: [Part], values: Values) {
    self.parts = parts
    self.values = values
  }

  /// How numbers are written.
  public struct NumberForm: Hashable, Sendable, Codable {
    /// `1.234,50` instead of `1,234.50`.
    public var hasDecimalComma = false
    /// Whether thousands may be set apart: by the other mark, a blank or an apostrophe.
    public var mayGroup = false
    /// Whether a percent sign may follow; it is dropped.
    public var mayHavePercent = false
    /// Whether letters may follow after a blank, as a flag: `12.5 p`.
    public var mayHaveFlag = false

    public init() {}
  }
}

extension ObservationMapping {
  /// The mapping for `city_code,city,country,year,indicator,value`, the long form of Eurostat's
  /// city statistics (Urban Audit). The country is part of a city's code and not kept again.
  public static let urbanAudit = ObservationMapping(
    parts: [
      Part(
        code: "cities", role: .place, column: .heading("city_code"), labels: .heading("city")),
      Part(code: "indic_ur", role: .indicator, column: .heading("indicator")),
      Part(code: "time", role: .time, column: .heading("year"), times: .automatic),
    ], values: .long(value: .heading("value"), status: nil))
}
