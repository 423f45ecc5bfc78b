internal import Civic
internal import Exact

/// The plural forms that CLDR tells apart, in its order.
enum PluralCategory: String, CaseIterable, Sendable, Decodable, CodingKeyRepresentable {
  case zero, one, two, few, many, other
}

/// What a plural rule can ask of a number as it is written: 1.50 differs from 1.5.
///
/// Source: Unicode Technical Standard #35, part 3, "Plural operand meanings".
/// <https://www.unicode.org/reports/tr35/tr35-numbers.html#Operands>
struct PluralOperands: Sendable {
  /// The digits before the decimal mark.
  let i: UInt64
  /// How many digits follow it, with trailing zeros.
  let v: UInt64
  /// How many digits follow it, without trailing zeros.
  let w: UInt64
  /// The digits that follow it, with trailing zeros, as a number.
  let f: UInt64
  /// The digits that follow it, without trailing zeros, as a number.
  let t: UInt64

  init(_ number: ExactDecimal) {
    var divisor: UInt64 = 1
    for _ in 0..<number.scale { divisor *= 10 }
    i = number.significand.magnitude / divisor
    f = number.significand.magnitude % divisor
    v = UInt64(number.scale)
    var (digits, count) = (f, f == 0 ? 0 : v)
    while digits != 0, digits.isMultiple(of: 10) {
      digits /= 10
      count -= 1
    }
    (t, w) = (digits, count)
  }

  init(_ count: Int) {
    i = UInt64(count.magnitude)
    (v, w, f, t) = (0, 0, 0, 0)
  }

  /// The value of an operand by its letter; `nil` for the whole number `n` when it has a fraction.
  func value(of operand: PluralRules.Operand) -> UInt64? {
    switch operand {
    case .n: t == 0 ? i : nil
    case .i: i
    case .v: v
    case .w: w
    case .f: f
    case .t: t
    case .e: 0
    }
  }
}
