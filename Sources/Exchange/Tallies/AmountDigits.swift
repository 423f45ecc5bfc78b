import BigInt
import Exact

/// Exact fractions as decimal digits.
enum AmountDigits {
  /// All digits when they end within twelve decimals, else twelve of them, rounded down.
  static func text(_ value: Rational) -> String {
    let scaled = Rational(value.numerator * BigInt(10).power(12), over: value.denominator)
    let cut = value.isNegative ? scaled.ceiling : scaled.floor
    var digits = String(cut.magnitude)
    while digits.utf8.count < 13 { digits = "0" + digits }
    var decimals = digits.suffix(12)
    while decimals.last == "0" { decimals.removeLast() }
    let whole = digits.dropLast(12)
    let sign = cut.signum() < 0 ? "-" : ""
    return sign + whole + (decimals.isEmpty ? "" : "." + decimals)
  }
}
