import Civic
import Exact
import Opinions
import Testing

@Suite struct `What a conversation came to` {
  /// Two camps of some people each, who differ on all statements but the first.
  private static func result(_ one: Int, _ other: Int) throws -> ConversationResult {
    let people = one + other
    let votes = (0..<people).flatMap { person in
      (0..<8).map { statement in
        let isFor = statement == 0 || (person < one) == (statement % 2 == 0)
        return Vote(
          participant: person, statement: statement, stance: isFor ? .agree : .disagree)
      }
    }
    let matrix = VoteMatrix(
      participants: (0..<people).map { ID(rawValue: "\($0 + 1)") },
      statements: (0..<8).map { ID(rawValue: "\($0 + 1)") }, votes: votes)
    return ConversationResult(try matrix.opinionGroups(OpinionSettings()))
  }

  @Test func `tells groups, what they share and what divides them`() throws {
    let result = try Self.result(12, 20)
    #expect(result.participants == 32 && result.votes == 256 && result.groups.count == 2)
    #expect(Set(result.groups.map(\.size)) == [12, 20])
    #expect(result.bridging.map(\.statement) == [1] && result.bridging[0].isAgreement)
    #expect(result.consensus.first?.statement == 1)
    #expect(result.divisive.count == 5 && !result.divisive.contains(1))
    let counts = try #require(result.counts(of: 1))
    #expect(counts.all.agrees == 32 && counts.groups.map(\.votes).sorted() == [12, 20])
  }

  @Test(arguments: [(3, 20), (5, 6), (9, 10), (40, 60)])
  func `draws nobody alone`(one: Int, other: Int) throws {
    let result = try Self.result(one, other)
    #expect(result.map.allSatisfy { $0.size >= ConversationResult.leastTogether })
    for (group, found) in result.groups.enumerated() {
      let drawn = result.map.filter { $0.group == group }.reduce(0) { $0 + $1.size }
      #expect(drawn == (found.size >= ConversationResult.leastTogether ? found.size : 0))
    }
    #expect(result.map.allSatisfy { abs($0.x) <= 1000 && abs($0.y) <= 1000 })
  }

  @Test func `draws statements of higher priority more often, and the same on every load`() {
    var counts: [Int: Int] = [:]
    for person in 0..<2000 {
      let resident = ID<Resident>(rawValue: "r\(person)")
      let drawn = {
        StatementDraw.next(
          among: [3, 1, 2], priority: { $0 == 1 ? 8 : 1 }, participant: resident, votes: 0)
      }
      #expect(drawn() == drawn())
      counts[drawn() ?? 0, default: 0] += 1
    }
    #expect((1500...1700).contains(counts[1] ?? 0) && (150...250).contains(counts[2] ?? 0))
    let none = StatementDraw.next(
      among: [], priority: { _ in 1 }, participant: ID(rawValue: "r"), votes: 0)
    #expect(none == nil)
  }

  @Test func `takes votes between its first and last day alone`() throws {
    let day = try #require(Day("2026-03-10"))
    var conversation = Conversation(
      id: ID(rawValue: "c"), city: ID(rawValue: "here"), name: Multilingual("C", in: .english))
    conversation.opensOn = day
    conversation.statementsUntil = day.adding(days: 2)
    conversation.closesOn = day.adding(days: 4)
    #expect(conversation.state(on: day) == .draft && !conversation.isPublic)
    conversation.openedAt = Instant(startOf: day)
    let states = (-1...5).map { conversation.state(on: day.adding(days: $0)) }
    #expect(
      states == [.waiting, .collecting, .collecting, .collecting, .voting, .voting, .ended])
    let before = Digest(of: conversation.rules)
    conversation.closesOn = day.adding(days: 5)
    #expect(Digest(of: conversation.rules) != before)
  }

  @Test func `hides small cells of a survey, and a second one where the first would follow`() {
    var survey = Survey(
      id: ID(rawValue: "s"), city: ID(rawValue: "here"), name: Multilingual("S", in: .english))
    let options = ["A", "B", "C"].map { Multilingual($0, in: .english) }
    survey.questions = [
      SurveyQuestion(kind: .one, text: options[0], options: options),
      SurveyQuestion(kind: .several, text: options[0], options: options),
    ]
    let answers = (0..<20).map { person -> [Int: [String]] in
      let choice = person < 9 ? "0" : person < 18 ? "1" : "2"
      return [0: [choice], 1: [choice]]
    }
    let result = SurveyResult(survey, answers)
    #expect(result.questions[0].counts == [nil, 9, nil])
    #expect(result.questions[1].counts == [9, 9, nil])
    #expect(SurveyResult(survey, []).questions[0].counts == [nil, nil, nil])
  }
}
