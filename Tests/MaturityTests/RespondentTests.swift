import Exact
import Maturity
import Testing

@Suite struct `Respondents and peers` {
  private func framework() throws -> Framework {
    try Sample.framework(
      .weightedMean, [Sample.dimension("a", [Sample.question("x"), Sample.question("y")])])
  }

  @Test func `disagreement is shown and not averaged away`() throws {
    let result = try framework().assess([
      Sample.answer("x", 1, by: "a"), Sample.answer("x", 5, by: "b"),
      Sample.answer("y", 3, by: "a"), Sample.answer("y", 3, by: "b"),
    ])
    #expect(result.standing?.point == Sample.share(1, 2))
    #expect(result.agreement.lowest?.point == Sample.share(1, 4))
    #expect(result.agreement.highest?.point == Sample.share(3, 4))
    #expect(result.agreement.share == Sample.share(1, 2))
    #expect(result.agreement.shared.map(\.isDisputed) == [true, false])
  }

  @Test func `one of three cannot move the median`() throws {
    let result = try framework().assess([
      Sample.answer("x", 2, by: "a"), Sample.answer("x", 2, by: "b"),
      Sample.answer("x", 5, by: "c"),
    ])
    #expect(result.questions[0].reading.value == Rational(2))
  }

  @Test func `evidence gives confidence`() throws {
    let result = try framework().assess([
      Sample.answer("x", Rational(3), .verified), Sample.answer("y", Rational(3), .judged),
    ])
    #expect(result.confidence == Sample.share(3, 5))
  }

  @Test func `refuses what does not fit`() throws {
    let framework = try framework()
    #expect(throws: AnswerError.answeredTwice(answer: 1)) {
      try framework.assess([Sample.answer("x", 1), Sample.answer("x", 2)])
    }
    #expect(throws: AnswerError.outOfScale(answer: 0)) {
      try framework.assess([Sample.answer("x", 6)])
    }
    #expect(throws: AnswerError.unknownQuestion(answer: 0)) {
      try framework.assess([Sample.answer("z", 1)])
    }
  }

  @Test(arguments: 0...4)
  func `fewer than five peers are never shown`(count: Int) {
    let group = PeerGroup(scores: (0..<count).map { Rational($0) })
    #expect(group.quartiles == nil)
  }

  @Test func `quartiles lie between peers`() throws {
    let six = try #require(PeerGroup(scores: [6, 1, 5, 2, 4, 3].map { Rational($0) }).quartiles)
    #expect(six.first == Sample.share(9, 4))
    #expect(six.median == Sample.share(7, 2))
    #expect(six.third == Sample.share(19, 4))
  }
}
