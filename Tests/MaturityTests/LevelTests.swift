import Exact
import Maturity
import Testing

@Suite struct `All targets met` {
  private let levels = ["planning", "alignment", "development", "integration", "optimisation"].map {
    Level(id: $0)
  }

  /// Household internet access as in the example of U4SSC's factsheets: measured, 30, 50, 70, 90 %.
  private var access: Question {
    Sample.indicator(
      "access", target: Rational(90),
      targets: [.reported] + [30, 50, 70, 90].map { .value(Rational($0)) })
  }

  @Test(arguments: [(0, 1), (29, 1), (30, 2), (69, 3), (70, 4), (90, 5)])
  func `reaches the level whose targets are met`(value: Int, level: Int) throws {
    let framework = try Sample.framework(
      .allTargets, levels: levels, [Sample.dimension("a", [access])])
    let result = try framework.assess([Sample.answer("access", value)])
    #expect(result.level?.low == level)
  }

  @Test func `is held back by the weakest and by what is missing`() throws {
    let framework = try Sample.framework(
      .allTargets, levels: levels,
      [Sample.dimension("a", [access, Sample.question("strategy")])])
    let missing = try framework.assess([Sample.answer("access", 75)])
    #expect(missing.level == LevelStanding(point: 4, low: 0, high: 4))
    let answered = try framework.assess([
      Sample.answer("access", 75), Sample.answer("strategy", 2),
    ])
    #expect(answered.level?.low == 2)
    #expect(answered.lift?.level == 3)
    #expect(answered.lift?.steps.map(\.question.rawValue) == ["strategy"])
    #expect(answered.lift?.steps.first?.needed == Rational(3))
  }

  @Test func `decides exactly on the boundary`() throws {
    let third = Sample.share(1, 3)
    let question = Sample.indicator("x", target: .one, targets: [.value(third)])
    let framework = try Sample.framework(
      .allTargets, levels: [Level(id: "one")], [Sample.dimension("a", [question])])
    #expect(try framework.assess([Sample.answer("x", third)]).level?.low == 1)
    let below = third - Sample.share(1, 1_000_000_000)
    #expect(try framework.assess([Sample.answer("x", below)]).level?.low == 0)
  }

  @Test func `takes at most the target where less is better`() throws {
    let question = Sample.indicator(
      "x", target: .zero, worst: Rational(100), direction: .lowerIsBetter,
      targets: [.value(Rational(50)), .value(Rational(10))])
    let framework = try Sample.framework(
      .allTargets, levels: Array(levels.prefix(2)), [Sample.dimension("a", [question])])
    #expect(try framework.assess([Sample.answer("x", 10)]).level?.low == 2)
    #expect(try framework.assess([Sample.answer("x", 51)]).level?.low == 0)
  }
}

@Suite struct `Stage of a cycle` {
  @Test func `is the stage that everything has reached`() throws {
    let framework = try Sample.framework(
      .cycleStage,
      [Sample.dimension("a", ["x", "y"].map { Sample.question($0, levels: 0...4) })])
    let result = try framework.assess([Sample.answer("x", 4), Sample.answer("y", 2)])
    #expect(result.level == LevelStanding(point: 2, low: 2, high: 2))
    #expect(result.lift?.steps.map(\.question.rawValue) == ["y"])
    let half = try framework.assess([Sample.answer("x", 3)])
    #expect(half.level == LevelStanding(point: 3, low: 0, high: 3))
  }

  @Test func `asks for five stages`() {
    #expect(throws: FrameworkError.notAStage(ID(rawValue: "x"))) {
      try Sample.framework(
        .cycleStage, [Sample.dimension("a", [Sample.question("x", levels: 1...3)])])
    }
  }
}
