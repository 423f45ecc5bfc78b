extension JSONParser {
  /// Reads a number by the grammar of RFC 8259, 6, to the nearest double.
  mutating func number() throws(JSONSyntaxError) -> JSONNumber {
    let start = index
    if next == UInt8(ascii: "-") { index += 1 }
    if next == UInt8(ascii: "0") {
      index += 1
      if let byte = next, Self.isDigit(byte) { throw error(.badNumber) }
    } else {
      try digits()
    }
    if next == UInt8(ascii: ".") {
      index += 1
      try digits()
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      index += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { index += 1 }
      try digits()
    }
    let text = String(decoding: bytes[start..<index], as: UTF8.self)
    guard index - start <= 1000, let double = Double(text), let number = JSONNumber(double) else {
      throw error(.numberOutOfRange, at: start)
    }
    return number
  }

  private mutating func digits() throws(JSONSyntaxError) {
    guard let byte = next else { throw error(.unexpectedEnd) }
    guard Self.isDigit(byte) else { throw error(.badNumber) }
    while let byte = next, Self.isDigit(byte) { index += 1 }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  mutating func string() throws(JSONSyntaxError) -> String {
    let start = index
    var content: [UInt8] = []
    index += 1
    while let byte = next, byte != UInt8(ascii: "\"") {
      guard byte >= 0x20 else { throw error(.controlCharacter) }
      if byte == UInt8(ascii: "\\") {
        content.append(contentsOf: try escape())
      } else {
        content.append(byte)
        index += 1
      }
    }
    guard next != nil else { throw error(.unexpectedEnd) }
    index += 1
    guard let text = String(validating: content, as: UTF8.self) else {
      throw error(.notUTF8, at: start)
    }
    return text
  }

  private mutating func escape() throws(JSONSyntaxError) -> [UInt8] {
    let start = index
    index += 1
    guard let mark = next else { throw error(.unexpectedEnd) }
    index += 1
    switch mark {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [mark]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): return Array(String(try codePoint(escapedAt: start)).utf8)
    default: throw error(.badEscape, at: start)
    }
  }

  /// Reads the four digits after `\u` and, after a high surrogate, the `\u` of the low one.
  private mutating func codePoint(escapedAt start: Int) throws(JSONSyntaxError) -> Character {
    let first = try codeUnit(escapedAt: start)
    if let scalar = Unicode.Scalar(first) { return Character(scalar) }
    guard UTF16.isLeadSurrogate(first), next == UInt8(ascii: "\\"),
      index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "u")
    else { throw error(.loneSurrogate, at: start) }
    index += 2
    let second = try codeUnit(escapedAt: index - 2)
    guard UTF16.isTrailSurrogate(second) else { throw error(.loneSurrogate, at: start) }
    let high = UInt32(first - 0xD800) << 10
    guard let scalar = Unicode.Scalar(0x10000 + high + UInt32(second - 0xDC00)) else {
      throw error(.loneSurrogate, at: start)
    }
    return Character(scalar)
  }

  private mutating func codeUnit(escapedAt start: Int) throws(JSONSyntaxError) -> UInt16 {
    var unit: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = next else { throw error(.unexpectedEnd) }
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        throw error(.badEscape, at: start)
      }
      unit = unit << 4 | UInt16(digit)
      index += 1
    }
    return unit
  }
}
