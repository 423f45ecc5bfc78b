/// The encodings in which cities' text files come.
public enum TextEncoding: String, CaseIterable, Hashable, Sendable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  /// Central Europe: Slovene, Montenegrin in Latin script, Romanian, Albanian.
  case windows1250 = "windows-1250"
  /// Cyrillic: Macedonian, Bulgarian, Montenegrin in Cyrillic script.
  case windows1251 = "windows-1251"
  /// Western Europe: French, Albanian.
  case windows1252 = "windows-1252"
  case iso8859_2 = "ISO-8859-2"

  /// The mark that Unicode files may begin with; empty for the others.
  var byteOrderMark: [UInt8] {
    switch self {
    case .utf8: [0xEF, 0xBB, 0xBF]
    case .utf16LittleEndian: [0xFF, 0xFE]
    case .utf16BigEndian: [0xFE, 0xFF]
    case .windows1250, .windows1251, .windows1252, .iso8859_2: []
    }
  }

  /// The meaning of the bytes from 128; `nil` for Unicode.
  var upperHalf: [Unicode.Scalar]? {
    switch self {
    case .utf8, .utf16LittleEndian, .utf16BigEndian: nil
    case .windows1250: CodePage.windows1250
    case .windows1251: CodePage.windows1251
    case .windows1252: CodePage.windows1252
    case .iso8859_2: CodePage.iso8859_2
    }
  }

  /// The text without its byte order mark.
  ///
  /// - Throws: ``CSVError/notText(_:offset:)`` at the first byte that means nothing.
  func decode(_ bytes: [UInt8]) throws(CSVError) -> String {
    let mark = byteOrderMark.count
    let body = bytes.starts(with: byteOrderMark) ? bytes[mark...] : bytes[...]
    if let upperHalf { return try decode(body, upperHalf: upperHalf) }
    return switch self {
    case .utf16LittleEndian: try decodeUTF16(body, highByte: 1)
    case .utf16BigEndian: try decodeUTF16(body, highByte: 0)
    default: try decodeUTF8(body)
    }
  }

  private func decodeUTF8(_ body: ArraySlice<UInt8>) throws(CSVError) -> String {
    if let text = String(validating: body, as: UTF8.self) { return text }
    var decoder = UTF8()
    var iterator = body.makeIterator()
    var offset = body.startIndex
    while case .scalarValue(let scalar) = decoder.decode(&iterator) {
      offset += UTF8.width(scalar)
    }
    throw .notText(.utf8, offset: offset)
  }

  private func decodeUTF16(
    _ body: ArraySlice<UInt8>, highByte: Int
  ) throws(CSVError) -> String {
    guard body.count.isMultiple(of: 2) else { throw .notText(self, offset: body.endIndex) }
    let units = stride(from: body.startIndex, to: body.endIndex, by: 2).map {
      UInt16(body[$0 + highByte]) << 8 | UInt16(body[$0 + 1 - highByte])
    }
    guard let text = String(validating: units, as: UTF16.self) else {
      throw .notText(self, offset: body.startIndex)
    }
    return text
  }

  private func decode(
    _ body: ArraySlice<UInt8>, upperHalf: [Unicode.Scalar]
  ) throws(CSVError) -> String {
    var scalars = String.UnicodeScalarView()
    for (offset, byte) in body.enumerated() {
      let scalar = byte < 128 ? Unicode.Scalar(byte) : upperHalf[Int(byte) - 128]
      guard scalar != "\u{FFFD}" else { throw .notText(self, offset: offset) }
      scalars.append(scalar)
    }
    return String(scalars)
  }
}
