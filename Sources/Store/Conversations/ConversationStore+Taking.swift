public import Civic
import Database
public import Exact
public import Opinions

extension ConversationStore {
  private static func closedProblem(
    _ conversation: Conversation, on today: Day
  ) -> Message? {
    conversation.state(on: today).takesVotes ? nil : Message("problemListenClosed")
  }

  /// Keeps a vote; the last on a statement counts.
  ///
  /// - Throws: ``StoreError/notFound`` for one who takes no part and for a statement that is not
  ///   shown; ``StoreError/invalid(_:)`` when no votes are taken any more.
  public func vote(
    _ stance: Stance, on statement: Int, in conversation: ID<Conversation>,
    _ tokenDigest: Digest, at now: Instant
  ) async throws {
    try await vote([statement: stance], in: conversation, tokenDigest, at: now)
  }

  /// Keeps several votes of one participant, by statement.
  ///
  /// - Throws: As ``vote(_:on:in:_:at:)``; then none is kept.
  public func vote(
    _ stances: [Int: Stance], in conversation: ID<Conversation>, _ tokenDigest: Digest,
    at now: Instant
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let found = try Self.found(conversation, connection, dialect)
      let today = try connection.day(in: found.city, dialect, at: now)
      try Self.check(Self.closedProblem(found, on: today), at: "")
      let resident = try ResidentTable(connection).require(tokenDigest, in: found.participation)
      let known = try Self.statements(of: conversation, connection)
      let shown = Set(known.filter { $0.moderation.state == .shown }.map(\.number))
      guard shown.isSuperset(of: stances.keys) else { throw StoreError.notFound }
      for (statement, stance) in stances.sorted(by: { $0.key < $1.key }) {
        try Self.put(stance, on: statement, in: conversation, by: resident, connection)
      }
    }
  }

  private static func put(
    _ stance: Stance, on statement: Int, in conversation: ID<Conversation>,
    by resident: ID<Resident>, _ connection: any Connection
  ) throws {
    try connection.execute(
      """
      INSERT INTO conversation_vote (conversation, resident, statement, stance)
      VALUES (\(conversation.rawValue), \(resident.rawValue), \(statement),
        \(Int(stance.rawValue)))
      ON CONFLICT (conversation, resident, statement)
      DO UPDATE SET stance = \(Int(stance.rawValue))
      """)
  }

  /// Adds a participant's statement, with which they agree.
  ///
  /// - Throws: ``StoreError/invalid(_:)`` for a text that breaks the rules, or too late.
  public func add(
    _ text: String?, in language: Language, to conversation: ID<Conversation>,
    _ tokenDigest: Digest, at now: Instant
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let found = try Self.found(conversation, connection, dialect)
      let isOpen =
        try found.state(on: connection.day(in: found.city, dialect, at: now)) == .collecting
      try Self.check(isOpen ? nil : Message("problemListenClosed"), at: "text")
      let resident = try ResidentTable(connection).require(tokenDigest, in: found.participation)
      let known = try Self.statements(of: conversation, connection)
      try Self.check(ConversationStatement.problem(of: text, among: known), at: "text")
      let statement = ConversationStatement(
        conversation: conversation, number: (known.last?.number ?? 0) + 1, text: text ?? "",
        language: language, isByCity: false,
        moderation: Moderated(found.moderation == .before ? .waiting : .shown))
      try Self.insert(statement, connection)
      try connection.execute(
        """
        INSERT INTO statement_author (conversation, number, resident)
        VALUES (\(conversation.rawValue), \(statement.number), \(resident.rawValue))
        """)
      try Self.put(.agree, on: statement.number, in: conversation, by: resident, connection)
    }
  }

  static func insert(
    _ statement: ConversationStatement, _ connection: any Connection
  ) throws {
    try connection.execute(
      """
      INSERT INTO conversation_statement (conversation, number, text, language, is_by_city,
        moderation)
      VALUES (\(statement.conversation.rawValue), \(statement.number), \(statement.text),
        \(statement.language.rawValue), \(statement.isByCity ? 1 : 0),
        \(CanonicalJSON.text(of: try JSONValue(encoding: statement.moderation))))
      """)
  }

  static func update(
    _ statement: ConversationStatement, _ connection: any Connection
  ) throws {
    try connection.execute(
      """
      UPDATE conversation_statement
      SET moderation = \(CanonicalJSON.text(of: try JSONValue(encoding: statement.moderation)))
      WHERE conversation = \(statement.conversation.rawValue) AND number = \(statement.number)
      """)
  }

  /// The numbers of the statements that a participant wrote.
  public func written(
    by resident: ID<Resident>, in conversation: ID<Conversation>
  ) async throws -> Set<Int> {
    try await database.read { try Self.written(by: resident, in: conversation, $0) }
  }

  private static func written(
    by resident: ID<Resident>, in conversation: ID<Conversation>, _ connection: any Connection
  ) throws -> Set<Int> {
    Set(
      try connection.rows(
        """
        SELECT number FROM statement_author
        WHERE conversation = \(conversation.rawValue) AND resident = \(resident.rawValue)
        """
      ).map { try $0.value("number", as: Int.self) })
  }

  /// Asks the city to look again at a statement of one's own that it refused.
  public func appeal(
    _ text: String?, about number: Int, in conversation: ID<Conversation>,
    _ tokenDigest: Digest, at now: Instant
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let found = try Self.found(conversation, connection, dialect)
      let resident = try ResidentTable(connection).require(tokenDigest, in: found.participation)
      let own = try Self.written(by: resident, in: conversation, connection)
      let known = try Self.statements(of: conversation, connection)
      guard own.contains(number), var statement = known.first(where: { $0.number == number }),
        statement.moderation.mayBeAppealed
      else { throw StoreError.notFound }
      guard let text, text.count <= 1000 else {
        throw StoreError.invalid([
          FieldFault(field: "appeal-\(number)", message: Message("problemAppeal"))
        ])
      }
      statement.moderation.appeal = text
      try Self.update(statement, connection)
    }
  }

  /// Forgets a participant: votes, authorship and the token. A statement that others may have voted
  /// on stays, without its author; any other goes.
  public func erase(_ tokenDigest: Digest, in conversation: ID<Conversation>) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let found = try Self.found(conversation, connection, dialect)
      let resident = try ResidentTable(connection).require(tokenDigest, in: found.participation)
      let own = try Self.written(by: resident, in: conversation, connection)
      let unseen = try Self.statements(of: conversation, connection)
        .filter { own.contains($0.number) && $0.moderation.state != .shown }
      try connection.execute(
        "DELETE FROM conversation_vote WHERE resident = \(resident.rawValue)")
      try connection.execute(
        "DELETE FROM statement_author WHERE resident = \(resident.rawValue)")
      for statement in unseen {
        try connection.execute(
          """
          DELETE FROM conversation_vote WHERE conversation = \(conversation.rawValue)
            AND statement = \(statement.number)
          """)
        try connection.execute(
          """
          DELETE FROM conversation_statement
          WHERE conversation = \(conversation.rawValue) AND number = \(statement.number)
          """)
        try ModerationLog(connection).forget("\(statement.number)", of: found.participation)
      }
      try connection.execute("DELETE FROM resident WHERE id = \(resident.rawValue)")
    }
  }
}
