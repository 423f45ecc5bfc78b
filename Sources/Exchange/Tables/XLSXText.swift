/// Text of a workbook as it is meant to be seen.
enum XLSXText {
  /// Undoes `_x000D_`: characters that XML cannot hold are written by their number.
  static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "_")), text.contains("_x") else { return text }
    let units = Array(text.utf16)
    var result: [UInt16] = []
    var index = 0
    while index < units.count {
      if let unit = escape(at: index, in: units) {
        result.append(unit)
        index += 7
      } else {
        result.append(units[index])
        index += 1
      }
    }
    let plain = String(decoding: result, as: UTF16.self)
    return plain.utf8.contains(0x0D) ? newlines(plain) : plain
  }

  private static func escape(at index: Int, in units: [UInt16]) -> UInt16? {
    guard index + 7 <= units.count, units[index] == 0x5F, units[index + 1] == 0x78,
      units[index + 6] == 0x5F
    else { return nil }
    var value: UInt16 = 0
    for unit in units[index + 2..<index + 6] {
      guard let digit = Unicode.Scalar(unit).flatMap({ Character($0).hexDigitValue }) else {
        return nil
      }
      value = value << 4 | UInt16(digit)
    }
    return value
  }

  private static func newlines(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if scalar != "\n" || previous != "\r" { result.append(scalar == "\r" ? "\n" : scalar) }
      previous = scalar
    }
    return String(result)
  }
}
