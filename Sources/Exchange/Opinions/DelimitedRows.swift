/// Cuts the bytes of a delimited file into rows of fields without copying them.
///
/// A field that begins with a quotation mark ends at the next one that is not doubled. Lines end
/// with LF, CR LF or CR; empty lines are skipped.
struct DelimitedRows {
  struct Field {
    let start: Int
    let end: Int
    let isQuoted: Bool
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let delimiter: UInt8
  private var position: Int
  /// Of the row read last, counted from 1.
  private(set) var line = 0
  private var nextLine = 1
  private(set) var fields: [Field] = []

  private static let quote = UInt8(ascii: "\"")
  private static let newline = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  /// The delimiter is the commonest of comma, semicolon and tab in the first line.
  init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    let header = bytes.prefix { $0 != Self.newline && $0 != Self.carriageReturn }
    let candidates = ",;\t".utf8.map { byte in (byte, header.count { $0 == byte }) }
    delimiter = candidates.reduce((UInt8(ascii: ","), 0)) { $1.1 > $0.1 ? $1 : $0 }.0
  }

  /// Reads the next row that is not empty into ``fields``.
  ///
  /// - Returns: `false` at the end of the file.
  mutating func next() throws(OpinionFileError) -> Bool {
    while position < bytes.count {
      line = nextLine
      if bytes[position] == Self.newline || bytes[position] == Self.carriageReturn {
        takeLineEnd()
        continue
      }
      try readRow()
      return true
    }
    return false
  }

  private mutating func readRow() throws(OpinionFileError) {
    fields.removeAll(keepingCapacity: true)
    while true {
      let isQuoted = position < bytes.count && bytes[position] == Self.quote
      let start = position
      if isQuoted { try skipQuoted() }
      while position < bytes.count {
        let byte = bytes[position]
        if byte == delimiter || byte == Self.newline || byte == Self.carriageReturn { break }
        guard byte != 0 else { throw OpinionFileError(line: line, .notText) }
        position += 1
      }
      fields.append(Field(start: start, end: position, isQuoted: isQuoted))
      guard position < bytes.count, bytes[position] == delimiter else { break }
      position += 1
    }
    takeLineEnd()
  }

  private mutating func skipQuoted() throws(OpinionFileError) {
    position += 1
    while true {
      guard position < bytes.count else { throw OpinionFileError(line: line, .unclosedQuote) }
      let byte = bytes[position]
      position += 1
      if byte == Self.quote {
        guard position < bytes.count, bytes[position] == Self.quote else { return }
        position += 1
      } else if byte == Self.newline {
        nextLine += 1
      } else if byte == 0 {
        throw OpinionFileError(line: line, .notText)
      }
    }
  }

  /// Steps over CR LF, CR or LF.
  private mutating func takeLineEnd() {
    guard position < bytes.count else { return }
    let isReturn = bytes[position] == Self.carriageReturn
    position += 1
    if isReturn, position < bytes.count, bytes[position] == Self.newline { position += 1 }
    nextLine += 1
  }

  /// Where a field's text lies, without blanks and quotes around it; doubled quotes stay doubled.
  func range(of field: Int) -> Range<Int> {
    var (start, end) = (fields[field].start, fields[field].end)
    while start < end, Self.isBlank(bytes[start]) { start += 1 }
    while end > start, Self.isBlank(bytes[end - 1]) { end -= 1 }
    if end - start >= 2, bytes[start] == Self.quote, bytes[end - 1] == Self.quote {
      start += 1
      end -= 1
      while start < end, Self.isBlank(bytes[start]) { start += 1 }
      while end > start, Self.isBlank(bytes[end - 1]) { end -= 1 }
    }
    return start..<end
  }

  func text(of field: Int) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[range(of: field)]), as: UTF8.self)
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
}
