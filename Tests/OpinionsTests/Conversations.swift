import Exact

@testable import Opinions

/// Small conversations for tests.
enum Conversations {
  /// Rows of `+`, `0`, `-`, and a blank for no vote; identifiers are numbers from 1.
  static func votes(_ rows: [String]) -> [NewVote] {
    rows.enumerated().flatMap { row, text in
      text.enumerated().compactMap { column, character -> NewVote? in
        let stances: [Character: Stance] = ["+": .agree, "0": .pass, "-": .disagree]
        return stances[character].map {
          NewVote(
            participant: ID(rawValue: "\(row + 1)"), statement: ID(rawValue: "\(column + 1)"),
            stance: $0)
        }
      }
    }
  }

  static func matrix(_ rows: [String]) -> VoteMatrix { matrix(votes(rows)) }

  static func matrix(_ votes: [NewVote]) -> VoteMatrix {
    let participants = Array(Set(votes.map(\.participant)))
    let statements = Array(Set(votes.map(\.statement)))
    return VoteMatrix(
      participants: participants, statements: statements,
      votes: votes.map { vote in
        Vote(
          participant: participants.firstIndex(of: vote.participant) ?? 0,
          statement: statements.firstIndex(of: vote.statement) ?? 0, stance: vote.stance)
      })
  }

  /// Votes of some camps, each of which leans its own way on every statement.
  static func random(
    participants: Int, statements: Int, camps: Int, share: Double = 0.6, seed: UInt64
  ) -> [NewVote] {
    var random = SeededGenerator(seed: seed)
    let leanings = (0..<camps).map { _ in
      (0..<statements).map { _ in Bool.random(using: &random) ? 0.92 : 0.08 }
    }
    var votes: [NewVote] = []
    for participant in 0..<participants {
      for statement in 0..<statements where Double.random(in: 0...1, using: &random) < share {
        let draw = Double.random(in: 0...1, using: &random)
        let lean = leanings[participant % camps][statement]
        let stance: Stance = draw < 0.8 * lean ? .agree : draw < 0.8 ? .disagree : .pass
        votes.append(
          NewVote(
            participant: ID(rawValue: "\(participant)"), statement: ID(rawValue: "\(statement)"),
            stance: stance))
      }
    }
    return votes
  }
}
