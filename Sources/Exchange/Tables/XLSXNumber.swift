/// Numbers of a workbook as a spreadsheet shows them.
enum XLSXNumber {
  /// Plain decimal notation of at most 15 significant digits, the precision spreadsheets show.
  ///
  /// Files hold the nearest double, written out with up to 17 digits: `1234.5600000000001` is
  /// 1234.56. The rounding is done on the digits (half up), never on a double.
  ///
  /// - Parameter text: A number such as `-1.5` or `2.5E-3`.
  /// - Returns: `nil` when it is none, or out of the range of a double.
  static func decimal(_ text: String) -> String? {
    guard var number = ScientificNumber(text), abs(number.exponent) <= 400 else { return nil }
    number.round(toDigits: 15)
    return number.plain
  }
}

/// Digits and a power of ten: 0.digits × 10^exponent.
private struct ScientificNumber {
  private var isNegative = false
  /// Without leading or trailing zeros; empty for zero.
  private var digits: [UInt8] = []
  /// Where the decimal mark stands, counted from the first digit.
  private(set) var exponent = 0

  init?(_ text: String) {
    var rest = text.utf8.drop { $0 == 0x20 || $0 == 0x0A }
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      rest = rest.dropFirst()
    }
    var hasMark = false
    var count = 0
    scan: while let byte = rest.first {
      switch byte {
      case 0x30...0x39:
        count += 1
        let isLeadingZero = byte == 0x30 && digits.isEmpty
        if !isLeadingZero { digits.append(byte - 0x30) }
        if hasMark, isLeadingZero { exponent -= 1 }
        if !hasMark, !isLeadingZero { exponent += 1 }
      case UInt8(ascii: ".") where !hasMark: hasMark = true
      default: break scan
      }
      rest = rest.dropFirst()
    }
    guard count > 0 else { return nil }
    if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
      guard let power = Int(String(decoding: rest.dropFirst(), as: UTF8.self)), abs(power) < 1_000
      else { return nil }
      exponent += power
    } else if !rest.allSatisfy({ $0 == 0x20 || $0 == 0x0A }) {
      return nil
    }
    trim()
  }

  mutating func round(toDigits limit: Int) {
    guard digits.count > limit else { return }
    let roundsUp = digits[limit] >= 5
    digits.removeSubrange(limit...)
    if roundsUp {
      var index = limit - 1
      while index >= 0, digits[index] == 9 {
        digits[index] = 0
        index -= 1
      }
      if index >= 0 {
        digits[index] += 1
      } else {
        digits = [1]
        exponent += 1
      }
    }
    trim()
  }

  private mutating func trim() {
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { exponent = 0 }
  }

  var plain: String {
    guard !digits.isEmpty else { return "0" }
    let text = digits.map { String($0) }.joined()
    let sign = isNegative ? "-" : ""
    if exponent <= 0 { return sign + "0." + String(repeating: "0", count: -exponent) + text }
    if exponent >= digits.count {
      return sign + text + String(repeating: "0", count: exponent - digits.count)
    }
    return sign + text.prefix(exponent) + "." + text.dropFirst(exponent)
  }
}
