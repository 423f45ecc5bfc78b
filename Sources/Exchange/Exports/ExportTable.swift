public import Civic
public import Exact

/// A table on its way out: typed cells under named columns.
public struct ExportTable: Hashable, Sendable {
  /// For files and programs: `cost_line`.
  public let name: String
  /// For people, in the language of the export.
  public let title: String
  public let columns: [ExportColumn]
  /// Each as long as ``columns``.
  public let rows: [[ExportValue]]

  public init(name: String, title: String, columns: [ExportColumn], rows: [[ExportValue]]) {
    self.name = name
    self.title = title
    self.columns = columns
    self.rows = rows
  }
}

/// A column: what it is called and what its cells hold.
public struct ExportColumn: Hashable, Sendable {
  /// For programs: `plannedCost`.
  public let name: String
  public let title: String
  public let kind: ExportKind

  public init(name: String, title: String, kind: ExportKind) {
    self.name = name
    self.title = title
    self.kind = kind
  }
}

/// What the cells of a column hold.
public enum ExportKind: Hashable, Sendable {
  case text, whole, decimal, day
  case money(Currency)
}

/// One cell.
public enum ExportValue: Hashable, Sendable {
  case empty
  case text(String)
  case number(ExactDecimal)
  case money(Money)
  case day(Day)

  /// A text; none for an empty one.
  public static func words(_ text: String) -> ExportValue { text.isEmpty ? .empty : .text(text) }

  /// The value with a decimal point and without grouping; dates as `2026-12-31`.
  public var plain: String {
    switch self {
    case .empty: ""
    case .text(let text): text
    case .number(let number): number.description
    case .money(let money): money.decimal
    case .day(let day): day.description
    }
  }
}

/// Tables that go out together, with what they are.
public struct ExportPack: Hashable, Sendable {
  /// What it is: the name of the plan.
  public let title: String
  public let language: Language
  public let made: Instant
  /// What the export says of itself: a name and a value each.
  public let facts: [ExportFact]
  /// What the sheet with the facts is called, and the headings of its list of tables.
  public let words: ExportWords
  public let tables: [ExportTable]

  public init(
    title: String, language: Language, made: Instant, facts: [ExportFact], words: ExportWords,
    tables: [ExportTable]
  ) {
    self.title = title
    self.language = language
    self.made = made
    self.facts = facts
    self.words = words
    self.tables = tables
  }
}

/// Something an export says of itself: when it was made, of which version.
public struct ExportFact: Hashable, Sendable {
  public let name: String
  public let value: String

  public init(_ name: String, _ value: String) {
    self.name = name
    self.value = value
  }
}

/// Words of an export's own sheet, in its language.
public struct ExportWords: Hashable, Sendable {
  public let about: String
  public let table: String
  public let rows: String
  /// What to know about bringing it back in.
  public let notes: [String]

  public init(about: String, table: String, rows: String, notes: [String]) {
    self.about = about
    self.table = table
    self.rows = rows
    self.notes = notes
  }
}

/// Why an export cannot be made whole; then none is made.
public enum ExportError: Error, Equatable, Sendable {
  /// A cell holds more than a spreadsheet takes; the row counts from 1 without the heading.
  case cellTooLong(table: String, row: Int)
  case archive
  /// Whoever watches asked to end it.
  case stopped
}
