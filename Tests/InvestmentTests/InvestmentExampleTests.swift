import BigInt
import Exact
import Foundation
import Testing

@testable import Investment

/// The example of Guides/investment.md.
@Suite(.enabled(if: SolverFixture.isThere)) struct `An investment plan by hand` {
  private static var plan: InvestmentPlan {
    var own = BudgetSource(id: ID(rawValue: "own"), rate: nil, budget: [10_000, 4_000])
    own.isLoan = false
    let fund = BudgetSource(
      id: ID(rawValue: "fund"), rate: Rational(BigInt(1), over: 2), budget: [6_000, 6_000])
    func action(_ id: String, _ cost: [Int64], _ value: Int64) -> CityAction {
      CityAction(
        id: ID(rawValue: id), cost: cost, staff: cost.map { _ in 0 }, value: [Score(value)],
        sources: 2)
    }
    var plan = InvestmentPlan(
      years: 2,
      actions: [
        action("lamps", [12_000], 8), action("bridge", [8_000, 4_000], 11),
        action("school", [10_000], 6),
      ], sources: [own, fund], weights: [1])
    plan.discount = Rational(BigInt(10), over: 100)
    return plan
  }

  private static func solved(_ plan: InvestmentPlan = plan) throws -> InvestmentResult {
    try plan.optimum(InvestmentSettings(), control: SolverFixture.control)
  }

  @Test func `takes the bridge, beside which nothing can be paid`() throws {
    let result = try Self.solved()
    #expect(result.status == .optimal)
    #expect(result.portfolio?.starts == [nil, 0, nil])
    #expect(result.value == 110_000)
    let portfolio = try #require(result.portfolio)
    #expect(Self.plan.breaches(in: portfolio) == [])
  }

  @Test func `refuses an answer that breaks a budget by a cent`() throws {
    let plan = Self.plan
    let over = Portfolio(
      starts: [0, nil, nil],
      funding: [
        SourcePayment(action: 0, source: 0, year: 0, amount: 5_999),
        SourcePayment(action: 0, source: 1, year: 0, amount: 6_001),
      ])
    #expect(
      plan.breaches(in: over) == [
        Breach(.rate(action: 0, source: 1), by: 1), Breach(.budget(source: 1, year: 0), by: 1),
      ])
    let short = Portfolio(
      starts: [0, nil, nil], funding: [SourcePayment(action: 0, source: 0, year: 0, amount: 9_999)])
    #expect(plan.breaches(in: short) == [Breach(.paidInFull(action: 0, year: 0), by: 2_001)])
  }

  @Test func `says what forcing an action in costs, and what money would admit it`() throws {
    let result = try Self.solved()
    let why = try #require(
      try Self.plan.whyNot(
        0, given: result, InvestmentSettings(), control: SolverFixture.control))
    #expect(!why.isChosen)
    #expect(why.loss.least == 30_000)
    #expect(why.loss.most == 30_000)
    #expect(why.displaced == [1])
    #expect(why.extraBudget == 4_000)
    var richer = Self.plan
    for year in 0..<2 { richer.sources[0].budget[year] += why.extraBudget ?? 0 }
    #expect(try Self.solved(richer).value ?? 0 > result.value ?? 0)
  }

  @Test func `brackets the exact loss of every action by relaxations`() throws {
    let result = try Self.solved()
    let intervals = try Self.plan.lossIntervals(
      given: result, seconds: 10, control: SolverFixture.control)
    #expect(intervals.count == 3)
    for interval in intervals {
      let exact = try #require(
        try Self.plan.whyNot(
          interval.action, given: result, InvestmentSettings(), control: SolverFixture.control))
      #expect(interval.least <= exact.loss.least)
      if let most = interval.most { #expect(most >= exact.loss.least) }
    }
  }

  @Test func `keeps only plans on the front that no other beats`() throws {
    let front = try Self.plan.paretoFront(
      [.value, .cost], steps: 6, InvestmentSettings(), seconds: 20,
      control: SolverFixture.control)
    #expect(front.count >= 2)
    for (index, point) in front.enumerated() {
      for other in front.dropFirst(index + 1) {
        #expect(point.measures[0] > other.measures[0])
        #expect(point.measures[1] > other.measures[1])
      }
    }
  }

  @Test func `keeps what it has when somebody wants it to stop`() throws {
    let stopped = SearchControl(
      elapsed: { ProcessInfo.processInfo.systemUptime }, shouldStop: { true })
    let result = try Self.plan.optimum(InvestmentSettings(), control: stopped)
    #expect(result.portfolio != nil)
  }
}
