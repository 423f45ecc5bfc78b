import BigInt

/// A decimal number that is kept as it was written: 57.50 stays 57.50.
///
/// Two values are equal when they are written alike; use ``rational`` to compare amounts.
public struct ExactDecimal: Hashable, Sendable {
  /// The digits without the decimal mark.
  public let significand: Int64
  /// Digits after the decimal mark, 0 to 12.
  public let scale: Int

  public init(significand: Int64, scale: Int) {
    precondition((0...12).contains(scale), "a scale outside 0 to 12 cannot be written")
    self.significand = significand
    self.scale = scale
  }

  public init(_ integer: Int64) {
    self.init(significand: integer, scale: 0)
  }

  /// Reads plain decimal notation: an optional sign, digits, and a point with more digits.
  ///
  /// - Returns: `nil` for anything else, for more than 12 decimals and for what 64 bits cannot hold.
  public init?(_ text: some StringProtocol) {
    var digits = Substring(text)
    let negative = digits.first == "-"
    if let sign = digits.first, sign == "-" || sign == "+" { digits.removeFirst() }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = parts.first, !whole.isEmpty else { return nil }
    let fraction = parts.count == 2 ? parts[1] : ""
    guard parts.count == 1 || !fraction.isEmpty, fraction.count <= 12 else { return nil }
    let all = whole + fraction
    guard all.utf8.allSatisfy({ (48...57).contains($0) }),
      let value = Int64((negative ? "-" : "") + all)
    else { return nil }
    significand = value
    scale = fraction.count
  }

  public var rational: Rational {
    Rational(BigInt(significand), over: BigInt(10).power(scale))
  }

  /// The nearest double: for charts, never for a decision.
  public var approximation: Double { rational.approximation }
}

extension ExactDecimal: CustomStringConvertible {
  public var description: String {
    let digits = String(significand.magnitude)
    let sign = significand < 0 ? "-" : ""
    guard scale > 0 else { return sign + digits }
    let padded = String(repeating: "0", count: max(0, scale + 1 - digits.count)) + digits
    return sign + padded.dropLast(scale) + "." + padded.suffix(scale)
  }
}

extension ExactDecimal: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = ExactDecimal(text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "not a decimal number: \(text)")
    }
    self = value
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
