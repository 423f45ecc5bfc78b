import Exact
import Testing

@testable import Tracking

@Suite struct `Anomalies in a series` {
  static func series(_ values: [Double], from year: Int = 2010) -> [Observation] {
    zip(year..., values).map { Observation(year: $0, value: $1) }
  }

  @Test func `a spike and a jump are told apart`() {
    let spike = Anomalies.unusualChanges(
      in: Self.series([10, 11, 12, 13.5, 14, 40, 16, 17, 18.5, 19]))
    #expect(spike.map(\.year) == [2015])
    #expect(spike.map(\.shape) == [.spike])
    let jump = Anomalies.unusualChanges(
      in: Self.series([10, 11, 12, 13.5, 14, 40, 41, 42.5, 43, 44]))
    #expect(jump.map(\.year) == [2015])
    #expect(jump.map(\.shape) == [.jump])
    #expect(jump.first?.change == 26)
  }

  @Test func `nothing is unusual in a straight, a short or a constant series`() {
    #expect(Anomalies.unusualChanges(in: Self.series((0..<20).map(Double.init))).isEmpty)
    #expect(Anomalies.unusualChanges(in: Self.series([1, 2, 90, 3, 4])).isEmpty)
    #expect(Anomalies.unusualChanges(in: Self.series(Array(repeating: 7, count: 20))).isEmpty)
  }

  @Test func `one odd value among equal ones is seen`() {
    let values = [5.0, 5, 5, 5, 5, 5, 50, 50, 50, 50, 50, 50, 50, 50, 50]
    #expect(Anomalies.unusualChanges(in: Self.series(values)).map(\.year) == [2016])
  }

  @Test func `a step is found on a slope, a slope alone is none`() throws {
    var random = SeededGenerator(seed: 3)
    let noise = (0..<16).map { _ in Double.random(in: -1...1, using: &random) }
    let slope = (0..<16).map { 3 * Double($0) + noise[$0] }
    #expect(LevelBreak.found(in: Self.series(slope)) == nil)
    let step = slope.enumerated().map { $0 < 9 ? $1 : $1 - 12 }
    let found = try #require(LevelBreak.found(in: Self.series(step)))
    #expect(found.year == 2019)
    #expect((found.step + 12).magnitude < 2)
    #expect(LevelBreak.found(in: Self.series([0, 0, 0, 9, 9, 9, 9])) == nil)
    #expect(LevelBreak.found(in: Self.series(Array(repeating: 1, count: 12))) == nil)
  }

  @Test func `noise alone is called a step in at most one of twenty series`() {
    var random = SeededGenerator(seed: 11)
    let alarms = (0..<400).count { _ in
      let values = (0..<10).map { _ -> Double in
        Distributions.normalQuantile(Double.random(in: 0.0001...0.9999, using: &random))
      }
      return LevelBreak.found(in: Self.series(values)) != nil
    }
    #expect(alarms <= 30)
  }
}

@Suite struct `Silence` {
  @Test func `counts due dates without a value, and without a sign`() {
    let yearly = Reporting(
      "a", owner: "roads", interval: 1, since: 2018, lastValue: 2021, lastUpdate: 2023)
    #expect(yearly.missed(at: 2024) == 3)
    #expect(yearly.silent(at: 2024) == 1)
    let never = Reporting("b", owner: "roads", interval: 2, since: 2020, lastValue: nil)
    #expect(never.missed(at: 2019) == 0)
    #expect(never.missed(at: 2020) == 1)
    #expect(never.missed(at: 2023) == 2)
  }

  @Test func `names silent owners, the longest silence first`() {
    let all = [
      Reporting("a", owner: "roads", interval: 1, since: 2018, lastValue: 2020),
      Reporting("b", owner: "roads", interval: 1, since: 2018, lastValue: 2024),
      Reporting("c", owner: "water", interval: 1, since: 2018, lastValue: nil),
      Reporting("d", owner: "parks", interval: 5, since: 2018, lastValue: 2020),
    ]
    let silent = SilentOwner.all(in: all, at: 2024, after: 2)
    #expect(silent.map(\.owner) == ["water", "roads"])
    #expect(silent.map(\.longest) == [7, 4])
    #expect(silent.map(\.indicators) == [["c"], ["a"]])
    #expect(silent.map(\.owned) == [1, 2])
  }
}
