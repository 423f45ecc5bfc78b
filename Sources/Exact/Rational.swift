public import BigInt

/// An exact fraction of big integers, always in lowest terms with a positive denominator.
public struct Rational: Hashable, Sendable {
  public let numerator: BigInt
  public let denominator: BigInt

  /// - Parameters:
  ///   - numerator: Any integer.
  ///   - denominator: Any integer but zero, which is the caller's duty.
  public init(_ numerator: BigInt, over denominator: BigInt) {
    precondition(!denominator.isZero, "a fraction over zero has no value")
    let divisor = numerator.greatestCommonDivisor(with: denominator)
    let sign: BigInt = denominator.signum() < 0 ? -1 : 1
    self.numerator = sign * numerator / divisor
    self.denominator = sign * denominator / divisor
  }

  public init(_ integer: some BinaryInteger) {
    numerator = BigInt(integer)
    denominator = 1
  }

  public static let zero = Rational(0)
  public static let one = Rational(1)

  public var isZero: Bool { numerator.isZero }
  public var isNegative: Bool { numerator.signum() < 0 }

  /// The largest integer that is not above the value.
  public var floor: BigInt {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    return remainder.signum() < 0 ? quotient - 1 : quotient
  }

  /// The smallest integer that is not below the value.
  public var ceiling: BigInt {
    let (quotient, remainder) = numerator.quotientAndRemainder(dividingBy: denominator)
    return remainder.signum() > 0 ? quotient + 1 : quotient
  }

  /// The nearest double: for charts, never for a decision.
  public var approximation: Double {
    let excess = max(numerator.magnitude.bitWidth, denominator.magnitude.bitWidth) - 900
    guard excess > 0 else { return Double(numerator) / Double(denominator) }
    return Double(numerator >> excess) / Double(max(1, denominator >> excess))
  }
}

extension Rational: Comparable {
  public static func < (left: Self, right: Self) -> Bool {
    left.numerator * right.denominator < right.numerator * left.denominator
  }
}

extension Rational {
  public static func + (left: Self, right: Self) -> Self {
    Self(
      left.numerator * right.denominator + right.numerator * left.denominator,
      over: left.denominator * right.denominator)
  }

  public static func - (left: Self, right: Self) -> Self { left + -right }

  public static prefix func - (value: Self) -> Self {
    Self(-value.numerator, over: value.denominator)
  }

  public static func * (left: Self, right: Self) -> Self {
    Self(left.numerator * right.numerator, over: left.denominator * right.denominator)
  }

  /// - Parameter right: Not zero, which is the caller's duty.
  public static func / (left: Self, right: Self) -> Self {
    Self(left.numerator * right.denominator, over: left.denominator * right.numerator)
  }

  public static func += (left: inout Self, right: Self) { left = left + right }
  public static func -= (left: inout Self, right: Self) { left = left - right }
}

extension Rational: CustomStringConvertible {
  public var description: String {
    denominator == 1 ? "\(numerator)" : "\(numerator)/\(denominator)"
  }
}
