import Civic

/// Where the headings of a sheet stand, and what its columns hold.
struct SheetHeader: Sendable {
  let row: Int
  /// The place among the known columns, by the column of the sheet.
  let columns: [Int: Int]
  /// The column with the identifiers.
  let identifier: Int?

  /// The names by which columns are known, folded.
  struct Names: Sendable {
    private var places: [String: Int] = [:]
    private var identifiers: Set<String> = ["id"]

    /// - Parameters:
    ///   - names: Of the columns, for programs.
    ///   - titles: The headings in each language.
    ///   - identifiers: What the column of identifiers is called in each language.
    init(names: [String], titles: [[String]], identifiers: [String]) {
      self.identifiers.formUnion(identifiers.map { Fold.folded($0) })
      for list in titles + [names] {
        for (place, name) in list.enumerated() where places[Fold.folded(name)] == nil {
          places[Fold.folded(name)] = place
        }
      }
    }

    func place(of heading: String) -> Int? { places[Fold.folded(heading.tidied)] }
    func isIdentifier(_ heading: String) -> Bool {
      identifiers.contains(Fold.folded(heading.tidied))
    }
  }

  /// The best of the first twenty rows; none when no heading is known.
  init?(of table: Civic.Table, names: Names) {
    var best: SheetHeader?
    for row in table.rows.indices.prefix(20) {
      let found = SheetHeader(row: row, cells: table.rows[row], names: names)
      if found.score > (best?.score ?? 0) { best = found }
    }
    guard let best else { return nil }
    self = best
  }

  private init(row: Int, cells: [Cell], names: Names) {
    var columns: [Int: Int] = [:]
    var identifier: Int?
    var taken: Set<Int> = []
    for (column, cell) in cells.enumerated() where !cell.isBlank {
      if identifier == nil, names.isIdentifier(cell.text) {
        identifier = column
      } else if let place = names.place(of: cell.text), taken.insert(place).inserted {
        columns[column] = place
      }
    }
    self.row = row
    self.columns = columns
    self.identifier = identifier
  }

  var score: Int { columns.count + (identifier == nil ? 0 : 1) }

  /// Headings with something below that is not read.
  func otherColumns(of table: Civic.Table) -> [String] {
    let headings = table.rows[row]
    return headings.indices.filter { column in
      columns[column] == nil && column != identifier && !headings[column].isBlank
        && table.rows.dropFirst(row + 1).contains { column < $0.count && !$0[column].isBlank }
    }.map { headings[$0].text.tidied }
  }
}
