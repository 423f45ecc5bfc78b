import Civic

/// What cells of a sheet refer to.
struct XLSXContext {
  let part: String
  let texts: [String]
  let styles: XLSXStyles
  let countsFrom1904: Bool
  let limits: TableLimits
  /// Cells that may still be read in this workbook.
  let cellsLeft: Int
}

/// The cells of one sheet.
struct XLSXSheet: XMLHandler {
  private let context: XLSXContext
  private(set) var rows: [[Cell]] = []
  private(set) var cellCount = 0
  private var nextRow = 0
  private var nextColumn = 0
  private var cell: RawCell?
  private var isInText = false
  private var phoneticDepth = 0
  private var clearedCount = 0

  init(_ context: XLSXContext) {
    self.context = context
  }

  mutating func start(
    _ element: String, _ attributes: [String: String]
  ) throws(XLSXError) {
    switch element {
    case "row":
      if let number = attributes["r"] {
        guard let row = Int(number), row >= 1 else { throw bad(reference: number) }
        nextRow = row - 1
      }
      nextColumn = 0
    case "c": cell = try RawCell(address: address(attributes["r"]), attributes: attributes)
    case "f": cell?.isFormula = true
    case "v": isInText = cell != nil
    case "rPh": phoneticDepth += 1
    case "t": isInText = cell != nil && phoneticDepth == 0
    case "mergeCell": try clearMerged(attributes["ref"] ?? "")
    default: break
    }
  }

  mutating func characters(_ text: String) throws(XLSXError) {
    guard isInText else { return }
    cell?.text += text
    if let cell, cell.text.utf8.count > context.limits.cellSize {
      throw .cellTooLong(
        part: context.part, cell: cell.address.description, limit: context.limits.cellSize)
    }
  }

  mutating func end(_ element: String) throws(XLSXError) {
    switch element {
    case "v", "t": isInText = false
    case "rPh": phoneticDepth -= 1
    case "row": nextRow += 1
    case "c":
      guard let cell else { return }
      nextColumn = cell.address.column + 1
      self.cell = nil
      let content = try cell.content(context)
      // A formula without a result (no spreadsheet has computed it yet) is kept to be seen.
      guard content != .empty || cell.isFormula else { return }
      try place(Cell(content, isFormula: cell.isFormula), at: cell.address)
    default: break
    }
  }

  /// Cells that name no address follow the one before.
  private func address(_ reference: String?) throws(XLSXError) -> CellAddress {
    guard let reference else { return CellAddress(row: nextRow, column: nextColumn) }
    guard let address = CellAddress(reference) else { throw bad(reference: reference) }
    return address
  }

  private mutating func place(_ cell: Cell, at address: CellAddress) throws(XLSXError) {
    let limits = context.limits
    guard address.row < limits.rows else {
      throw .tooManyRows(part: context.part, limit: limits.rows)
    }
    guard address.column < limits.columns else {
      throw .tooManyColumns(part: context.part, limit: limits.columns)
    }
    while rows.count <= address.row { rows.append([]) }
    let missing = address.column + 1 - rows[address.row].count
    if missing > 0 {
      cellCount += missing
      guard cellCount <= context.cellsLeft else { throw .tooManyCells(limit: limits.cells) }
      rows[address.row].append(contentsOf: repeatElement(.empty, count: missing))
    }
    rows[address.row][address.column] = cell
  }

  /// Empties what a merged cell hides: all but its top left.
  private mutating func clearMerged(_ range: String) throws(XLSXError) {
    let corners = range.split(separator: ":").map { CellAddress($0) }
    guard let first = corners.first ?? nil, let last = corners.last ?? nil, first <= last else {
      throw bad(reference: range)
    }
    let columns = first.column..<max(first.column, last.column) + 1
    for row in rows.indices.clamped(to: first.row..<last.row + 1) {
      let hidden = rows[row].indices.clamped(to: columns)
      // Ranges that overlap without end would take for ever; no workbook has them.
      clearedCount += 1 + hidden.count
      guard clearedCount <= 4 * context.limits.cells else {
        throw .tooManyCells(limit: context.limits.cells)
      }
      for column in hidden where row != first.row || column != first.column {
        rows[row][column] = .empty
      }
    }
  }

  private func bad(reference: String) -> XLSXError {
    .badReference(part: context.part, reference: reference)
  }
}
