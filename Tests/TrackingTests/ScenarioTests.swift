import Exact
import Testing

@testable import Tracking

@Suite struct `Scenarios` {
  private static let buses = Scenario.Action(
    "buses", start: 2026, ramp: 2,
    effect: .amount(Triangular(low: -12, mode: -10, high: -4)!))
  private static let parking = Scenario.Action(
    "parking", start: 2027, effect: .share(Triangular(low: -0.2, mode: -0.1, high: 0)!))
  private static let growth = Scenario.Assumption(
    "growth", factor: Triangular(low: 0.8, mode: 1, high: 1.4)!, on: .growth)

  private static func scenario(_ actions: [Scenario.Action]) -> Scenario {
    Scenario(
      firstYear: 2025, base: [100, 102, 104, 106], actions: actions, assumptions: [growth])
  }

  @Test func `without chance are arithmetic`() {
    let sure = Scenario(
      firstYear: 2025, base: [100, 110, 120],
      actions: [
        .init("a", start: 2026, ramp: 2, effect: .amount(Triangular(exactly: -20)!)),
        .init("b", start: 2026, effect: .share(Triangular(exactly: 0.5)!)),
      ],
      assumptions: [
        .init("g", factor: Triangular(exactly: 2)!, on: .growth),
        .init("e", factor: Triangular(exactly: 0.5)!, on: .effect(of: "a")),
      ])
    // Base 100, 120, 140; half of −20 in two steps is −5, −10; half of the base is 60, 70.
    #expect(sure.path(seed: 1, run: 1) == [100, 175, 200])
  }

  @Test func `draw the triangle they state`() throws {
    let triangle = try #require(Triangular(low: 2, mode: 3, high: 8))
    #expect(triangle.quantile(0) == 2)
    #expect(isNear(triangle.quantile(1.0 / 6), 3, within: 1e-12))
    #expect(triangle.quantile(1) == 8)
    let draws = (0..<20_000).map { triangle.quantile(Scenario.draw(7, $0, "x", "y")) }
    // Mean (2 + 3 + 8) / 3, variance (4 + 9 + 64 − 6 − 16 − 24) / 18.
    #expect(isNear(Summary.mean(draws), 4.333333333333333, within: 0.05))
    #expect(isNear(Summary.variance(draws), 1.7222222222222223, within: 0.06))
    #expect(Triangular(low: 2, mode: 1, high: 3) == nil)
    #expect(Triangular(exactly: .nan) == nil)
  }

  @Test func `come out the same in any order of runs`() {
    let scenario = Self.scenario([Self.buses, Self.parking])
    let forward = ScenarioResult(scenario, runs: 500, seed: 9)
    let backward = (0..<500).reversed().map { scenario.path(seed: 9, run: $0) }
    #expect(forward?.paths == backward.reversed())
    #expect(ScenarioResult(scenario, runs: 500, seed: 10)?.paths != forward?.paths)
  }

  @Test func `come out the same on many threads`() async {
    let scenario = Self.scenario([Self.buses, Self.parking])
    let parts = await withTaskGroup(of: (Int, [Double]).self) { group in
      for run in 0..<200 { group.addTask { (run, scenario.path(seed: 9, run: run)) } }
      return await group.reduce(into: [Int: [Double]]()) { $0[$1.0] = $1.1 }
    }
    let whole = ScenarioResult(scenario, runs: 200, seed: 9)
    #expect((0..<200).map { parts[$0]! } == whole?.paths)
  }

  @Test func `draw an action the same whatever stands beside it`() throws {
    let one = try #require(ScenarioResult(Self.scenario([Self.buses]), runs: 400, seed: 3))
    let both = try #require(
      ScenarioResult(Self.scenario([Self.parking, Self.buses]), runs: 400, seed: 3))
    let compared = try #require(one.compared(with: both, .down))
    #expect(compared[0].difference.p5 == 0)
    #expect(compared[0].secondBetter == 0.5)
    // Parking never makes it worse, on the same draws.
    #expect(compared[3].secondBetter == 1)
    #expect(compared[3].difference.p95 < 0)
    let other = try #require(ScenarioResult(Self.scenario([]), runs: 400, seed: 4))
    #expect(one.compared(with: other, .down) == nil)
  }

  @Test func `give ordered quantiles and the share that meets a target`() throws {
    let result = try #require(
      ScenarioResult(Self.scenario([Self.buses]), runs: 1000, seed: 3))
    for year in result.years {
      #expect(year.p5 <= year.p25 && year.p25 <= year.p50)
      #expect(year.p50 <= year.p75 && year.p75 <= year.p95)
    }
    #expect(result.share(meeting: 200, .down, in: 2028) == 1)
    #expect(result.share(meeting: 0, .down, in: 2028) == 0)
    let half = try #require(result.share(meeting: result.years[3].p50, .down, in: 2028))
    #expect(isNear(half, 0.5, within: 0.01))
    #expect(result.share(meeting: 0, .down, in: 2040) == nil)
    #expect(ScenarioResult(Self.scenario([]), runs: 10, seed: 1, shouldStop: { true }) == nil)
  }
}
