public import Civic
public import Exact
import Opinions

/// The decision that closes a conversation: the opinion groups in its published votes.
///
/// Method `opinion-groups` 1: groups as the production engine of Polis finds them, from the votes,
/// the statements and the rules in the bundle; nothing else goes in.
public enum ConversationCount {
  public static let method = Decision.Method(name: "opinion-groups", version: "1")
  public static let votesName = "votes.csv"
  public static let statementsName = "statements.csv"
  public static let rulesName = "rules.json"

  /// Why published votes cannot be counted again.
  public enum Fault: Error, Hashable, Sendable {
    /// The votes are on statements that the file of statements does not have.
    case unknownStatements(Int)
    case rulesNotThose(of: Digest)
    case notTheSettings
  }

  /// The decision on a conversation, with the files it is taken from.
  ///
  /// - Parameters:
  ///   - votes: Numbered anew, in an order that says nothing about anyone.
  ///   - city: As it signs.
  public static func decision(
    id: Exact.ID<Decision>, on conversation: Conversation, votes: [PublishedVote],
    statements: [ConversationStatement], city: String, at now: Instant
  ) throws -> (decision: Decision, inputs: [String: [UInt8]]) {
    let inputs = [
      votesName: Array(text(votes).utf8), statementsName: Array(text(statements).utf8),
      rulesName: CanonicalJSON.bytes(of: conversation.rules),
    ]
    var content = Decision.Content(
      kind: .conversation, method: method, settings: settings(of: conversation.rules),
      conclusion: try conclusion(inputs), engineVersion: .current)
    content.inputs = inputs.compactMap { name, bytes in
      Decision.Input(name: name, digest: Digest(of: bytes))
    }
    if let digest = conversation.rulesDigest, let opened = conversation.openedAt {
      content.rules = Decision.Rules(digest: digest, publishedAt: opened)
    }
    content.seed = settings.seed
    guard
      let author = Decision.Author(
        role: "city", label: city.replacing("@", with: " "))
    else { throw Fault.notTheSettings }
    return (Decision(id: id, content: content, at: now, by: author), inputs)
  }

  /// Takes the decision again from the files of its bundle.
  public static func recompute(
    _ decision: Decision, _ inputs: [String: [UInt8]]
  ) throws -> Decision.Conclusion {
    guard decision.method == method else {
      throw Verification.Obstacle.unknownMethod(decision.method)
    }
    let rules = try JSONValue(parsing: inputs[rulesName] ?? [])
    guard decision.rules?.digest == Digest(of: rules) else {
      throw Fault.rulesNotThose(of: Digest(of: rules))
    }
    guard decision.settings == settings(of: rules), decision.seed == settings.seed else {
      throw Fault.notTheSettings
    }
    return try conclusion(inputs)
  }

  /// What the page of the conversation says, out of its decision.
  public static func result(of decision: Decision) throws -> ConversationResult {
    try decision.conclusion.explanation.decoded()
  }

  private static let settings = OpinionSettings(convention: .polis, seed: 1)

  private static func settings(of rules: JSONValue) -> JSONValue {
    [
      "conversation": rules["conversation"] ?? .null, "convention": rules["convention"] ?? .null,
      "seed": rules["seed"] ?? .null,
    ]
  }

  private static func conclusion(_ inputs: [String: [UInt8]]) throws -> Decision.Conclusion {
    let votes = try VotesReader().read(inputs[votesName] ?? [])
    let statements = try StatementsReader().read(inputs[statementsName] ?? [])
    let unknown = votes.matrix.statements.count { !statements.statements.contains($0) }
    guard unknown == 0 else { throw Fault.unknownStatements(unknown) }
    guard votes.matrix.voteCount > 0 else {
      return Decision.Conclusion(
        outcome: ["participants": 0, "votes": 0],
        explanation: try JSONValue(encoding: ConversationResult.empty))
    }
    let groups = try votes.matrix.opinionGroups(settings, moderation: statements.moderation)
    return Decision.Conclusion(
      outcome: .object(OpinionReport(groups, notes: []).result),
      explanation: try JSONValue(encoding: ConversationResult(groups)))
  }

  /// A vote a row, by participant and statement.
  static func text(_ votes: [PublishedVote]) -> String {
    let sorted = votes.sorted { ($0.participant, $0.statement) < ($1.participant, $1.statement) }
    var text = "voter-id,comment-id,vote\r\n"
    for vote in sorted {
      text += "\(vote.participant),\(vote.statement),\(vote.stance.rawValue)\r\n"
    }
    return text
  }

  /// A statement a row; of those that are not shown the number alone.
  static func text(_ statements: [ConversationStatement]) -> String {
    let rows = statements.sorted { $0.number < $1.number }.map { statement in
      let isShown = statement.moderation.state == .shown
      return [
        String(statement.number), isShown ? "1" : "-1", "false", statement.language.rawValue,
        isShown ? statement.text : "",
      ]
    }
    return CSVWriter().text(
      [["comment-id", "moderated", "is-meta", "language", "comment-body"]] + rows)
  }
}
