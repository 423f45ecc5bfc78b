public import Exact

extension Formats {
  /// A whole number: `1,234,567`.
  public func number(_ value: Int) -> String { number(ExactDecimal(Int64(value))) }

  /// A decimal number with the decimals it was written with.
  public func number(_ value: ExactDecimal) -> String {
    sign(value.significand) + numbers.digits(value)
  }

  /// A number that a computation approximated, rounded to some decimals, halves away from zero.
  ///
  /// - Parameter decimals: 0 to 9. A value that is not finite is written `–`.
  public func number(_ value: Double, decimals: Int) -> String {
    rounded(value, decimals: decimals).map { number($0) } ?? "–"
  }

  /// 57.5 is written `57.5%` or `57,5 %`, as the language does.
  public func percent(_ value: ExactDecimal) -> String {
    sign(value.significand)
      + numbers.joining(
        numbers.percentSign, to: numbers.digits(value), numbers.percentPlacement)
  }

  /// A percentage that a computation approximated.
  public func percent(_ value: Double, decimals: Int) -> String {
    rounded(value, decimals: decimals).map { percent($0) } ?? "–"
  }

  /// An amount to the last cent: `€1,234.50`, `1.234,50 €`.
  public func money(_ amount: Money) -> String {
    money(
      ExactDecimal(significand: amount.minorUnits, scale: amount.currency.fractionDigits),
      amount.currency)
  }

  /// An amount without its cents, rounded to the nearest whole unit, halves away from zero.
  public func wholeMoney(_ amount: Money) -> String {
    let unit = amount.currency.minorUnitsPerMajor
    let (whole, rest) = amount.minorUnits.quotientAndRemainder(dividingBy: unit)
    let carry: Int64 = rest.magnitude * 2 >= unit.magnitude && unit > 1 ? rest.signum() : 0
    return money(ExactDecimal(whole + carry), amount.currency)
  }

  /// The digits of an amount without its currency: what a form field shows.
  public func amount(_ amount: Money) -> String {
    number(ExactDecimal(significand: amount.minorUnits, scale: amount.currency.fractionDigits))
  }

  /// The symbol that the language gives a currency; its code when it has none.
  public func symbol(of currency: Currency) -> String { numbers.symbol(of: currency) }

  private func money(_ value: ExactDecimal, _ currency: Currency) -> String {
    sign(value.significand)
      + numbers.joining(
        numbers.symbol(of: currency), to: numbers.digits(value), numbers.currencyPlacement)
  }

  private func sign(_ significand: Int64) -> String { significand < 0 ? numbers.minus : "" }

  private func rounded(_ value: Double, decimals: Int) -> ExactDecimal? {
    precondition((0...9).contains(decimals), "a double has no more than nine decimals to show")
    let power = (0..<decimals).reduce(1.0) { power, _ in power * 10 }
    let scaled = (value * power).rounded(.toNearestOrAwayFromZero)
    return Int64(exactly: scaled).map { ExactDecimal(significand: $0, scale: decimals) }
  }
}
