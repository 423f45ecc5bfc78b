public import Civic
public import Database
public import Exact
public import Opinions

/// The questions asked of the database about opinion conversations.
///
/// Counts leave it only for the priorities of statements and, once it is closed, as a decision.
public struct ConversationStore: Sendable {
  let database: any Database

  public init(_ database: any Database) {
    self.database = database
  }

  /// All statements of a conversation, in the order of their numbers; who may see which, the caller
  /// decides.
  public func statements(
    of conversation: ID<Conversation>
  ) async throws -> [ConversationStatement] {
    try await database.read { try Self.statements(of: conversation, $0) }
  }

  /// What a participant said, by statement; nobody else's votes.
  public func votes(
    of resident: ID<Resident>, in conversation: ID<Conversation>
  ) async throws -> [Int: Stance] {
    try await database.read { try Self.votes(of: resident, in: conversation, $0) }
  }

  /// How many votes there are, for knowing whether priorities are out of date.
  public func voteCount(in conversation: ID<Conversation>) async throws -> Int {
    try await database.read { connection in
      try connection.value(
        "SELECT COUNT(*) FROM conversation_vote WHERE conversation = \(conversation.rawValue)")
        ?? 0
    }
  }

  /// All votes, for the engine that says which statement is shown next; never for a page.
  public func matrix(of conversation: ID<Conversation>) async throws -> VoteMatrix {
    try await database.read { connection in
      var residents: [String: Int] = [:]
      var statements: [Int: Int] = [:]
      var votes: [Vote] = []
      for row in try Self.voteRows(of: conversation, connection) {
        let resident = residents[row.resident, default: residents.count]
        residents[row.resident] = resident
        let statement = statements[row.statement, default: statements.count]
        statements[row.statement] = statement
        votes.append(Vote(participant: resident, statement: statement, stance: row.stance))
      }
      return VoteMatrix(
        participants: residents.sorted { $0.value < $1.value }.map { ID(rawValue: $0.key) },
        statements: statements.sorted { $0.value < $1.value }.map { ID(rawValue: "\($0.key)") },
        votes: votes)
    }
  }

  static func voteRows(
    of conversation: ID<Conversation>, _ connection: any Connection
  ) throws -> [(resident: String, statement: Int, stance: Stance)] {
    try connection.rows(
      """
      SELECT resident, statement, stance FROM conversation_vote
      WHERE conversation = \(conversation.rawValue)
      """
    ).map { row in
      (try row.value("resident"), try row.value("statement"), try Self.stance(row))
    }
  }

  static func votes(
    of resident: ID<Resident>, in conversation: ID<Conversation>, _ connection: any Connection
  ) throws -> [Int: Stance] {
    var votes: [Int: Stance] = [:]
    for row in try connection.rows(
      """
      SELECT statement, stance FROM conversation_vote
      WHERE conversation = \(conversation.rawValue) AND resident = \(resident.rawValue)
      """)
    {
      votes[try row.value("statement")] = try Self.stance(row)
    }
    return votes
  }

  private static func stance(_ row: Row) throws -> Stance {
    guard let stance = Stance(rawValue: Int8(try row.value("stance", as: Int.self))) else {
      throw StoreError.unstorable("stance")
    }
    return stance
  }

  static func statements(
    of conversation: ID<Conversation>, _ connection: any Connection
  ) throws -> [ConversationStatement] {
    try connection.rows(
      """
      SELECT * FROM conversation_statement WHERE conversation = \(conversation.rawValue)
      ORDER BY number
      """
    ).map { row in
      let moderation = try JSONValue(
        parsing: try row.value("moderation", as: String.self), limits: .records)
      return ConversationStatement(
        conversation: conversation, number: try row.value("number"),
        text: try row.value("text"),
        language: Language(rawValue: try row.value("language")) ?? .english,
        isByCity: try row.value("is_by_city"), moderation: try moderation.decoded())
    }
  }

  /// The conversation as it is now.
  static func found(
    _ id: ID<Conversation>, _ connection: any Connection, _ dialect: Dialect
  ) throws -> Conversation {
    guard let found = try RecordTable<Conversation>(connection, dialect).find(id) else {
      throw StoreError.notFound
    }
    return found
  }

  static func check(_ problem: Message?, at field: String) throws {
    if let problem { throw StoreError.invalid([FieldFault(field: field, message: problem)]) }
  }
}
