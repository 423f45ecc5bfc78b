import Exact
import Maturity
import Testing

@Suite struct `Tree of points` {
  private func framework(_ redistribution: Redistribution) throws -> Framework {
    try Sample.framework(
      .pointsTree, redistribution: redistribution,
      [
        Sample.dimension(
          "a", weight: 60,
          [
            Sample.question("a1", weight: 30), Sample.question("a2", weight: 20),
            Sample.question("a3", weight: 10),
          ]),
        Sample.dimension("b", weight: 40, [Sample.question("b1", weight: 40)]),
      ])
  }

  private let answers = [
    Sample.answer("a1", 5), Sample.answer("a2", 1), Sample.leftOut("a3"), Sample.answer("b1", 3),
  ]

  @Test func `shares out points in the measure of the siblings' own`() throws {
    let result = try framework(.proportional).assess(answers)
    #expect(result.dimensions[0].points?.potential == Rational(60))
    #expect(result.dimensions[0].points?.reached == Rational(36))
    #expect(result.standing?.point == Sample.share(56, 100))
  }

  @Test func `shares out points equally when asked to`() throws {
    let result = try framework(.equal).assess(answers)
    #expect(result.dimensions[0].points?.reached == Rational(35))
    #expect(result.standing?.point == Sample.share(55, 100))
  }

  @Test func `keeps the total when a whole part does not apply`() throws {
    let result = try framework(.proportional).assess([
      Sample.answer("a1", 5), Sample.answer("a2", 5), Sample.leftOut("b1"),
    ])
    #expect(result.dimensions[0].points?.potential == Rational(100))
    #expect(result.dimensions[0].points?.open == Sample.share(100, 6))
    #expect(result.standing?.point == .one)
    #expect(result.standing?.low == Sample.share(5, 6))
  }
}
