/// Which columns of a table hold which fields of an action.
public struct ColumnGuess: Hashable, Sendable {
  /// The rows of the header: one, or two when a group of columns has a heading of its own.
  public let headerRows: Range<Int>
  /// The field of each column that names one; no field twice.
  public let fields: [Int: ActionField]
  /// How sure the guess is, by column: 55 to 100.
  public let scores: [Int: Int]

  /// Rows from here on are data.
  public var firstDataRow: Int { headerRows.upperBound }

  /// The lowest score that counts as a guess.
  private static let threshold = 55
  /// How far down a header is looked for, below titles and remarks.
  private static let searchedRows = 40

  /// Finds the header and what its columns hold.
  ///
  /// The header is the row, or pair of rows, whose cells name fields best in sum; the first of equals.
  /// Two rows must beat one clearly. Fields are given out by score, then from the left, at most one
  /// column a field and one field a column.
  ///
  /// - Returns: `nil` when no row names at least two fields.
  /// - Complexity: O(columns · phrases) for each row looked at.
  public init?(_ table: Table) {
    var best: ColumnGuess?
    for row in table.rows.indices.prefix(Self.searchedRows) {
      let single = ColumnGuess(Self.headers(table, row), rows: row..<row + 1)
      if single.total > (best?.total ?? 0) { best = single }
    }
    for row in table.rows.indices.dropLast().prefix(Self.searchedRows) {
      let pair = ColumnGuess(Self.pairedHeaders(table, row), rows: row..<row + 2)
      if pair.total > (best?.total ?? 0) + 60 { best = pair }
    }
    guard let best, best.fields.count >= 2 else { return nil }
    self = best
  }

  private init(_ headers: [String], rows: Range<Int>) {
    var candidates: [(column: Int, match: HeaderMatch)] = []
    for (column, header) in headers.enumerated() where !header.isEmpty && header.count <= 120 {
      for match in HeaderMatch.matches(of: header) where match.score >= Self.threshold {
        candidates.append((column, match))
      }
    }
    let order = Dictionary(
      uniqueKeysWithValues: ActionField.fixed.enumerated().map { ($1, $0) })
    candidates.sort {
      (-$0.match.score, $0.column, order[$0.match.field] ?? 0)
        < (-$1.match.score, $1.column, order[$1.match.field] ?? 0)
    }
    var fields: [Int: ActionField] = [:]
    var scores: [Int: Int] = [:]
    var taken: Set<ActionField> = []
    for (column, match) in candidates where fields[column] == nil {
      guard taken.insert(match.field).inserted else { continue }
      fields[column] = match.field
      scores[column] = match.score
    }
    headerRows = rows
    self.fields = fields
    self.scores = scores
  }

  private var total: Int { scores.values.reduce(0, +) }

  /// Whole numbers can be headers too: years are often typed as such.
  private static func headers(_ table: Table, _ row: Int) -> [String] {
    table.rows[row].map { cell in
      switch cell.content {
      case .text(let text): text
      case .number(let number): number
      case .empty, .date, .boolean, .formulaError: ""
      }
    }
  }

  /// Headers of two rows: a heading above holds for the columns to its right that have none.
  private static func pairedHeaders(_ table: Table, _ row: Int) -> [String] {
    let upper = headers(table, row)
    let lower = headers(table, row + 1)
    var group = ""
    return (0..<max(upper.count, lower.count)).map { column in
      let above = column < upper.count ? upper[column] : ""
      let below = column < lower.count ? lower[column] : ""
      if !above.isEmpty { group = above }
      return below.isEmpty ? above : group + " " + below
    }
  }
}
