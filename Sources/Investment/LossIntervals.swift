/// What forcing each action in (or out) costs at least, and at most where a plan is known.
public struct LossInterval: Hashable, Sendable {
  public let action: Int
  public let isChosen: Bool
  public let least: Int64
  /// `nil` when no plan that does it is known.
  public let most: Int64?
  /// By how much the relaxation's bound falls: an estimate of the loss between the two.
  public let boundDrop: Int64
  /// The relaxation proves that no plan does it.
  public let isImpossible: Bool
}

extension InvestmentPlan {
  /// The loss for every action from one linear relaxation each, solved from the one before.
  ///
  /// A bound with the action forced gives the least loss; a plan that simple exchanges make from
  /// the one at hand gives the most.
  public func lossIntervals(
    given result: InvestmentResult, seconds: Double, control: SearchControl
  ) throws(InvestmentError) -> [LossInterval] {
    guard let portfolio = result.portfolio, let value = result.value else { return [] }
    let started = control.elapsed()
    let program = InvestmentProgram(self, offers: try offers())
    let solver = try Solver(program.program, relaxed: true)
    let whole = InvestmentSearch.wholeBound(solver.run().objective)
    let exchange = try Exchanges(program, portfolio)
    var intervals: [LossInterval] = []
    for action in actions.indices {
      if control.shouldStop() || control.elapsed() - started > seconds { break }
      let isChosen = portfolio.starts[action] != nil
      let offers = program.offersOf[action]
      let row = program.program.rows.firstIndex { $0.rule == .oneStart(action: action) }
      guard let row, !offers.isEmpty else {
        intervals.append(
          LossInterval(
            action: action, isChosen: false, least: 0, most: nil, boundDrop: 0, isImpossible: true))
        continue
      }
      solver.setRow(row, isChosen ? -.infinity : 1, isChosen ? 0 : 1)
      let outcome = solver.run()
      solver.setRow(row, -.infinity, 1)
      let bound = InvestmentSearch.wholeBound(outcome.objective)
      let isImpossible = outcome.status == .infeasible
      let least = outcome.status == .optimal ? max(0, value - bound) : 0
      let other = isImpossible ? nil : try exchange.value(forcing: action, isChosen: isChosen)
      let most = other.map { max(0, (result.bound ?? value) - $0) }
      intervals.append(
        LossInterval(
          action: action, isChosen: isChosen, least: least, most: most,
          boundDrop: outcome.status == .optimal ? max(0, whole - bound) : 0,
          isImpossible: isImpossible))
    }
    return intervals
  }
}
