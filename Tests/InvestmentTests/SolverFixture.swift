import BigInt
import Exact
import Foundation
import Investment

/// The solver, where set-up has unpacked it; tests that need it are skipped where it is not.
enum SolverFixture {
  static let isThere: Bool = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let named = ProcessInfo.processInfo.environment["GRADNIK_HIGHS"].map { [$0] } ?? []
    return HiGHS.open(
      at: named + ["so", "dylib"].map { root.appending(path: ".highs/lib/libhighs.\($0)").path }
        + ["libhighs.so.1"]) != nil
  }()

  static let control = SearchControl(elapsed: { ProcessInfo.processInfo.systemUptime })
}

extension InvestmentPlan {
  /// A small plan by chance, with every kind of rule now and then.
  static func random(seed: UInt64) -> InvestmentPlan {
    var random = SeededGenerator(seed: seed)
    func below(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &random) }
    let (years, count) = (2 + below(2), 2 + below(3))
    let rates: [Rational?] = [nil, Rational(7, over: 10), Rational(1, over: 3)]
    var sources: [BudgetSource] = []
    for (index, rate) in rates.prefix(1 + below(3)).enumerated() {
      let budget = (0..<years).map { _ in Int64(100 * below(9)) }
      var source = BudgetSource(id: ID(rawValue: "s\(index)"), rate: rate, budget: budget)
      if index > 0, below(4) == 0 { source.lagYears = 1 }
      if index == 2 { source.isLoan = true }
      sources.append(source)
    }
    var actions: [CityAction] = []
    for index in 0..<count {
      let duration = 1 + below(2)
      var action = CityAction(
        id: ID(rawValue: "a\(index)"), cost: (0..<duration).map { _ in Int64(1 + below(700)) },
        staff: (0..<duration).map { _ in Int64(1000 * below(4)) },
        value: [Score(Int64(below(50))), Score(Int64(below(50)))], sources: sources.count)
      action.objective = below(2)
      action.district = below(2)
      action.earliestStart = below(2)
      for source in sources.indices.dropFirst() {
        action.eligible[source] = [nil, .one, Rational(9, over: 10)][below(3)]
      }
      if below(4) == 0 { action.ownMinimum = Rational(1, over: 5) }
      action.votes = Int64(below(10))
      actions.append(action)
    }
    var plan = InvestmentPlan(years: years, actions: actions, sources: sources, weights: [3, 2])
    plan.discount = Rational(4, over: 100)
    if below(2) == 0 { plan.staff = (0..<years).map { _ in Int64(1000 * (1 + below(6))) } }
    if below(2) == 0 { plan.precedence = [Precedence(0, before: 1, lag: below(2))] }
    if below(2) == 0 { plan.exclusions = [[0, count - 1]] }
    if below(3) == 0 { plan.minimumActions = [1, 0] }
    if below(3) == 0 { plan.loanCeiling = Int64(below(500)) }
    if below(3) == 0 { plan.indexation = Rational(3, over: 100) }
    if below(3) == 0 {
      plan.districts = ["north", "south"]
      plan.minimumShares = [Rational(1, over: 4), .zero]
    }
    if below(4) == 0 { plan.minimumVoteShare = Rational(1, over: 3) }
    if below(4) == 0 { plan.fixed = [Fixed(below(count), below(2) == 0 ? .chosen : .left)] }
    return plan
  }
}
