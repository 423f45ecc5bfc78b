/// A sheet of a workbook or a whole CSV file: named rows of cells.
public struct Table: Hashable, Sendable {
  public let name: String
  /// The rows from the top; each may be shorter than the widest, none ends with an empty cell
  /// when a workbook was read. Row 6 here is row 7 on the screen.
  public let rows: [[Cell]]
  /// Whether the workbook hides the sheet from its readers.
  public let isHidden: Bool

  public init(name: String, rows: [[Cell]], isHidden: Bool = false) {
    self.name = name
    self.rows = rows
    self.isHidden = isHidden
  }

  /// The number of cells in the longest row.
  /// - Complexity: O(rows).
  public var columnCount: Int { rows.map(\.count).max() ?? 0 }

  /// The cell at an address; empty outside the table.
  public subscript(address: CellAddress) -> Cell {
    guard rows.indices.contains(address.row), rows[address.row].indices.contains(address.column)
    else { return .empty }
    return rows[address.row][address.column]
  }

  /// The table with one cell replaced; grows when the address lies outside.
  public func replacing(_ address: CellAddress, with cell: Cell) -> Table {
    var changed = rows
    while changed.count <= address.row { changed.append([]) }
    while changed[address.row].count <= address.column { changed[address.row].append(.empty) }
    changed[address.row][address.column] = cell
    return Table(name: name, rows: changed, isHidden: isHidden)
  }
}
