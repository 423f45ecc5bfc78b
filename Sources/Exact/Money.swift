public import BigInt

/// An exact amount: a whole number of minor units (cents) of one currency.
public struct Money: Hashable, Sendable, Codable {
  public let minorUnits: Int64
  public let currency: Currency

  public init(minorUnits: Int64, currency: Currency) {
    self.minorUnits = minorUnits
    self.currency = currency
  }

  public static func zero(_ currency: Currency) -> Money {
    Money(minorUnits: 0, currency: currency)
  }

  public var isZero: Bool { minorUnits == 0 }
  public var isNegative: Bool { minorUnits < 0 }

  /// Major units and, for currencies that have them, minor units after a point: `57660.00`.
  public var decimal: String {
    ExactDecimal(significand: minorUnits, scale: currency.fractionDigits).description
  }
}

/// Why an amount could not be computed.
public enum MoneyError: Error, Equatable, Sendable {
  case overflow
  case currenciesDiffer(Currency, Currency)
}

extension Money {
  public func adding(_ other: Money) throws(MoneyError) -> Money {
    guard currency == other.currency else {
      throw .currenciesDiffer(currency, other.currency)
    }
    let (sum, overflow) = minorUnits.addingReportingOverflow(other.minorUnits)
    guard !overflow else { throw .overflow }
    return Money(minorUnits: sum, currency: currency)
  }

  public func subtracting(_ other: Money) throws(MoneyError) -> Money {
    guard currency == other.currency else {
      throw .currenciesDiffer(currency, other.currency)
    }
    let (difference, overflow) = minorUnits.subtractingReportingOverflow(other.minorUnits)
    guard !overflow else { throw .overflow }
    return Money(minorUnits: difference, currency: currency)
  }

  /// Splits the amount so that the parts add up to it: no cent is lost or made.
  ///
  /// The parts are in proportion to `weights`, rounded down in size; the cents left over go one each
  /// to the parts with the largest remainders (Hamilton's method), earlier parts first on a tie.
  ///
  /// - Parameter weights: At least one, none negative, not all zero: the caller's duty.
  /// - Complexity: O(*n* log *n*).
  public func split(byWeights weights: [BigInt]) -> [Money] {
    let total = weights.reduce(0, +)
    precondition(total > 0 && !weights.contains { $0 < 0 }, "weights must be positive in sum")
    let size = BigInt(minorUnits.magnitude)
    var shares = weights.map { size * $0 / total }
    let remainders = weights.map { size * $0 % total }
    let left = Int(size - shares.reduce(0, +))
    let order = weights.indices.sorted {
      (remainders[$1], $0) < (remainders[$0], $1)
    }
    for index in order.prefix(left) { shares[index] += 1 }
    let sign: BigInt = minorUnits < 0 ? -1 : 1
    return shares.map { Money(minorUnits: Int64(sign * $0), currency: currency) }
  }

  /// Splits the amount evenly; parts differ by one minor unit at most, the larger first.
  ///
  /// - Parameter count: At least one: the caller's duty.
  public func split(into count: Int) -> [Money] {
    split(byWeights: Array(repeating: 1, count: count))
  }

  /// The part of the amount that a rate gives, rounded down in size so that no ceiling is passed.
  ///
  /// - Parameter percent: 80 means 80 %; more than 100 and less than 0 are computed alike.
  public func share(ofPercent percent: ExactDecimal) throws(MoneyError) -> Money {
    let exact = Rational(BigInt(minorUnits)) * percent.rational / Rational(100)
    // Division of big integers drops the fraction, whatever the sign.
    guard let part = Int64(exactly: exact.numerator / exact.denominator) else { throw .overflow }
    return Money(minorUnits: part, currency: currency)
  }
}

extension Sequence<Money> {
  /// The sum; zero of `currency` when there is nothing to add.
  ///
  /// Only the sum must fit: the order of the amounts makes no difference.
  public func total(in currency: Currency) throws(MoneyError) -> Money {
    var sum: Int128 = 0
    for amount in self {
      guard amount.currency == currency else { throw .currenciesDiffer(currency, amount.currency) }
      sum += Int128(amount.minorUnits)
    }
    guard let minorUnits = Int64(exactly: sum) else { throw .overflow }
    return Money(minorUnits: minorUnits, currency: currency)
  }
}
