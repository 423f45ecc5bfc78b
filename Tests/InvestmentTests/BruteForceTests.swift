import BigInt
import Exact
import Foundation
import Testing

@testable import Investment

@Suite(.enabled(if: SolverFixture.isThere)) struct `An investment plan against brute force` {
  /// 60 plans by default; all 2,000 with GRADNIK_LONG_TESTS set.
  private static let seeds: Range<UInt64> =
    0..<(ProcessInfo.processInfo.environment["GRADNIK_LONG_TESTS"] == nil ? 60 : 2000)

  @Test func `is worth what the best of all choices is worth`() throws {
    var infeasible = 0
    for seed in Self.seeds {
      let plan = InvestmentPlan.random(seed: seed)
      let best = try Self.best(of: plan)
      let result = try plan.optimum(InvestmentSettings(), control: SolverFixture.control)
      #expect(result.value == best, "seed \(seed)")
      #expect(result.status == (best == nil ? .infeasible : .optimal), "seed \(seed)")
      if let portfolio = result.portfolio {
        #expect(plan.breaches(in: portfolio) == [], "seed \(seed)")
        #expect(try plan.value(of: portfolio) == result.value, "seed \(seed)")
        #expect(result.bound == result.value)
      }
      if best == nil { infeasible += 1 }
    }
    #expect(infeasible > 0)
    #expect(infeasible < Self.seeds.count / 2)
  }

  /// Goes through all choices of starts, and asks of each whether it can be paid.
  private static func best(of plan: InvestmentPlan) throws -> Int64? {
    let starts = plan.actions.indices.map { action in
      [nil] + (0..<plan.years).map(Optional.some)
    }
    var best: Int64?
    var choice = [Int](repeating: 0, count: plan.actions.count)
    while true {
      let portfolio = Portfolio(
        starts: choice.enumerated().map { starts[$0.offset][$0.element] }, funding: [])
      if keepsRulesOfStarts(plan, portfolio) {
        let value = try plan.value(of: portfolio)
        if value > best ?? Int64.min, try Payments(plan, portfolio).exist { best = value }
      }
      guard let next = choice.indices.first(where: { choice[$0] + 1 < starts[$0].count }) else {
        return best
      }
      for index in 0..<next { choice[index] = 0 }
      choice[next] += 1
    }
  }

  private static func keepsRulesOfStarts(_ plan: InvestmentPlan, _ portfolio: Portfolio) -> Bool {
    plan.breaches(in: portfolio).allSatisfy { breach in
      switch breach.rule {
      case .paidInFull, .ownMinimum: true
      default: false
      }
    }
  }
}

/// Whether starts can be paid: a linear program of its own, in exact fractions.
private struct Payments {
  private let plan: InvestmentPlan
  private let portfolio: Portfolio

  init(_ plan: InvestmentPlan, _ portfolio: Portfolio) {
    (self.plan, self.portfolio) = (plan, portfolio)
  }

  var exist: Bool {
    get throws {
      var tableau = ExactSimplex()
      var column: [[Int]: Int] = [:]
      for (action, start) in portfolio.starts.enumerated() {
        guard let start else { continue }
        let data = plan.actions[action]
        for source in plan.sources.indices where data.eligible[source] != nil {
          for year in data.cost.indices {
            column[[action, source, start + year]] = column.count
          }
        }
      }
      func rational(_ value: Int64) -> Rational { Rational(value) }
      for (action, start) in portfolio.starts.enumerated() {
        guard let start else { continue }
        let data = plan.actions[action]
        let cost = data.cost.enumerated().map { plan.indexed($0.element, to: start + $0.offset) }
        let total = Rational(cost.reduce(0, +))
        for (year, amount) in cost.enumerated() {
          let terms = plan.sources.indices.compactMap { column[[action, $0, start + year]] }
          tableau.add(terms.map { ($0, .one) }, equal: rational(amount))
        }
        for source in plan.sources.indices {
          let terms = cost.indices.compactMap { column[[action, source, start + $0]] }
          guard let rate = plan.sources[source].rate, let share = data.eligible[source] else {
            if plan.sources[source].rate == nil {
              tableau.add(
                terms.map { ($0, -.one) }, atMost: -Rational((data.ownMinimum * total).ceiling))
            }
            continue
          }
          tableau.add(
            terms.map { ($0, .one) }, atMost: Rational((rate * share * total).floor))
        }
      }
      for year in 0..<plan.years {
        for source in plan.sources.indices {
          let terms = plan.actions.indices.compactMap { column[[$0, source, year]] }
          tableau.add(
            terms.map { ($0, .one) }, atMost: rational(plan.sources[source].budget[year]))
        }
        addCashFlow(year, column, &tableau)
      }
      if let ceiling = plan.loanCeiling {
        let terms = column.filter { plan.sources[$0.key[1]].isLoan }.values
        tableau.add(terms.map { ($0, .one) }, atMost: rational(ceiling))
      }
      return tableau.isFeasible
    }
  }

  private func addCashFlow(_ year: Int, _ column: [[Int]: Int], _ tableau: inout ExactSimplex) {
    guard plan.sources.contains(where: { $0.lagYears > 0 }) else { return }
    var terms: [(Int, Rational)] = []
    for (key, index) in column {
      let lag = plan.sources[key[1]].lagYears
      if key[2] == year, key[1] == 0 || lag > 0 { terms.append((index, .one)) }
      if lag > 0, key[2] == year - lag { terms.append((index, -.one)) }
    }
    tableau.add(terms, atMost: Rational(plan.sources[0].budget[year]))
  }
}
