import Exact
import Testing

@testable import Tracking

@Suite struct `Target paths` {
  static func path(
    _ points: [(Int, Double)], _ interpolation: TargetPath.Interpolation = .linear
  ) throws -> TargetPath {
    try TargetPath(points.map { Observation(year: $0.0, value: $0.1) }, interpolation)
  }

  @Test func `expect what their interpolation says`() throws {
    let points = [(2020, 100.0), (2024, 25.0), (2026, 10.0)]
    let linear = try Self.path(points)
    #expect(linear.value(in: 2022) == 62.5)
    #expect(linear.value(in: 2019) == nil)
    #expect(linear.value(in: 2030) == 10)
    #expect(try Self.path(points, .step).value(in: 2023) == 100)
    let geometric = try Self.path(points, .geometric)
    #expect(isNear(geometric.value(in: 2022)!, 50, within: 1e-12))
    #expect(geometric.value(in: 2024) == 25)
  }

  @Test func `are refused when they make no sense`() {
    #expect(throws: TargetPathError.noPoints) { try Self.path([]) }
    #expect(throws: TargetPathError.yearTwice(2020)) { try Self.path([(2020, 1), (2020, 2)]) }
    #expect(throws: TargetPathError.notFinite(year: 2020)) { try Self.path([(2020, .nan)]) }
    #expect(throws: TargetPathError.geometricNeedsPositive(year: 2021)) {
      try Self.path([(2020, 1), (2021, 0)], .geometric)
    }
  }
}

@Suite struct `Standing on a path` {
  private static func state(
    _ value: Double, _ direction: Direction = .up, from start: Double = 10, to end: Double = 20
  ) throws -> TargetProgress {
    let path = try `Target paths`.path([(2020, start), (2030, end)])
    let state = path.progress(
      of: [Observation(year: 2025, value: value)], direction, in: 2025, staleAfter: 1)
    guard case .current(let progress) = state else { throw TargetPathError.noPoints }
    return progress
  }

  @Test func `is rated by the shortfall's share of the planned change`() throws {
    // 15 is expected of 10 to 20.
    #expect(try Self.state(14.6).standing == .onTrack)
    #expect(try Self.state(14).standing == .amber(shortfall: 0.1))
    #expect(try Self.state(12).standing == .red(shortfall: 0.3))
    #expect(try Self.state(20).standing == .reached)
    #expect(try Self.state(14).share == 0.4)
    #expect(try Self.state(14).expectedShare == 0.5)
  }

  @Test func `shows a regress and the share below zero`() throws {
    #expect(try Self.state(9).standing == .regress(by: 1))
    #expect(isNear(try Self.state(9).share ?? 0, -0.1, within: 1e-12))
    #expect(try Self.state(21, .down, from: 20, to: 10).standing == .regress(by: 1))
    #expect(try Self.state(23).share == 1.3)
  }

  @Test func `in a band means to stay near`() throws {
    let band = Direction.band(below: 1, above: 3)
    #expect(try Self.state(12, band, from: 10, to: 10).standing == .onTrack)
    #expect(try Self.state(13.5, band, from: 10, to: 10).standing == .regress(by: 0.5))
    #expect(try Self.state(14, band, from: 20, to: 10).standing == .onTrack)
    #expect(try Self.state(24, band, from: 20, to: 10).standing == .regress(by: 4))
    #expect(try Self.state(20, band, from: 20, to: 10).standing == .red(shortfall: 0.5))
  }

  @Test func `says no data and stale, keeping where it stood`() throws {
    let path = try `Target paths`.path([(2020, 10), (2030, 20)])
    let old = [Observation(year: 2019, value: 3), Observation(year: 2026, value: .nan)]
    #expect(path.progress(of: old, .up, in: 2026, staleAfter: 1) == .noData)
    let stale = path.progress(
      of: old + [Observation(year: 2022, value: 9)], .up, in: 2026, staleAfter: 2)
    guard case .stale(4, let last) = stale else {
      Issue.record("\(stale)")
      return
    }
    #expect(last.standing == .regress(by: 1))
  }

  @Test func `answers when no change is planned`() throws {
    let progress = try Self.state(9, from: 10, to: 10)
    #expect(progress.share == nil)
    #expect(progress.standing == .regress(by: 1))
    #expect(try Self.state(10, from: 10, to: 10).standing == .reached)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `is the same seen upside down`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let (start, end, value) = (
      Double(Int.random(in: -9...9, using: &random)),
      Double(Int.random(in: -9...9, using: &random)),
      Double(Int.random(in: -20...20, using: &random))
    )
    let up = try Self.state(value, .up, from: start, to: end)
    let down = try Self.state(-value, .down, from: -start, to: -end)
    #expect(up.standing == down.standing)
    #expect(up.share == down.share)
  }
}

@Suite struct `Variance of a key figure` {
  private static let history = [
    Observation(year: 2022, value: 80), Observation(year: 2023, value: 84),
    Observation(year: 2024, value: 90),
  ]

  @Test func `rates and points by what is better`() throws {
    let targets = [2024: 100.0]
    let up = try #require(Variance(history: Self.history, targets: targets, .up))
    #expect(up.difference == -10)
    #expect(up.relative == -0.1)
    #expect(up.rating == .amber)
    #expect(up.trend == .better)
    let down = try #require(Variance(history: Self.history, targets: targets, .down))
    #expect(down.rating == .onTrack)
    #expect(down.trend == .worse)
    #expect(Variance(history: Self.history, targets: [2023: 1], .up) == nil)
    #expect(Variance(history: [], targets: targets, .up) == nil)
    let alone = Variance(history: [Self.history[2]], targets: targets, .up)
    #expect(alone?.trend == .unknown)
  }

  @Test func `in a band is better when nearer`() throws {
    let targets = [2023: 85.0, 2024: 85.0]
    let band = Direction.band(below: 2, above: 2)
    let found = try #require(Variance(history: Self.history, targets: targets, band))
    #expect(found.rating == .red)
    #expect(found.trend == .worse)
  }

  @Test func `shows a corrective action's effect on the gap`() throws {
    let history = zip(2018..., [90.0, 88, 89, 97, 99, 98]).map { Observation(year: $0, value: $1) }
    let targets = Dictionary(uniqueKeysWithValues: (2018...2023).map { ($0, 100.0) })
    let effect = Variance.correction(history: history, targets: targets, .up, start: 2021)
    let estimate = try #require(effect.estimate)
    #expect(isNear(estimate.value, 9, within: 1e-12))
    #expect(!estimate.includesZero)
  }
}
