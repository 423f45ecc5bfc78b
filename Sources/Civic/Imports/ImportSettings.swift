public import Exact

/// How the columns of an uploaded table are to be understood.
public struct ImportSettings: Codable, Hashable, Sendable {
  /// Which sheet of the workbook, from zero.
  public var sheet: Int
  /// The rows of the heading, from zero; what is above them is not read.
  public var firstHeaderRow: Int
  public var headerRowCount: Int
  /// What each column holds; a column without a field is left out.
  public var fields: [Int: ActionField]
  /// The year of costs that name none; none means the year in which the action starts.
  public var costYear: Int?
  /// The language the table's texts are written in.
  public var language: Language
  /// Settles amounts such as `1.234`; none leaves it to the other amounts of the column.
  public var decimalMark: AmountText.DecimalMark?
  /// The objective of actions whose row names none.
  public var objective: Exact.ID<Objective>?
  /// The unit of indicators that name none.
  public var unit: String
  /// Whether columns without a field go into the internal note.
  public var keepsOthers: Bool
  /// Rows that people want left out, from zero.
  public var leftOut: Set<Int>

  public init(language: Language, unit: String) {
    sheet = 0
    firstHeaderRow = 0
    headerRowCount = 1
    fields = [:]
    self.language = language
    self.unit = unit
    keepsOthers = false
    leftOut = []
  }

  public var headerRows: Range<Int> { firstHeaderRow..<(firstHeaderRow + headerRowCount) }
}

extension AmountText.DecimalMark: Codable {
  /// A name for forms and storage.
  public var name: String { self == .comma ? "comma" : "point" }

  public init?(name: String) {
    switch name {
    case "point": self = .point
    case "comma": self = .comma
    default: return nil
    }
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let mark = Self(name: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no decimal mark")
    }
    self = mark
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}

extension ImportSettings {
  /// Chooses the sheet whose columns are understood best, hidden ones last, the first of equals.
  public mutating func guess(_ tables: [Table]) {
    let scores = tables.map { ColumnGuess($0)?.scores.values.reduce(0, +) ?? 0 }
    let order = tables.indices.sorted { left, right in
      (tables[left].isHidden ? 1 : 0, -scores[left], left)
        < (tables[right].isHidden ? 1 : 0, -scores[right], right)
    }
    let understood = order.first { scores[$0] > 0 }
    sheet = understood ?? order.first { !tables[$0].rows.isEmpty } ?? 0
    guard tables.indices.contains(sheet) else { return }
    guess(tables[sheet])
  }

  /// Finds the heading of a sheet and what its columns hold.
  public mutating func guess(_ table: Table) {
    fields = [:]
    headerRowCount = 1
    firstHeaderRow = table.rows.firstIndex { row in row.contains { !$0.isBlank } } ?? 0
    guard let guess = ColumnGuess(table) else { return }
    firstHeaderRow = guess.headerRows.lowerBound
    headerRowCount = guess.headerRows.count
    fields = guess.fields
  }

  /// Finds what the columns hold under a heading that somebody pointed out.
  public mutating func guess(_ table: Table, headerRows: Range<Int>) {
    firstHeaderRow = headerRows.lowerBound
    headerRowCount = headerRows.count
    let rows = table.rows.indices.clamped(to: headerRows).map { table.rows[$0] }
    fields = ColumnGuess(Table(name: table.name, rows: rows))?.fields ?? [:]
  }
}

extension Table {
  /// The headings of the columns; those of two rows are joined.
  public func headings(_ rows: Range<Int>) -> [String] {
    (0..<columnCount).map { column in
      rows.map { self[CellAddress(row: $0, column: column)].text.trimmed }
        .filter { !$0.isEmpty }.joined(separator: " ")
    }
  }
}

extension String {
  /// Without white space around it.
  var trimmed: String {
    var text = self[...].drop { $0.isWhitespace }
    while text.last?.isWhitespace ?? false { text = text.dropLast() }
    return String(text)
  }
}
