/// What one more unit of money or staff is worth, in units of value.
public struct LimitPrice: Hashable, Sendable {
  public let rule: InvestmentRule
  /// Value for one more unit of the file (an amount of 1, a person), by the linear relaxation: the
  /// bound rises by no more.
  public let perUnit: Double
}

extension InvestmentPlan {
  /// The prices of the limits of money and staff, by the duals of the linear relaxation.
  ///
  /// - Parameter minorUnits: How many make the unit the price is for.
  public func prices(per minorUnits: Double) throws(InvestmentError) -> [LimitPrice] {
    let program = InvestmentProgram(self, offers: try offers())
    guard !program.offers.isEmpty else { return [] }
    let solver = try Solver(program.program, relaxed: true)
    guard solver.run().status == .optimal else { return [] }
    let duals = solver.solution().prices
    return zip(program.program.rows, duals).compactMap { row, dual in
      switch row.rule {
      case .budget, .loanCeiling, .cashFlow:
        LimitPrice(rule: row.rule, perUnit: max(0, dual) / program.unit * minorUnits)
      case .staff: LimitPrice(rule: row.rule, perUnit: max(0, dual))
      default: nil
      }
    }
  }
}
