import Exact
import Foundation
import Synchronization
import Testing

@testable import Investment

/// A knapsack by chance with a limit for each of five years, hard enough to need a tree.
private func knapsack(_ items: Int, seed: UInt64) -> InvestmentPlan {
  var random = SeededGenerator(seed: seed)
  let costs = (0..<items).map { _ in
    (0..<5).map { _ in Int64.random(in: 100...999, using: &random) }
  }
  let own = BudgetSource(
    id: ID(rawValue: "own"), rate: nil,
    budget: (0..<5).map { year in costs.reduce(0) { $0 + $1[year] } * 2 / 5 })
  let actions = costs.enumerated().map { index, cost in
    CityAction(
      id: ID(rawValue: "a\(index)"), cost: cost, staff: cost.map { _ in 0 },
      value: [cost.reduce(0, +) / 5 + Int64.random(in: 0...100, using: &random)].map { Score($0) },
      sources: 1)
  }
  return InvestmentPlan(years: 5, actions: actions, sources: [own], weights: [1])
}

@Suite(.serialized, .enabled(if: SolverFixture.isThere))
struct `The tree over starts` {
  private func tree(_ search: InvestmentSearch) -> StartTree {
    StartTree(StartRows(search.program, money: search.program.aggregateRows()), search.program)
  }

  /// The tree alone, without chance and without the solver's tree, on small plans with every rule.
  @Test func `ends with the optimum that going through all choices has`() throws {
    var proved = 0
    for seed in UInt64(1)...150 {
      let plan = InvestmentPlan.random(seed: seed)
      guard plan.sources.allSatisfy({ $0.lagYears == 0 }) else { continue }
      var search = try InvestmentSearch(plan, InvestmentSettings(), SolverFixture.control)
      guard !search.program.offers.isEmpty else { continue }
      var best = Int64.min
      let groups = search.program.offersOf
      for choice in 0..<groups.reduce(1, { $0 * ($1.count + 1) }) {
        var (rest, chosen) = (choice, [Int]())
        for offers in groups {
          let pick = rest % (offers.count + 1)
          rest /= offers.count + 1
          if pick > 0 { chosen.append(offers[pick - 1]) }
        }
        let offers = chosen.map { search.program.offers[$0] }
        let value = offers.reduce(Int64(0)) { $0 + $1.worth }
        if value > best, try plan.keepsRules(offers) { best = value }
      }
      var tree = tree(search)
      guard let bound = try tree.prove(within: 0, until: .infinity, &search) else { continue }
      #expect((search.best?.value ?? Int64.min) == best, "seed \(seed)")
      #expect(bound == best, "seed \(seed)")
      proved += 1
    }
    #expect(proved > 80)
  }

  @Test func `proves what the solver proves`() throws {
    for seed in UInt64(1)...3 {
      let plan = knapsack(16, seed: seed)
      var search = try InvestmentSearch(plan, InvestmentSettings(), SolverFixture.control)
      let solved = try Solver(search.program.program).run()
      #expect(try search.accept([]))
      var tree = tree(search)
      let bound = try tree.prove(within: 0, until: .infinity, &search)
      #expect(bound == Int64(solved.objective.rounded()), "seed \(seed)")
      #expect(search.best?.value == bound, "seed \(seed)")
      #expect(tree.nodes > 10)
    }
  }

  @Test func `a bound within a gap is no less than the optimum`() throws {
    let plan = knapsack(16, seed: 7)
    var search = try InvestmentSearch(plan, InvestmentSettings(), SolverFixture.control)
    let optimum = Int64(try Solver(search.program.program).run().objective.rounded())
    #expect(try search.accept([]))
    var tree = tree(search)
    let proved = try tree.prove(within: 0.02, until: .infinity, &search)
    let bound = try #require(proved)
    let value = try #require(search.best?.value)
    #expect(value <= optimum && optimum <= bound)
    #expect(Double(bound) <= Double(value) * 1.02)
  }

  @Test func `samples keep their gap, and their bounds hold`() throws {
    let plan = knapsack(15, seed: 3)
    let settings = InvestmentSettings(gap: 0.01, time: 60, seed: 5)
    var uncertainty = Uncertainty()
    uncertainty.scoresSpread = 0.2
    let all = try #require(
      try plan.acceptability(4, uncertainty, settings, seconds: 600, control: SolverFixture.control)
    )
    #expect(all.samples == 4)
    #expect(all.largestGap <= 0.01)
    var basis: SampleBasis?
    for sample in 0..<4 {
      var drawn = plan
      drawn.draw(uncertainty, seed: UInt64(sample + 1))
      var search = try InvestmentSearch(drawn, settings, SolverFixture.control)
      let optimum = Int64(try Solver(search.program.program).run().objective.rounded())
      var known = basis ?? SampleBasis(search.program)
      #expect(try search.accept([]))
      let result = try search.resume(&known)
      basis = known
      let value = try #require(result.value)
      let bound = try #require(result.bound)
      #expect(value <= optimum && optimum <= bound, "sample \(sample)")
      #expect(Double(bound) <= Double(value) * 1.01, "sample \(sample)")
    }
  }
}

@Suite(.serialized, .enabled(if: SolverFixture.isThere))
struct `A limit of memory` {
  @Test func `ends a search with the best plan so far and its bound`() throws {
    let plan = knapsack(40, seed: 2)
    let hasFound = Mutex(false)
    let told = SearchControl(
      elapsed: SolverFixture.control.elapsed,
      report: { best, bound in
        if let best, best > 0, bound < 9e15 { hasFound.withLock { $0 = true } }
      })
    // Half a megabyte until there is a plan and a bound, then more than there may be.
    let control = told.limited(
      toBytes: 1_000_000, held: { hasFound.withLock { $0 } ? 2_000_000 : 500_000 })
    let result = try plan.optimum(InvestmentSettings(gap: 0, time: 600), control: control)
    #expect(result.status == .limit)
    let value = try #require(result.value)
    let bound = try #require(result.bound)
    #expect(value > 0 && value < bound)
    let portfolio = try #require(result.portfolio)
    #expect(plan.breaches(in: portfolio).isEmpty)
  }

  @Test func `is none where the system does not say what is held`() throws {
    let control = SolverFixture.control.limited(toBytes: 0, held: { nil })
    #expect(!control.shouldStop())
    let result = try knapsack(8, seed: 1).optimum(InvestmentSettings(), control: control)
    #expect(result.status == .optimal)
  }
}
