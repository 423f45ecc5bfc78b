import Exact
import Testing

@testable import Opinions

@Suite struct `A vote matrix` {
  private static func vote(
    _ participant: Int, _ statement: Int, _ stance: Stance, at time: Int64
  ) -> Vote {
    Vote(participant: participant, statement: statement, stance: stance, time: time)
  }

  @Test func `keeps the latest vote, of equally late ones the last`() {
    let matrix = VoteMatrix(
      participants: [ID(rawValue: "a")], statements: [ID(rawValue: "1"), ID(rawValue: "2")],
      votes: [
        Self.vote(0, 0, .agree, at: 5), Self.vote(0, 0, .disagree, at: 3),
        Self.vote(0, 1, .agree, at: 5), Self.vote(0, 1, .pass, at: 5),
      ])
    #expect(matrix.voteCount == 2)
    #expect(matrix.stances(ofParticipant: 0).map(\.stance) == [.agree, .pass])
  }

  @Test func `orders numbers by value and other names after them`() {
    let names = ["10", "b", "9", "a", "007", "7"]
    let matrix = VoteMatrix(
      participants: names.map { ID(rawValue: $0) }, statements: [ID(rawValue: "1")],
      votes: names.indices.map { Self.vote($0, 0, .agree, at: 0) })
    #expect(matrix.participants.map(\.rawValue) == ["007", "7", "9", "10", "a", "b"])
  }

  @Test func `leaves out participants and statements without a vote`() {
    let matrix = VoteMatrix(
      participants: ["1", "2", "3"].map { ID(rawValue: $0) },
      statements: ["5", "6"].map { ID(rawValue: $0) }, votes: [Self.vote(1, 1, .pass, at: 0)])
    #expect(matrix.participants.map(\.rawValue) == ["2"])
    #expect(matrix.statements.map(\.rawValue) == ["6"])
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `with votes added is the one built at once`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var votes = Conversations.random(
      participants: 12, statements: 9, camps: 2, share: 0.7, seed: seed)
    votes += Conversations.random(
      participants: 15, statements: 11, camps: 3, share: 0.3, seed: seed + 100)
    let cut = Int.random(in: 0...votes.count, using: &random)
    let first = Conversations.matrix(Array(votes[..<cut]))
    #expect(first.adding(Array(votes[cut...])) == Conversations.matrix(votes))
  }

  @Test func `of nothing is empty`() {
    let matrix = VoteMatrix(participants: [], statements: [], votes: [])
    #expect(matrix.voteCount == 0)
    #expect(matrix.adding([]) == matrix)
    #expect(throws: OpinionError.noVotes) { try matrix.opinionGroups(OpinionSettings()) }
  }
}
