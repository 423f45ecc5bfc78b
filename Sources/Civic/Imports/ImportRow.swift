/// One row of a table by the fields of its columns.
struct ImportRow {
  let index: Int
  let table: Table
  let columns: [ActionField: Int]

  /// Where the field stands; none when no column has it.
  func address(_ field: ActionField) -> CellAddress? {
    columns[field].map { CellAddress(row: index, column: $0) }
  }

  /// The cell of a field; none where nothing is said, which people also write as a dash.
  func cell(_ field: ActionField) -> Cell? {
    guard let address = address(field) else { return nil }
    let cell = table[address]
    return Self.isPlaceholder(cell) ? nil : cell
  }

  func text(_ field: ActionField) -> String? { cell(field)?.text.trimmed }

  /// The parts of a list: by lines and semicolons, or else by commas if those part it too.
  func parts(_ field: ActionField, byCommas: Bool = false) -> [String] {
    Self.parts(text(field) ?? "", byCommas: byCommas)
  }

  static func parts(_ text: String, byCommas: Bool = false) -> [String] {
    var parts = text.split { $0.isNewline || $0 == ";" }
    if parts.count == 1, byCommas { parts = text.split(separator: ",") }
    return parts.map { String($0).trimmed }.filter { !$0.isEmpty }
  }

  /// The parts of a cell by lines and semicolons; a cell that is no text is one part.
  static func parts(_ cell: Cell) -> [Cell] {
    guard case .text(let text) = cell.content else { return [cell] }
    return parts(text).map(Cell.text)
  }

  static func isPlaceholder(_ cell: Cell) -> Bool {
    guard case .text(let text) = cell.content else { return cell.isBlank }
    return text.allSatisfy { $0.isWhitespace || "-–—−/.".contains($0) }
  }
}
