import Civic
import Exact
import Opinions
import Store

/// Which statements are worth showing, for a while: the engine is asked again once votes have grown
/// by a tenth.
actor PriorityBoard {
  private struct Entry {
    let votes: Int
    let values: [Int: Double]
  }

  private var entries: [ID<Conversation>: Entry] = [:]
  private static let mostConversations = 1000

  /// - Parameter votes: How many there are now.
  /// - Returns: Nil when they are to be found anew.
  func values(of conversation: ID<Conversation>, votes: Int) -> [Int: Double]? {
    guard let entry = entries[conversation] else { return nil }
    let growth = max(10, entry.votes / 10)
    return abs(votes - entry.votes) < growth ? entry.values : nil
  }

  func keep(_ values: [Int: Double], of conversation: ID<Conversation>, votes: Int) {
    if entries.count >= Self.mostConversations { entries = [:] }
    entries[conversation] = Entry(votes: votes, values: values)
  }
}

extension Services {
  /// The priorities of a conversation's statements by number; those without a vote are left out.
  func priorities(
    of conversation: Conversation, _ statements: [ConversationStatement]
  ) async throws -> [Int: Double] {
    let votes = try await conversations.voteCount(in: conversation.id)
    if let known = await priorities.values(of: conversation.id, votes: votes) { return known }
    let matrix = try await conversations.matrix(of: conversation.id)
    var moderation = Moderation.none
    for statement in statements where statement.moderation.state != .shown {
      moderation.excluded.insert(ID(rawValue: String(statement.number)))
    }
    var values: [Int: Double] = [:]
    if matrix.voteCount > 0 {
      let found = try matrix.opinionGroups(
        OpinionSettings(convention: .polis, seed: 1), moderation: moderation)
      for (statement, priority) in zip(matrix.statements, found.priorities) {
        if let number = Int(statement.rawValue) { values[number] = priority }
      }
    }
    await priorities.keep(values, of: conversation.id, votes: votes)
    return values
  }

  /// The priority of a statement on which nobody voted yet.
  static let newPriority = Priority.value(VoteCounts(), extremity: 0, isMeta: false)
}
