public import Civic

/// Writes rows as RFC 4180 asks: CR LF after every row, quotes where they are needed.
///
/// Source: RFC 4180, <https://www.rfc-editor.org/rfc/rfc4180>
public struct CSVWriter: Sendable {
  public var delimiter: CSVDelimiter
  /// Whether to start with a byte order mark, by which Excel knows UTF-8.
  public var hasByteOrderMark: Bool
  /// Whether cells that a spreadsheet would run as formulas get an apostrophe in front.
  ///
  /// These begin with `=`, `+`, `-`, `@`, a tab or a carriage return and are no plain numbers.
  public var neutralisesFormulas: Bool

  public init(
    delimiter: CSVDelimiter = .comma, hasByteOrderMark: Bool = false,
    neutralisesFormulas: Bool = true
  ) {
    self.delimiter = delimiter
    self.hasByteOrderMark = hasByteOrderMark
    self.neutralisesFormulas = neutralisesFormulas
  }

  /// The rows as UTF-8 text.
  public func text(_ rows: some Sequence<[String]>) -> String {
    var text = hasByteOrderMark ? "\u{FEFF}" : ""
    for row in rows {
      // A row with one empty cell would read back as an empty line.
      let line =
        row == [""]
        ? "\"\"" : row.map(cell).joined(separator: String(delimiter.rawValue))
      text += line + "\r\n"
    }
    return text
  }

  /// The table as UTF-8 text, each cell as ``Cell/text``.
  public func text(_ table: Table) -> String {
    text(table.rows.lazy.map { $0.map(\.text) })
  }

  private func cell(_ content: String) -> String {
    let safe = neutralisesFormulas && isFormula(content) ? "'" + content : content
    let delimiter = delimiter.byte
    let needsQuotes =
      safe.utf8.contains { $0 == delimiter || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
      || safe.first == " " || safe.last == " "
    guard needsQuotes else { return safe }
    var quoted = "\""
    for scalar in safe.unicodeScalars {
      if scalar == "\"" { quoted.unicodeScalars.append(scalar) }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  private func isFormula(_ content: String) -> Bool {
    guard let first = content.unicodeScalars.first,
      ["=", "+", "-", "@", "\t", "\r"].contains(first)
    else { return false }
    let number = first == "-" || first == "+" ? content.dropFirst() : content[...]
    let isPlain = number.utf8.allSatisfy { (48...57).contains($0) || $0 == 46 || $0 == 44 }
    return number.isEmpty ? content.count > 1 : !isPlain
  }
}
