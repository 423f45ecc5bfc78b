/// A finite double, the only number that RFC 8785 has.
///
/// Amounts, votes and identifiers are strings in Gradnik's formats: a double keeps whole numbers
/// only up to 2^53.
public struct JSONNumber: Hashable, Sendable {
  public let double: Double

  /// - Returns: `nil` for an infinity and for what is not a number.
  public init?(_ double: Double) {
    guard double.isFinite else { return nil }
    self.double = double
  }

  public init(_ integer: Int32) {
    double = Double(integer)
  }

  /// - Returns: `nil` for a whole number that a double cannot hold.
  public init?(exactly integer: Int64) {
    guard let double = Double(exactly: integer) else { return nil }
    self.double = double
  }

  /// The number as a whole one, or `nil` when it is not.
  public var integer: Int64? { Int64(exactly: double) }
}

extension JSONNumber: CustomStringConvertible {
  /// The number as ECMAScript writes it: the shortest digits that read back as the same double.
  ///
  /// Source: ECMA-262, Number::toString; RFC 8785, 3.2.2.3.
  public var description: String {
    guard double != 0 else { return "0" }
    let text = double.description
    // Without an exponent the standard library writes as ECMAScript does, but for a last ".0".
    if !text.utf8.contains(UInt8(ascii: "e")) {
      return text.utf8.suffix(2).elementsEqual(".0".utf8) ? String(text.dropLast(2)) : text
    }
    return (double < 0 ? "-" : "") + Digits(of: double.magnitude).ecmaScript
  }

  /// The value 0.`digits` × 10^`point`, with no zero at either end of the digits.
  private struct Digits {
    var digits: Substring
    var point: Int

    /// Takes apart what the standard library prints: its digits are the shortest too.
    init(of magnitude: Double) {
      let parts = magnitude.description.split(separator: "e")
      let exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
      let mantissa = parts[0].split(separator: ".", omittingEmptySubsequences: false)
      let all = mantissa.joined()
      digits = all.drop { $0 == "0" }
      point = mantissa[0].utf8.count + exponent - (all.utf8.count - digits.utf8.count)
      while digits.last == "0" { digits.removeLast() }
    }

    var ecmaScript: String {
      let count = digits.utf8.count
      if count <= point, point <= 21 { return digits + zeros(point - count) }
      if 0 < point, point <= 21 { return digits.prefix(point) + "." + digits.dropFirst(point) }
      if -6 < point, point <= 0 { return "0." + zeros(-point) + digits }
      let sign = point > 0 ? "+" : "-"
      let fraction = count > 1 ? "." + digits.dropFirst() : ""
      return digits.prefix(1) + fraction + "e" + sign + String((point - 1).magnitude)
    }

    private func zeros(_ count: Int) -> String { String(repeating: "0", count: count) }
  }
}
