/// A mixed-integer linear program to maximise, by rows.
struct LinearProgram: Sendable {
  struct Row: Sendable {
    let rule: InvestmentRule
    var lower: Double
    var upper: Double
    var columns: [Int32]
    var coefficients: [Double]
  }

  var cost: [Double] = []
  var lower: [Double] = []
  var upper: [Double] = []
  var isInteger: [Bool] = []
  var rows: [Row] = []

  var columnCount: Int { cost.count }

  mutating func addColumn(cost: Double, upper: Double, isInteger: Bool) -> Int {
    self.cost.append(cost)
    lower.append(0)
    self.upper.append(upper)
    self.isInteger.append(isInteger)
    return self.cost.count - 1
  }

  /// Adds the row, unless it has no terms and holds.
  mutating func addRow(
    _ rule: InvestmentRule, _ terms: [(column: Int, coefficient: Double)],
    from lower: Double = -.infinity, to upper: Double = .infinity
  ) {
    if terms.isEmpty, lower <= 0, upper >= 0 { return }
    rows.append(
      Row(
        rule: rule, lower: lower, upper: upper, columns: terms.map { Int32($0.column) },
        coefficients: terms.map(\.coefficient)))
  }
}
