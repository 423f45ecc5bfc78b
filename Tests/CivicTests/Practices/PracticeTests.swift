import Civic
import Exact
import Maturity
import Testing

private func text(_ text: String, _ language: Language = .english) -> Multilingual {
  Multilingual(text, in: language)
}

private func practice(_ id: String, _ change: (inout Practice) -> Void) -> Practice {
  var practice = Practice(
    id: ID(rawValue: id), city: ID(rawValue: "city"), name: text(id),
    currency: .usual(in: "SI"))
  change(&practice)
  return practice
}

@Suite struct `Practices of cities` {
  @Test func `words are found in any script, and who says most of them comes first`() {
    let atlas = Atlas(cities: [
      City(id: ID(rawValue: "city"), name: text("City"), country: "SI")
    ])
    let both = practice("a") { $0.problem = text("Губитоци на вода во мрежата", .macedonian) }
    let one = practice("b") { $0.problem = text("Waste in the network") }
    let found = PracticeSearch(words: "vod mreza").found(in: [one, both], atlas: atlas)
    #expect(found.first?.id == both.id)
    #expect(PracticeSearch(words: "nothing").found(in: [one, both], atlas: atlas).isEmpty)
    #expect(PracticeSearch(country: "MK").found(in: [one, both], atlas: atlas).isEmpty)
    #expect(PracticeSearch(outcome: .mixed).found(in: [one, both], atlas: atlas).count == 2)
    #expect(PracticeSearch(theme: .taxes).found(in: [one, both], atlas: atlas).isEmpty)
  }

  @Test func `a pilot becomes a draft with what came of it`() {
    var pilot = Pilot(
      id: ID(rawValue: "p"), city: ID(rawValue: "city"), name: text("Pilot"),
      currency: .usual(in: "SI"))
    let results: [(PilotResult?, PracticeOutcome)] = [
      (.scaled, .worked), (.failed, .failed), (.stopped, .failed), (.changed, .mixed),
      (nil, .mixed),
    ]
    for (result, outcome) in results {
      pilot.result = result
      #expect(Practice(from: pilot, id: ID(rawValue: "x")).outcome == outcome)
    }
    pilot.successValue = ExactDecimal("28")
    pilot.resultValue = ExactDecimal("27")
    #expect(pilot.verdict(.decrease) == true && pilot.verdict(.increase) == false)
    #expect(pilot.verdict(.maintain) == false)
    let day = Day("2026-01-10") ?? .first
    pilot.result = nil
    #expect(pilot.state(on: day) == .draft)
    pilot.fixedAt = Instant(milliseconds: 0)
    pilot.start = day.adding(days: 1)
    pilot.end = day.adding(days: 9)
    #expect(pilot.state(on: day) == .fixed && pilot.state(on: day.adding(days: 2)) == .running)
    #expect(pilot.state(on: day.adding(days: 10)) == .toJudge)
  }

  @Test func `how well it travels is counted`() {
    let outcomes: [PracticeOutcome?] = [.worked, .worked, .failed, .mixed, nil]
    let adoptions = outcomes.enumerated().map { index, outcome in
      var adoption = Adoption(
        id: ID(rawValue: "\(index)"), city: ID(rawValue: "city"), name: text("A"))
      adoption.outcome = outcome
      return adoption
    }
    let counts = Transferability(adoptions)
    #expect(counts.adoptions == 5 && counts.judged == 4)
    #expect(counts.worked == 2 && counts.failed == 1 && counts.mixed == 1)
    #expect(
      adoptions[0].problems(in: Atlas()).map(\.field) == ["practice", "result"])
  }

  @Test func `nobody outside sees what was not reviewed twice`() {
    let draft = practice("d") { $0.visibility = .everybody }
    #expect(!draft.isPublic && !draft.isReadable(by: .anonymous))
    #expect(draft.nextReview(by: .anonymous) == nil && draft.nextReview(by: .machine) == .checked)
    let accepted = practice("a") {
      $0.visibility = .anonymous
      $0.review = .accepted
    }
    #expect(accepted.isPublic && accepted.nextReview(by: .machine) == nil)
    #expect(accepted.problems(in: Atlas()).map(\.field) == ["why"])
  }
}

@Suite struct `Self-assessments` {
  private static let framework = try? Framework(
    id: ID(rawValue: "f"), version: "1",
    dimensions: [
      Dimension(
        id: ID(rawValue: "d"), weight: .one,
        questions: [
          Question(id: ID(rawValue: "q"), weight: .one, scale: .levels(first: 1, last: 5))
        ])
    ], aggregation: .weightedMean)

  @Test func `answers replace one's own and leave those of others`() throws {
    let framework = try #require(Self.framework)
    var round = SelfAssessment(
      id: ID(rawValue: "s"), city: ID(rawValue: "city"), name: text("Autumn"))
    #expect(round.problems(in: Atlas()).map(\.field) == ["framework"])
    let answer = { (who: String, level: Int?) in
      SelfAnswer(question: "q", respondent: who, level: level, evidence: nil)
    }
    round.take([answer("Ana", 1)], to: ["q"], from: "Ana")
    round.take([answer("Bo", 5)], to: ["q"], from: "Bo")
    round.take([answer("Ana", 3)], to: ["q"], from: "Ana")
    #expect(round.answers.map(\.level) == [3, 5])
    let result = try #require(round.result(by: framework))
    #expect(result.agreement.shared.count == 1 && result.coverage == .one)
    // A level that the framework no longer has is left out, and nothing fails.
    round.take([answer("Bo", 9)], to: ["q"], from: "Bo")
    let again = try #require(round.result(by: framework))
    #expect(again.standing?.point == Rational(1) / Rational(2))
  }
}
