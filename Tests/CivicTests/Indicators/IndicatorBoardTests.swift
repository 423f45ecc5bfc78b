import Civic
import Exact
import Testing
import Tracking

private func day(_ text: String) -> Day { Day(text) ?? .first }

private func decimal(_ text: String) -> ExactDecimal {
  ExactDecimal(text) ?? ExactDecimal(significand: 0, scale: 0)
}

private func indicator(
  _ code: String, unit: String = "%", _ change: (inout CityIndicator) -> Void = { _ in }
) -> CityIndicator {
  var indicator = CityIndicator(
    id: ID(rawValue: code), city: ID(rawValue: "city"), name: Multilingual(code, in: .english))
  indicator.code = code
  indicator.unit = unit
  change(&indicator)
  return indicator
}

private func values(_ pairs: [(String, String)]) -> [IndicatorValue] {
  pairs.map { IndicatorValue(period: $0.0, value: decimal($0.1), at: Instant(milliseconds: 0)) }
}

@Suite struct `What a city measures` {
  @Test(arguments: [
    (ReportingFrequency.year, "2026", 2026), (.halfYear, "2026-S2", 4053),
    (.quarter, "2026-Q3", 8106), (.month, "2026-03", 24314),
  ])
  func `a period has one place on the scale of its frequency, there and back`(
    frequency: ReportingFrequency, period: String, index: Int
  ) {
    #expect(frequency.index(of: period) == index)
    #expect(frequency.period(at: index) == period)
    for other in ReportingFrequency.allCases where other != frequency {
      #expect(other.index(of: period) == nil)
    }
  }

  @Test func `the period that runs on a day is the one with that month`() {
    #expect(ReportingFrequency.quarter.index(on: day("2026-11-21")) == 2026 * 4 + 3)
    #expect(ReportingFrequency.halfYear.index(on: day("2026-06-30")) == 2026 * 2)
    #expect(ReportingFrequency.month.index(on: day("2026-01-01")) == 2026 * 12)
  }

  @Test func `a loss worse than at the start is a regress and asks for action`() throws {
    let loss = indicator("loss") {
      $0.direction = .decrease
      $0.baselineYear = 2023
      $0.baseline = decimal("40")
      $0.targets = [YearTarget(year: 2027, value: decimal("24"))]
    }
    let board = IndicatorBoard(
      [loss], values: [loss.series: values([("2024", "38"), ("2025", "42")])],
      today: day("2026-05-01"))
    let reading = try #require(board[loss.id])
    #expect(reading.standing == .regress && reading.needsAction)
    // 40 at the end of 2023, 24 at the end of 2027: 32 at the end of 2025.
    #expect(reading.progress?.expected == 32)
    #expect(reading.variance?.rating == .red && reading.variance?.trend == .worse)
  }

  @Test func `what is computed follows its formula, a coarser value holding for its parts`() throws
  {
    let billed = indicator("billed", unit: "m³") { $0.frequency = .quarter }
    let people = indicator("people", unit: "people")
    let rate = indicator("rate", unit: "m³/people") {
      $0.frequency = .quarter
      $0.formula = "billed / people"
    }
    let board = IndicatorBoard(
      [rate, people, billed],
      values: [
        billed.series: values([("2025-Q4", "800"), ("2026-Q1", "900")]),
        people.series: values([("2025", "100")]),
      ], today: day("2026-05-01"))
    let reading = try #require(board[rate.id])
    #expect(reading.points.map(\.value) == [8])
    #expect(reading.gaps.map(\.period) == ["2026-Q1"])
    #expect(reading.gaps.first?.outcome == .missing("people"))
  }

