public import Exact

/// Reads the amounts of money of a table in one currency.
public struct ImportAmount: Sendable {
  let currency: Currency
  /// The mark that the column uses, where one is known.
  let mark: AmountText.DecimalMark?

  /// - Parameter mark: The mark that the column uses, where one is known.
  public init(currency: Currency, mark: AmountText.DecimalMark?) {
    self.currency = currency
    self.mark = mark
  }

  /// What a cell says.
  public enum Reading: Sendable {
    case amount(MinorUnits, isRounded: Bool)
    case problem(Message, readings: [String])
  }

  public func read(_ cell: Cell) -> Reading {
    switch AmountText.parse(cell, decimalMark: mark) {
    case .amount(let amount): return units(of: amount)
    case .ambiguous(let likely, let other):
      let readings = [likely, other].compactMap { plain($0.value) }
      return .problem(
        Message(
          "importProblemTwoWays",
          [
            "text": .text(cell.text), "first": .text(readings.first ?? ""),
            "second": .text(readings.last ?? ""),
          ]),
        readings: readings)
    case .empty, .unreadable:
      return .problem(Message("importProblemAmount", ["text": .text(cell.text)]), readings: [])
    }
  }

  private func units(of amount: AmountText.Amount) -> Reading {
    if let written = amount.currency, written != currency {
      return .problem(
        Message(
          "importProblemCurrency",
          ["currency": .text(written.rawValue), "plan": .text(currency.rawValue)]), readings: [])
    }
    let limit = PlanDocument.largestAmount
    guard let (units, isRounded) = Self.minorUnits(amount.value, currency), units <= limit else {
      let limit = Money(minorUnits: limit, currency: currency)
      return .problem(Message("problemAmount", ["limit": .money(limit)]), readings: [])
    }
    guard units >= 0 else { return .problem(Message("importProblemNegative"), readings: []) }
    return .amount(units, isRounded: isRounded)
  }

  /// The amount as it can be read in one way only.
  private func plain(_ value: ExactDecimal) -> String? {
    Self.minorUnits(value, currency).map { Money(minorUnits: $0.units, currency: currency).decimal }
  }

  /// Minor units, halves rounded away from zero.
  ///
  /// - Returns: `nil` for what 64 bits cannot hold.
  static func minorUnits(
    _ value: ExactDecimal, _ currency: Currency
  ) -> (units: MinorUnits, isRounded: Bool)? {
    let shift = currency.fractionDigits - value.scale
    let power = (0..<abs(shift)).reduce(Int64(1)) { product, _ in product * 10 }
    if shift >= 0 {
      let (units, overflow) = value.significand.multipliedReportingOverflow(by: power)
      return overflow ? nil : (units, false)
    }
    let (quotient, remainder) = value.significand.quotientAndRemainder(dividingBy: power)
    guard remainder != 0 else { return (quotient, false) }
    let goesUp = remainder.magnitude >= (power / 2).magnitude
    return (quotient + (goesUp ? remainder.signum() : 0), true)
  }
}
