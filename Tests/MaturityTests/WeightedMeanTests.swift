import Exact
import Maturity
import Testing

@Suite struct `Weighted mean` {
  private func framework(levels: [Level] = []) throws -> Framework {
    try Sample.framework(
      .weightedMean, levels: levels,
      [
        Sample.dimension(
          "a", weight: 2, [Sample.question("a1"), Sample.question("a2", weight: 3)]),
        Sample.dimension("b", [Sample.question("b1")]),
      ])
  }

  @Test func `weighs questions and dimensions`() throws {
    let result = try framework().assess([
      Sample.answer("a1", 5), Sample.answer("a2", 3), Sample.answer("b1", 2),
    ])
    // a: (1 + 3 · 1/2) / 4 = 5/8; whole: (2 · 5/8 + 1/4) / 3 = 1/2.
    #expect(result.dimensions[0].standing?.point == Sample.share(5, 8))
    #expect(result.standing?.point == Sample.share(1, 2))
    #expect(result.standing?.low == result.standing?.high)
  }

  @Test func `shows what missing answers leave open`() throws {
    let result = try framework().assess([Sample.answer("a1", 3)])
    #expect(result.standing?.point == Sample.share(1, 2))
    #expect(result.standing?.low == Sample.share(1, 12))
    #expect(result.standing?.high == Sample.share(11, 12))
    #expect(result.coverage == Sample.share(1, 6))
  }

  @Test func `leaves out what does not apply`() throws {
    let result = try framework().assess([
      Sample.answer("a1", 3), Sample.leftOut("a2"), Sample.leftOut("b1"),
    ])
    #expect(result.standing?.low == Sample.share(1, 2))
    #expect(result.standing?.high == Sample.share(1, 2))
    #expect(result.coverage == .one)
  }

  @Test func `has no score without a single answer`() throws {
    let result = try framework().assess([])
    #expect(result.standing?.point == nil)
    #expect(result.standing?.low == .zero)
    #expect(result.coverage == .zero)
    #expect(result.gaps.isEmpty)
  }

  @Test func `ranks gaps by distance times weight`() throws {
    let result = try framework().assess([
      Sample.answer("a1", 1), Sample.answer("a2", 3), Sample.answer("b1", 4),
    ])
    #expect(result.gaps.map(\.question.rawValue) == ["a2", "a1", "b1"])
    #expect(result.gaps[0].size == Sample.share(1, 4))
  }

  @Test func `lifts to the next level with the fewest raises`() throws {
    let levels = [
      Level(id: "low", from: .zero), Level(id: "middle", from: Sample.share(1, 2)),
      Level(id: "high", from: Sample.share(3, 4)),
    ]
    let result = try framework(levels: levels).assess([
      Sample.answer("a1", 1), Sample.answer("a2", 3), Sample.answer("b1", 2),
    ])
    #expect(result.level?.low == 1)
    #expect(result.lift?.level == 2)
    // 1/3 is reached; a2 gains 1/8 a level.
    #expect(result.lift?.steps.map(\.question.rawValue) == ["a2"])
    #expect(result.lift?.steps.first?.needed == Rational(5))
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `the point lies between worst and best`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let questions = (0..<6).map {
      Sample.question("q\($0)", weight: Int.random(in: 1...5, using: &random))
    }
    let framework = try Sample.framework(
      .weightedMean,
      [
        Sample.dimension("a", weight: 3, Array(questions[..<2])),
        Sample.dimension("b", weight: 2, Array(questions[2...])),
      ])
    var answers: [Answer] = []
    for question in questions where Bool.random(using: &random) {
      let level = Int.random(in: 0...5, using: &random)
      answers.append(
        level == 0
          ? Sample.leftOut(question.id.rawValue) : Sample.answer(question.id.rawValue, level))
    }
    let result = try framework.assess(answers)
    guard let standing = result.standing, let point = standing.point else { return }
    #expect(standing.low <= point && point <= standing.high)
    let weights = result.questions.reduce(Rational.zero) { $0 + $1.weight }
    #expect(weights == .one)
  }
}
