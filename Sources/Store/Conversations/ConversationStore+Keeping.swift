public import Civic
import Database
public import Exact

extension ConversationStore {
  /// Adds statements of the city's own, one a line.
  public func add(
    _ texts: [String], in language: Language, to conversation: ID<Conversation>,
    by viewer: Viewer, at now: Instant
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let found = try Self.found(conversation, connection, dialect)
      try viewer.require(.manageCity, .city(found.city))
      let isOpen = try [.draft, .waiting, .collecting].contains(
        found.state(on: connection.day(in: found.city, dialect, at: now)))
      try Self.check(isOpen ? nil : Message("problemListenClosed"), at: "statements")
      var known = try Self.statements(of: conversation, connection)
      for text in texts {
        try Self.check(ConversationStatement.problem(of: text, among: known), at: "statements")
        let statement = ConversationStatement(
          conversation: conversation, number: (known.last?.number ?? 0) + 1, text: text,
          language: language, isByCity: true, moderation: Moderated(.shown))
        try Self.insert(statement, connection)
        known.append(statement)
      }
    }
  }

  /// Shows a statement or refuses it with a reason, which its author can read.
  public func moderate(
    _ number: Int, in conversation: ID<Conversation>, isShown: Bool, reason: String?,
    by viewer: Viewer, at now: Instant
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let found = try Self.found(conversation, connection, dialect)
      try viewer.require(.manageCity, .city(found.city))
      let known = try Self.statements(of: conversation, connection)
      guard var statement = known.first(where: { $0.number == number }), found.closedAt == nil
      else { throw StoreError.notFound }
      let decided = statement.moderation.decided(
        isShown: isShown, reason: reason.map { String($0.prefix(1000)) })
      guard let decided else {
        throw StoreError.invalid([
          FieldFault(field: "reason-\(number)", message: Message("problemModerationReason"))
        ])
      }
      statement.moderation = decided
      try Self.update(statement, connection)
      try ModerationLog(connection).add(
        decided, to: "\(number)", of: found.participation, by: viewer.name, at: now)
    }
  }

  /// Fixes the rules: they enter the public log and cannot change any more.
  ///
  /// - Throws: ``StoreError/invalid(_:)`` when something is missing.
  public func open(_ id: ID<Conversation>, by viewer: Viewer, at now: Instant) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let present = try Self.found(id, connection, dialect)
      try viewer.require(.manageCity, .city(present.city))
      guard present.openedAt == nil else { return }
      let statements = try Self.statements(of: id, connection).count
      let problems = present.problemsBeforeOpening(statements: statements)
      guard problems.isEmpty else {
        throw StoreError.invalid(problems.map { FieldFault(field: "", message: $0) })
      }
      var opened = present
      opened.openedAt = now
      let digest = Digest(of: opened.rules)
      opened.rulesDigest = digest
      try DecisionWriter(connection).append(
        LogRecord(at: now, event: .opened, subject: opened.participation, digest: digest))
      try ChangeJournal(
        connection: connection, dialect: dialect, context: ChangeContext(by: viewer, at: now)
      ).change(opened, from: present, in: nil)
    }
  }

  /// Closes a conversation whose last day is over: publishes its votes under numbers drawn by lot,
  /// takes the decision, and forgets who took part, all at once.
  ///
  /// - Parameters:
  ///   - random: A source that nobody can predict.
  ///   - decide: Makes the decision of the votes and statements as they will be published.
  /// - Throws: ``StoreError/invalid(_:)`` before its time.
  public func close(
    _ id: ID<Conversation>, by viewer: Viewer, at now: Instant,
    using random: some RandomNumberGenerator & Sendable = SystemRandomNumberGenerator(),
    decide:
      @Sendable @escaping (Conversation, [PublishedVote], [ConversationStatement]) throws ->
      (decision: Decision, inputs: [String: [UInt8]])
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let present = try Self.found(id, connection, dialect)
      try viewer.require(.manageCity, .city(present.city))
      guard present.closedAt == nil else { return }
      let isOver =
        try present.state(on: connection.day(in: present.city, dialect, at: now)) == .ended
      try Self.check(isOver ? nil : Message("problemListenNotOver"), at: "")
      var random = random
      let rows = try Self.voteRows(of: id, connection)
      let lot = Set(rows.map(\.resident)).sorted().shuffled(using: &random)
      var numbers: [String: Int] = [:]
      for (place, resident) in lot.enumerated() { numbers[resident] = place + 1 }
      let votes = rows.compactMap { row in
        numbers[row.resident].map {
          PublishedVote(participant: $0, statement: row.statement, stance: row.stance)
        }
      }
      let taken = try decide(present, votes, try Self.statements(of: id, connection))
      try DecisionWriter(connection).take(
        taken.decision, subject: present.participation, inputs: taken.inputs)
      try Self.forget(present, connection)
      var closed = present
      closed.closedAt = now
      closed.decision = taken.decision.id
      try ChangeJournal(
        connection: connection, dialect: dialect, context: ChangeContext(by: viewer, at: now)
      ).change(closed, from: present, in: nil)
    }
  }

  private static func forget(
    _ conversation: Conversation, _ connection: any Connection
  ) throws {
    try connection.execute(
      "DELETE FROM conversation_vote WHERE conversation = \(conversation.id.rawValue)")
    try connection.execute(
      "DELETE FROM statement_author WHERE conversation = \(conversation.id.rawValue)")
    try ResidentTable(connection).forgetAll(in: conversation.participation)
  }
}
