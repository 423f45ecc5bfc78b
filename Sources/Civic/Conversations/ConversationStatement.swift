public import Exact
public import Opinions

/// What participants of a conversation vote on. Who wrote it is kept apart, and not for long.
public struct ConversationStatement: Hashable, Sendable {
  public static let entityName = "statement"

  public let conversation: Exact.ID<Conversation>
  /// From 1, in the order in which they came.
  public let number: Int
  public let text: String
  public let language: Language
  /// Written by the city to begin with.
  public let isByCity: Bool
  public var moderation: Moderated

  public init(
    conversation: Exact.ID<Conversation>, number: Int, text: String, language: Language,
    isByCity: Bool, moderation: Moderated
  ) {
    self.conversation = conversation
    self.number = number
    self.text = text
    self.language = language
    self.isByCity = isByCity
    self.moderation = moderation
  }

  /// How long a statement may be, in characters.
  public static let longest = 280

  /// The rules that a text for a statement breaks.
  public static func problem(of text: String?, among others: [ConversationStatement]) -> Message? {
    guard let text, !text.isEmpty else { return Message("problemStatementEmpty") }
    guard text.count <= longest else {
      return Message("fieldTooLong", ["count": .count(longest)])
    }
    let folded = Fold.words(text)
    return others.contains { Fold.words($0.text) == folded }
      ? Message("problemStatementThere") : nil
  }

  /// Where an action says that it came from this statement.
  public var reference: RecordReference {
    RecordReference(kind: Self.entityName, id: "\(conversation.rawValue).\(number)")
  }

  /// The conversation and the number that a reference names.
  public static func place(
    _ reference: RecordReference
  ) -> (conversation: Exact.ID<Conversation>, number: Int)? {
    let parts = reference.id.split(separator: ".").map(String.init)
    guard reference.kind == entityName, parts.count == 2, let number = Int(parts[1]) else {
      return nil
    }
    return (ID(rawValue: parts[0]), number)
  }
}

/// What the city has said about something that a resident wrote.
public struct Moderated: Hashable, Sendable, Codable {
  public var state: ModerationState
  /// Why it is not shown.
  public var reason: String?
  /// What its author answered to that; once.
  public var appeal: String?
  /// Whether the appeal was decided.
  public var isAppealDecided: Bool

  public init(_ state: ModerationState) {
    self.state = state
    isAppealDecided = false
  }

  /// Whether somebody has to look at it.
  public var isWaiting: Bool { state == .waiting || (appeal != nil && !isAppealDecided) }

  /// Whether its author may ask the city to look again.
  public var mayBeAppealed: Bool { state == .refused && appeal == nil }

  /// What it is after the city has decided.
  ///
  /// - Parameter reason: Needed to refuse.
  public func decided(isShown: Bool, reason: String?) -> Moderated? {
    guard isShown || reason != nil else { return nil }
    var next = self
    next.state = isShown ? .shown : .refused
    next.reason = isShown ? nil : reason
    next.isAppealDecided = appeal != nil
    return next
  }
}

/// Whether something that a resident wrote is shown.
public enum ModerationState: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case waiting, shown, refused

  public static let textPrefix = "moderationState"
}

/// Somebody who takes part without an account; the identifier says nothing about them.
public enum Resident: Sendable {}

extension SecretToken {
  /// What is kept of a participant's token: another one for each thing to take part in, so that
  /// nobody can see who takes part in several.
  public func participation(in subject: String) -> Digest {
    Digest(of: "\(subject):\(text)".utf8)
  }
}

/// A vote as everybody may see it once a conversation is closed.
public struct PublishedVote: Hashable, Sendable {
  /// A number that was drawn by lot and is kept with no one.
  public let participant: Int
  public let statement: Int
  public let stance: Stance

  public init(participant: Int, statement: Int, stance: Stance) {
    self.participant = participant
    self.statement = statement
    self.stance = stance
  }
}