  @Test func `a circle, another unit and a division by zero are answers`() throws {
    let one = indicator("one") { $0.formula = "two" }
    let two = indicator("two") { $0.formula = "one" }
    let board = IndicatorBoard([one, two], values: [:], today: day("2026-05-01"))
    #expect(board[one.id]?.problem == .cycle(["one", "two"]))
    let metres = indicator("metres", unit: "m")
    let sum = indicator("sum", unit: "m") { $0.formula = "metres + pipes" }
    let pipes = indicator("pipes", unit: "pieces")
    #expect(
      sum.problems(among: [metres, pipes]).map(\.message.key) == ["formulaUnitsDiffer"])
    let share = indicator("share", unit: "1") { $0.formula = "metres / pipes2" }
    let none = indicator("pipes2", unit: "m")
    let divided = IndicatorBoard(
      [share, metres, none],
      values: [
        metres.series: values([("2025", "3")]), none.series: values([("2025", "0")]),
      ], today: day("2026-05-01"))
    #expect(divided[share.id]?.gaps.first?.outcome == .divisionByZero)
  }

  @Test func `values are made comparable by the residents of their year`() throws {
    let waste = indicator("waste", unit: "t") { $0.normaliser = .perThousand }
    let people = indicator("population", unit: "people")
    let board = IndicatorBoard(
      [waste, people],
      values: [
        waste.series: values([("2025", "300")]), people.series: values([("2025", "60000")]),
      ], today: day("2026-05-01"))
    let reading = try #require(board[waste.id])
    #expect(board.normalised(reading).map(\.value) == [5])
  }

  @Test func `who reports nothing for two due dates is named`() {
    let silent = indicator("silent") {
      $0.owner = ID(rawValue: "water")
      $0.frequency = .quarter
    }
    let board = IndicatorBoard(
      [silent], values: [silent.series: values([("2025-Q1", "1")])], today: day("2026-01-15"))
    #expect(board.silentOwners.map(\.owner.rawValue) == ["water"])
    #expect(board.silentOwners.first?.missed == 3)
  }

  @Test func `a quarter that is not over yet is not in its report`() throws {
    let loss = indicator("loss") { $0.frequency = .quarter }
    let board = IndicatorBoard(
      [loss], values: [loss.series: values([("2026-Q2", "1"), ("2026-Q3", "2")])],
      today: day("2026-11-21"))
    let then = board.until(day("2026-06-30"))
    #expect(then[loss.id]?.points.map(\.period) == ["2026-Q2"])
  }

  @Test func `what is wrong with an indicator is said field by field`() {
    var broken = indicator("1 code", unit: "") {
      $0.formula = "a +"
      $0.baseline = decimal("1")
      $0.targets = [YearTarget(year: 2030, value: decimal("-1"))]
      $0.interpolation = .geometric
      $0.amberFrom = decimal("30")
      $0.redFrom = decimal("10")
    }
    broken.feed = ID(rawValue: "feed")
    let fields = Set(broken.problems(in: Atlas()).map(\.field))
    #expect(
      fields
        == ["code", "unit", "formula", "feed", "baseline", "interpolation", "redFrom"])
  }
}

@Suite struct `Pilots and policies` {
  @Test func `the rules of a pilot cannot change once they are fixed`() {
    var pilot = Pilot(
      id: ID(rawValue: "pilot"), city: ID(rawValue: "city"),
      name: Multilingual("Pilot", in: .english), currency: .usual(in: "SI"))
    #expect(pilot.problemsBeforeFixing.count == 4)
    pilot.hypothesis = Multilingual("Losses fall", in: .english)
    pilot.fixedAt = Instant(milliseconds: 0)
    pilot.fixedDigest = Digest(of: pilot.rules)
    #expect(pilot.keepsItsRules)
    pilot.log = [PilotNote(day: day("2026-03-01"), text: Multilingual("Began", in: .english))]
    #expect(pilot.keepsItsRules)
    pilot.hypothesis = Multilingual("Losses rise", in: .english)
    #expect(!pilot.keepsItsRules)
    #expect(pilot.problems(in: Atlas()).map(\.message.key) == ["problemPilotFixed"])
  }

  @Test func `a run says the same again, and what helps is better`() throws {
    var policy = Policy(
      id: ID(rawValue: "policy"), city: ID(rawValue: "city"),
      name: Multilingual("Policy", in: .english))
    policy.inForceFrom = 2022
    policy.alternatives = [
      PolicyAlternative(
        name: "Bins", start: 2026, ramp: 1, low: decimal("4"), likely: decimal("5"),
        high: decimal("6"))
    ]
    let measured = indicator("sorted") {
      $0.targets = [YearTarget(year: 2030, value: decimal("30"))]
    }
    let years = (2014...2025).map { year in
      (year: year, value: ExactDecimal(significand: Int64((year - 2014) * 15 + year % 3), scale: 1))
    }
    let input = PolicyRun.Input(
      policy: policy, indicator: measured, series: .init(place: "", years), comparators: [],
      runs: 500)
    let run = PolicyRun(
      id: ID(rawValue: "run"), at: Instant(milliseconds: 0), author: "A", input: input)
    let (one, two) = (run.outcome, run.outcome)
    #expect(one.paths.map(\.years) == two.paths.map(\.years))
    #expect(one.paths.count == 2 && one.paths[0].years.count == 5)
    #expect(one.paths[1].shareBetter == 1)
    let gain = try #require(one.paths[1].years.last).p50 - one.paths[0].years[4].p50
    #expect(abs(gain - 5) < 0.5)
    #expect(one.compared == nil && one.interrupted?.effect != nil)
    let again = try JSONValue(encoding: run).decoded(as: PolicyRun.self)
    #expect(again == run && again.digest == run.digest)
  }

  @Test func `too few values give no path and say how many are needed`() {
    let policy = Policy(
      id: ID(rawValue: "policy"), city: ID(rawValue: "city"),
      name: Multilingual("Policy", in: .english))
    let input = PolicyRun.Input(
      policy: policy, indicator: indicator("x"),
      series: .init(place: "", [(year: 2025, value: decimal("1"))]), comparators: [])
    let outcome = PolicyRun(
      id: ID(rawValue: "run"), at: Instant(milliseconds: 0), author: "", input: input
    ).outcome
    #expect(outcome.paths.isEmpty && outcome.missing == .tooShort(found: 1, needed: 5))
  }
}
