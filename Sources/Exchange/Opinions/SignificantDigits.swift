import Civic
import Foundation

/// Scores as they are published: rounded to 12 significant digits.
enum SignificantDigits {
  /// Zero for what is not finite, which no score is.
  static func json(_ number: Double) -> JSONValue {
    .number(JSONNumber(rounded(number)) ?? JSONNumber(0))
  }

  static func rounded(_ number: Double) -> Double {
    guard number.isFinite, number != 0 else { return 0 }
    return Double(String(format: "%.11e", number)) ?? number
  }
}
