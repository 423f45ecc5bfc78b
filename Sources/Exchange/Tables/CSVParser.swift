import Civic

/// Cuts UTF-8 bytes into rows, keeping count of lines for the sake of errors.
struct CSVParser {
  private let bytes: ArraySlice<UInt8>
  private let delimiter: UInt8
  private let limits: TableLimits
  private var position: Int
  private var line = 1
  private var lineStart: Int

  init(bytes: ArraySlice<UInt8>, delimiter: CSVDelimiter, limits: TableLimits) {
    self.bytes = bytes
    self.delimiter = delimiter.byte
    self.limits = limits
    position = bytes.startIndex
    lineStart = bytes.startIndex
  }

  private static let quote = UInt8(ascii: "\"")
  private static let newline = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  private enum CellEnd { case delimiter, line, file }

  /// The next row, `nil` after the last; an empty line is a row without cells.
  mutating func nextRow() throws(CSVError) -> [Cell]? {
    var fields: [ArraySlice<UInt8>] = []
    guard try nextFields(into: &fields) != nil else { return nil }
    return fields.map { .text(String(decoding: $0, as: UTF8.self)) }
  }

  /// Puts the next row's cells in place of those of the last, as UTF-8 without their quotes.
  ///
  /// - Returns: The line the row begins in, `nil` after the last row.
  mutating func nextFields(into row: inout [ArraySlice<UInt8>]) throws(CSVError) -> Int? {
    row.removeAll(keepingCapacity: true)
    guard position < bytes.endIndex else { return nil }
    let firstLine = line
    if bytes[position] == Self.carriageReturn || bytes[position] == Self.newline {
      takeLineEnd()
      return firstLine
    }
    while true {
      let (text, end) = try nextCell()
      guard row.count < limits.columns else {
        throw .tooManyColumns(line: firstLine, limit: limits.columns)
      }
      row.append(text)
      if end != .delimiter { return firstLine }
    }
  }

  private mutating func nextCell() throws(CSVError) -> (text: ArraySlice<UInt8>, end: CellEnd) {
    guard position < bytes.endIndex else { return ([], .file) }
    if bytes[position] == Self.quote { return try quotedCell() }
    let start = position
    while position < bytes.endIndex, !isBoundary(bytes[position]) {
      guard bytes[position] != 0 else {
        throw .binaryContent(line: line, column: column(of: position))
      }
      position += 1
    }
    guard position - start <= limits.cellSize else {
      throw .cellTooLong(line: line, column: column(of: start), limit: limits.cellSize)
    }
    let text = bytes[start..<position]
    return (text, takeBoundary())
  }

  /// A cell within quotes: doubled quotes stand for one, line ends belong to the text.
  private mutating func quotedCell() throws(CSVError) -> (
    text: ArraySlice<UInt8>, end: CellEnd
  ) {
    let opening = (index: position, line: line, column: column(of: position))
    var content: [UInt8] = []
    position += 1
    while true {
      guard position < bytes.endIndex else {
        throw .unclosedQuote(line: opening.line, column: opening.column)
      }
      let byte = bytes[position]
      if byte == Self.quote {
        position += 1
        guard position < bytes.endIndex, bytes[position] == Self.quote else { break }
      }
      guard byte != 0 else { throw .binaryContent(line: line, column: column(of: position)) }
      if byte == Self.carriageReturn || byte == Self.newline {
        takeLineEnd()
        content.append(Self.newline)
      } else {
        content.append(byte)
        position += 1
      }
    }
    while position < bytes.endIndex, bytes[position] == UInt8(ascii: " ") { position += 1 }
    guard position == bytes.endIndex || isBoundary(bytes[position]) else {
      throw .textAfterQuote(line: line, column: column(of: position))
    }
    guard content.count <= limits.cellSize else {
      throw .cellTooLong(line: opening.line, column: opening.column, limit: limits.cellSize)
    }
    return (content[...], takeBoundary())
  }

  private func isBoundary(_ byte: UInt8) -> Bool {
    byte == delimiter || byte == Self.newline || byte == Self.carriageReturn
  }

  private mutating func takeBoundary() -> CellEnd {
    guard position < bytes.endIndex else { return .file }
    if bytes[position] == delimiter {
      position += 1
      return .delimiter
    }
    takeLineEnd()
    return .line
  }

  /// Steps over CR LF, CR or LF.
  private mutating func takeLineEnd() {
    let isReturn = bytes[position] == Self.carriageReturn
    position += 1
    if isReturn, position < bytes.endIndex, bytes[position] == Self.newline { position += 1 }
    line += 1
    lineStart = position
  }

  private func column(of index: Int) -> Int {
    String(decoding: bytes[lineStart..<index], as: UTF8.self).count + 1
  }
}
