/// What would change if an action were in the plan that is not, or out that is.
public struct WhyNot: Sendable {
  public let action: Int
  public let isChosen: Bool
  /// The value given up by forcing it: at least, and at most when a plan was found that does it.
  public let loss: (least: Int64, most: Int64?)
  /// No plan can have it, or none can do without it.
  public let isImpossible: Bool
  /// The plan with it forced, when one was computed.
  public let forced: InvestmentResult?
  /// Actions that the forced plan leaves out, and takes in.
  public let displaced: [Int]
  public let admitted: [Int]
  /// Limits that its cheapest start would break beside the plan as it is.
  public let binding: [InvestmentRule]
  /// The smallest budget, in one source and year, that lets it in beside the plan as it is.
  public let extraBudget: Int64?
  /// The score it would need more: the loss over its weight and discount.
  public let extraScore: Int64?
}

extension InvestmentPlan {
  /// Explains one action by solving the plan again with it forced in, or out.
  ///
  /// - Parameters:
  ///   - result: The plan as it is, with its value.
  ///   - settings: For the second search.
  public func whyNot(
    _ action: Int, given result: InvestmentResult, _ settings: InvestmentSettings,
    control: SearchControl
  ) throws(InvestmentError) -> WhyNot? {
    guard let portfolio = result.portfolio, let value = result.value else { return nil }
    let isChosen = portfolio.starts[action] != nil
    var forced = self
    forced.fixed.removeAll { $0.action == action }
    forced.fixed.append(Fixed(action, isChosen ? .left : .chosen))
    let other = try forced.optimum(settings, control: control)
    let isImpossible = other.status == .infeasible
    let starts = other.portfolio?.starts ?? portfolio.starts
    let least = other.bound.map { max(0, value - $0) } ?? 0
    let most = other.value.map { max(0, (result.bound ?? value) - $0) }
    let beside = isChosen ? nil : try beside(portfolio, adding: action)
    return WhyNot(
      action: action, isChosen: isChosen, loss: (least, most), isImpossible: isImpossible,
      forced: other,
      displaced: actions.indices.filter { portfolio.starts[$0] != nil && starts[$0] == nil },
      admitted: actions.indices.filter { portfolio.starts[$0] == nil && starts[$0] != nil },
      binding: beside?.binding ?? [], extraBudget: beside?.budget,
      extraScore: isChosen || isImpossible
        ? nil : extraScore(action, loss: other.value.map { max(0, value - $0) } ?? least))
  }

  /// The score that makes up for a loss, in the plan's units of value.
  private func extraScore(_ action: Int, loss: Int64) -> Int64? {
    guard let start = startYears(of: action).first, let weight = weights.map(\.point).max(),
      weight > 0
    else { return nil }
    let unit = weight * discountFactor(start)
    return unit > 0 ? (loss + unit - 1) / unit : nil
  }

  /// Which limits an action breaks beside a plan, at the start where money lacks least.
  private func beside(
    _ portfolio: Portfolio, adding action: Int
  ) throws(InvestmentError) -> (binding: [InvestmentRule], budget: Int64?)? {
    var best: (binding: [InvestmentRule], budget: Int64?)?
    let all = try offers()
    let chosen = all.filter { portfolio.starts[$0.action] == $0.start }
    for offer in all where offer.action == action {
      var elastic = InvestmentProgram(self, offers: chosen + [offer])
      let slack = elastic.loosen()
      for index in elastic.offers.indices { elastic.fix(index, to: 1) }
      let solver = try Solver(elastic.program, relaxed: true)
      guard solver.run().status == .optimal else { continue }
      let columns = solver.solution().columns
      let broken = slack.filter { columns[$0.column] > 1e-6 }
      let money = broken.filter { $0.rule.isMoney }.reduce(0.0) { $0 + columns[$1.column] }
      let budget = Int64((money * elastic.unit).rounded(.up))
      let isBetter =
        best.map {
          (broken.count { !$0.rule.isMoney }, budget)
            < ($0.binding.count { !$0.isMoney }, $0.budget ?? Int64.max)
        } ?? true
      if isBetter { best = (broken.map(\.rule), broken.allSatisfy(\.rule.isMoney) ? budget : nil) }
    }
    return best
  }
}

extension InvestmentRule {
  fileprivate var isMoney: Bool {
    switch self {
    case .budget, .cashFlow, .loanCeiling: true
    default: false
    }
  }
}

extension InvestmentProgram {
  /// Gives every limit a column that exceeds it at a cost, so that the sum of excesses is smallest.
  mutating func loosen() -> [(rule: InvestmentRule, column: Int)] {
    for column in 0..<program.columnCount { program.cost[column] = 0 }
    unbindPayments()
    var slack: [(rule: InvestmentRule, column: Int)] = []
    for row in program.rows.indices {
      let cost: Double
      switch program.rows[row].rule {
      case .budget, .cashFlow, .loanCeiling: cost = -1
      case .staff, .precedence, .exclusion, .districtShare: cost = -1000
      default: continue
      }
      let column = program.addColumn(cost: cost, upper: .infinity, isInteger: false)
      let sign: Double = program.rows[row].upper.isFinite ? -1 : 1
      program.rows[row].columns.append(Int32(column))
      program.rows[row].coefficients.append(sign)
      slack.append((program.rows[row].rule, column))
    }
    return slack
  }
}
