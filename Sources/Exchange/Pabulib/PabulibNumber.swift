import BigInt
import Exact

/// A decimal number as Pabulib files write it: `1500`, `1500.50`, `1500,50`, `1 500`, `1.5e3`.
struct PabulibNumber: Hashable, Sendable {
  /// Without trailing zeros after the decimal mark.
  let significand: Int64
  /// Decimals, 0 to 6.
  let scale: Int

  static let mostDecimals = 6

  enum Failure: Error { case notANumber, outOfRange }

  init?(_ text: String) {
    guard let number = try? PabulibNumber(reading: Array(text.utf8)[...]) else { return nil }
    self = number
  }

  var rational: Rational {
    Rational(BigInt(significand), over: BigInt(10).power(scale))
  }

  /// - Returns: The number times 10^`scale`, `nil` beyond 64 bits.
  func units(scale: Int) -> Int64? {
    var value = significand
    for _ in self.scale..<max(scale, self.scale) {
      let (next, overflow) = value.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      value = next
    }
    return value
  }

  /// Reads a number; a single comma or point is the decimal mark, blanks between digits divide
  /// thousands.
  init(reading bytes: some Collection<UInt8>) throws(Failure) {
    var (value, decimals, exponent) = (Int64(0), 0, 0)
    var (isNegative, hasDigits, hasMark, isFirst) = (false, false, false, true)
    var rest = bytes[...]
    while let byte = rest.popFirst() {
      defer { isFirst = false }
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let (tens, over) = value.multipliedReportingOverflow(by: 10)
        let (sum, beyond) = tens.addingReportingOverflow(Int64(byte - UInt8(ascii: "0")))
        if over || beyond { throw .outOfRange }
        value = sum
        hasDigits = true
        if hasMark { decimals += 1 }
      case UInt8(ascii: "-") where isFirst: isNegative = true
      case UInt8(ascii: "+") where isFirst: break
      case UInt8(ascii: "."), UInt8(ascii: ","):
        if hasMark { throw .notANumber }
        hasMark = true
      case UInt8(ascii: " ") where hasDigits && !hasMark && !rest.isEmpty: break
      case 0xC2 where hasDigits && !hasMark && rest.first == 0xA0: rest.removeFirst()
      case UInt8(ascii: "e") where hasDigits, UInt8(ascii: "E") where hasDigits:
        guard let power = Int(String(decoding: rest, as: UTF8.self)), power.magnitude <= 30 else {
          throw .notANumber
        }
        exponent = power
        rest = rest[rest.endIndex...]
      default: throw .notANumber
      }
    }
    guard hasDigits else { throw .notANumber }
    try self.init(isNegative ? -value : value, decimals: decimals - exponent)
  }

  private init(_ significand: Int64, decimals: Int) throws(Failure) {
    var (value, decimals) = (significand, value(decimals))
    while decimals > 0, value.isMultiple(of: 10) {
      value /= 10
      decimals -= 1
    }
    while decimals < 0 {
      let (next, overflow) = value.multipliedReportingOverflow(by: 10)
      if overflow { throw .outOfRange }
      value = next
      decimals += 1
    }
    guard decimals <= Self.mostDecimals else { throw .outOfRange }
    self.significand = value
    scale = decimals
    func value(_ number: Int) -> Int { significand == 0 ? 0 : number }
  }
}
