import Civic

/// Scores as they are published: rounded to 12 significant digits.
enum SignificantDigits {
  private static let count = 12
  /// Powers of ten that a double holds exactly.
  private static let powers: [Double] = (0...22).map { exponent in
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }

  /// Zero for what is not finite, which no score is.
  static func json(_ number: Double) -> JSONValue {
    .number(JSONNumber(rounded(number)) ?? JSONNumber(0))
  }

  /// The double nearest to a decimal of 12 digits: digits and power of ten are exact, so that one
  /// division or multiplication rounds correctly.
  ///
  /// What is below 10^-11 keeps 22 decimals, so fewer digits.
  static func rounded(_ number: Double) -> Double {
    guard number.isFinite, number != 0 else { return 0 }
    let magnitude = number.magnitude
    let digits = powers.firstIndex { magnitude < $0 } ?? powers.count
    guard digits < powers.count else { return number }
    var decimals = count - digits
    if digits == 0 {
      while decimals < powers.count - 1, magnitude * powers[decimals] < powers[count - 1] {
        decimals += 1
      }
    }
    if decimals < 0 {
      return (number / powers[-decimals]).rounded(.toNearestOrEven) * powers[-decimals]
    }
    return (number * powers[decimals]).rounded(.toNearestOrEven) / powers[decimals]
  }
}
