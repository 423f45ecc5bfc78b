/// Cuts the bytes of a Pabulib file into rows of fields without copying them.
///
/// Fields are divided by semicolons; a field that begins with a quotation mark ends at the next one
/// that is not doubled. Lines end with LF, CR LF or CR.
struct PabulibRows {
  struct Field {
    let start: Int
    let end: Int
    let isQuoted: Bool
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var position: Int
  /// Of the row read last, counted from 1.
  private(set) var line: Int
  private var nextLine: Int
  private(set) var fields: [Field] = []

  private static let semicolon = UInt8(ascii: ";")
  private static let quote = UInt8(ascii: "\"")
  private static let newline = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  init(_ bytes: UnsafeBufferPointer<UInt8>, from position: Int = 0, line: Int = 1) {
    self.bytes = bytes
    self.position = position
    self.line = line
    nextLine = line
  }

  /// Reads the next row into ``fields``.
  ///
  /// - Returns: `false` at the end of the file.
  mutating func next() throws(PabulibError) -> Bool {
    guard position < bytes.count else { return false }
    fields.removeAll(keepingCapacity: true)
    line = nextLine
    nextLine += 1
    while true {
      let isQuoted = position < bytes.count && bytes[position] == Self.quote
      let start = position
      if isQuoted { try skipQuoted() }
      while position < bytes.count {
        let byte = bytes[position]
        if byte == Self.semicolon || byte == Self.newline || byte == Self.carriageReturn { break }
        position += 1
      }
      fields.append(Field(start: start, end: position, isQuoted: isQuoted))
      guard position < bytes.count, bytes[position] == Self.semicolon else { break }
      position += 1
    }
    skipLineEnd()
    return true
  }

  /// Goes behind the closing quotation mark, counting lines.
  private mutating func skipQuoted() throws(PabulibError) {
    position += 1
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == Self.newline { nextLine += 1 }
      guard byte == Self.quote else { continue }
      guard position < bytes.count, bytes[position] == Self.quote else { return }
      position += 1
    }
    throw PabulibError(line: line, field: nil, .unclosedQuote)
  }

  private mutating func skipLineEnd() {
    guard position < bytes.count else { return }
    let isReturn = bytes[position] == Self.carriageReturn
    position += 1
    if isReturn, position < bytes.count, bytes[position] == Self.newline { position += 1 }
  }

  /// Whether the row holds nothing but blanks.
  var isBlank: Bool { fields.allSatisfy { trimmed($0).isEmpty } }

  /// The bytes of a field without blanks around, and without its quotation marks if it has just
  /// those two; `nil` when it must be decoded first.
  func plainRange(_ index: Int) -> Range<Int>? {
    guard index < fields.count else { return position..<position }
    let field = fields[index]
    guard field.isQuoted else { return trimmed(field) }
    let inner = (field.start + 1)..<max(field.start + 1, field.end - 1)
    guard field.end - field.start >= 2, bytes[field.end - 1] == Self.quote,
      !inner.contains(where: { bytes[$0] == Self.quote })
    else { return nil }
    return trimmed(Field(start: inner.lowerBound, end: inner.upperBound, isQuoted: false))
  }

  /// The text of a field, unquoted, without blanks around; empty beyond the end of the row.
  func text(_ index: Int) -> String {
    guard index < fields.count else { return "" }
    if let range = plainRange(index) {
      return String(decoding: bytes[range], as: UTF8.self)
    }
    return String(decoding: Self.trim(unquoted(fields[index])), as: UTF8.self)
  }

  /// All fields from one on as they stand: a value in which semicolons were not quoted.
  func rest(from index: Int) -> String {
    var end = fields.count
    while end > index + 1, text(end - 1).isEmpty { end -= 1 }
    guard end > index + 1, !fields[index].isQuoted else { return text(index) }
    let whole = Field(start: fields[index].start, end: fields[end - 1].end, isQuoted: false)
    return String(decoding: bytes[trimmed(whole)], as: UTF8.self)
  }

  private func unquoted(_ field: Field) -> [UInt8] {
    var text: [UInt8] = []
    var isInside = true
    var place = field.start + 1
    while place < field.end {
      let byte = bytes[place]
      place += 1
      guard isInside, byte == Self.quote else {
        text.append(byte)
        continue
      }
      if place < field.end, bytes[place] == Self.quote {
        text.append(byte)
        place += 1
      } else {
        isInside = false
      }
    }
    return text
  }

  private func trimmed(_ field: Field) -> Range<Int> {
    var (start, end) = (field.start, field.end)
    while start < end, Self.isSpace(bytes[start]) { start += 1 }
    while end > start, Self.isSpace(bytes[end - 1]) { end -= 1 }
    return start..<end
  }

  private static func trim(_ text: [UInt8]) -> ArraySlice<UInt8> {
    var slice = text[...]
    while let first = slice.first, isSpace(first) { slice.removeFirst() }
    while let last = slice.last, isSpace(last) { slice.removeLast() }
    return slice
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == newline
      || byte == carriageReturn
  }
}
