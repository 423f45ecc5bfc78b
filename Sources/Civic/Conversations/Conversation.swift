public import Exact

/// A question that a city puts to its residents, who vote on statements and add their own; opinion
/// groups are found when it is closed.
public struct Conversation: RegisterEntry {
  public static let entityName = "conversation"

  public let id: Exact.ID<Conversation>
  public var revision: Int
  public var city: Exact.ID<City>
  public var name: Multilingual
  public var owner: Exact.ID<Organisation>?
  public var about: Multilingual?
  public var opensOn: Day?
  /// The last day on which residents may add statements; without it they may to the end.
  public var statementsUntil: Day?
  /// The last day on which votes are taken.
  public var closesOn: Day?
  public var entry: ParticipationEntry
  public var moderation: StatementModeration
  /// How many votes a participant may cast in an hour.
  public var votesPerHour: Int
  /// How many statements a participant may add in a day.
  public var statementsPerDay: Int
  /// When its rules were fixed, and their fingerprint in the log of decisions.
  public var openedAt: Instant?
  public var rulesDigest: Digest?
  public var closedAt: Instant?
  public var decision: Exact.ID<Decision>?

  public init(id: Exact.ID<Conversation>, city: Exact.ID<City>, name: Multilingual) {
    self.id = id
    revision = 1
    self.city = city
    self.name = name
    entry = .open
    moderation = .before
    votesPerHour = 300
    statementsPerDay = 5
  }

  /// Everybody may read it once its rules are fixed.
  public var isPublic: Bool { openedAt != nil }

  /// What is fixed stays as it is.
  public func mayBeChanged(by viewer: Viewer) -> Bool {
    openedAt == nil && viewer.may(.editContent, .city(city))
  }

  public func problems(in atlas: Atlas) -> [(field: String, message: Message)] {
    var problems = commonProblems(in: atlas)
    problems.expectOrder(opensOn, closesOn, "closesOn")
    problems.expectOrder(opensOn, statementsUntil, "statementsUntil")
    problems.expectOrder(statementsUntil, closesOn, "statementsUntil")
    return problems.list
  }

  /// What is missing before residents can take part.
  ///
  /// - Parameter statements: How many the city has written to begin with.
  public func problemsBeforeOpening(statements: Int) -> [Message] {
    var problems = RecordProblems()
    problems.expectText(about, "about", "problemListenText")
    problems.expect(
      opensOn != nil && closesOn != nil, "opensOn", Message("problemListenDates"))
    problems.expect(statements > 0, "statements", Message("problemConversationStatements"))
    return problems.list.map(\.message)
  }
}

/// Who may take part.
public enum ParticipationEntry: String, Codable, CaseIterable, Hashable, Sendable, Named {
  /// Everybody, a browser each.
  case open
  /// Everybody with an e-mail address, to which a link is sent.
  case letter

  public static let textPrefix = "participationEntry"
}

/// When the city looks at what residents wrote.
public enum StatementModeration: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case before, after

  public static let textPrefix = "statementModeration"
}

/// Where something that residents take part in is in its life.
public enum ListeningState: String, CaseIterable, Hashable, Sendable, Named {
  case draft
  /// Its rules are fixed, its first day is to come.
  case waiting
  /// Votes and statements are taken.
  case collecting
  /// Votes alone are taken.
  case voting
  /// Its last day is over, nothing is counted yet.
  case ended
  case closed

  public static let textPrefix = "listeningState"

  public var takesVotes: Bool { self == .collecting || self == .voting }
}

extension Conversation {
  public func state(on today: Day) -> ListeningState {
    guard openedAt != nil, let opensOn, let closesOn else { return .draft }
    if closedAt != nil { return .closed }
    if today < opensOn { return .waiting }
    if today > closesOn { return .ended }
    return today <= statementsUntil ?? closesOn ? .collecting : .voting
  }

  /// The key under which its participants are kept.
  public var participation: String { "\(Self.entityName):\(id.rawValue)" }

  /// What cannot change once it is open, as it goes into the log of decisions.
  public var rules: JSONValue {
    var object = JSONObject()
    object["conversation"] = .string(id.rawValue)
    object["city"] = .string(city.rawValue)
    for (key, text) in [("name", name), ("about", about)] {
      var texts = JSONObject()
      for (language, words) in text?.texts ?? [:] { texts[language.rawValue] = .string(words) }
      object[key] = .object(texts)
    }
    for (key, day) in [
      ("opensOn", opensOn), ("statementsUntil", statementsUntil), ("closesOn", closesOn),
    ] {
      object[key] = day.map { .string($0.description) } ?? .null
    }
    object["entry"] = .string(entry.rawValue)
    object["moderation"] = .string(moderation.rawValue)
    object["votesPerHour"] = .string(String(votesPerHour))
    object["statementsPerDay"] = .string(String(statementsPerDay))
    object["convention"] = "polis"
    object["seed"] = "1"
    object["sealed"] = true
    return .object(object)
  }
}
