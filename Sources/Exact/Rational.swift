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
  ///
  /// Infinite beyond the largest double; below the smallest normal one it may be off by one step.
  public var approximation: Double {
    guard !isZero else { return 0 }
    // A quotient of 63 or 64 bits, its last bit set when there is a remainder: rounding that to 53
    // bits gives the same as rounding the fraction itself.
    let (above, below) = (numerator.magnitude, denominator.magnitude)
    let shift = 63 - (above.bitWidth - below.bitWidth)
    let (quotient, remainder) = (above << max(0, shift))
      .quotientAndRemainder(dividingBy: below << max(0, -shift))
    let leading = Double(UInt64(quotient) | (remainder.isZero ? 0 : 1))
    let size = Double(sign: .plus, exponent: -shift, significand: leading)
    return isNegative ? -size : size
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
