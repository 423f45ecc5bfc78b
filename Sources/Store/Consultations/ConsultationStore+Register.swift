public import Civic
import Database
public import Exact

extension ConsultationStore {
  /// Adds to and takes from those who may vote; the change and the new size are in the public log.
  ///
  /// - Returns: The size of the register afterwards.
  /// - Throws: ``ConsultationError/wrongPhase(_:)`` once voting is over.
  public func changeRegister(
    of id: ID<Consultation>, adding: [VoteKey.Tag], removing: [VoteKey.Tag] = [],
    reason: String, by viewer: Viewer, at now: Instant
  ) async throws -> Int {
    let dialect = database.dialect
    return try await database.write { connection in
      let consultation = try Self.find(id, connection, dialect)
      try viewer.require(.manageCity, .city(consultation.city))
      guard consultation.phase == .draft || consultation.phase == .open else {
        throw ConsultationError.wrongPhase(consultation.phase)
      }
      var (added, removed) = (0, 0)
      for tag in removing {
        removed += try connection.execute(
          """
          DELETE FROM vote_entitled WHERE consultation = \(id.rawValue) AND voter = \(tag.text)
          """)
      }
      for tag in adding {
        added += try connection.execute(
          """
          INSERT INTO vote_entitled (consultation, voter) VALUES (\(id.rawValue), \(tag.text))
          ON CONFLICT (consultation, voter) DO NOTHING
          """)
      }
      let size = try Self.registerSize(of: id, connection)
      let change: JSONValue = [
        "at": .string(now.description), "added": .string(String(added)),
        "removed": .string(String(removed)), "size": .string(String(size)),
        "reason": .string(reason),
      ]
      try Self.enter(change, of: consultation, connection, at: now)
      return size
    }
  }

  /// Keeps a change of who may vote, and enters its digest in the log.
  static func enter(
    _ change: JSONValue, of consultation: Consultation, _ connection: any Connection,
    at now: Instant
  ) throws {
    let count = try registerChanges(of: consultation.id, connection).count
    try connection.execute(
      """
      INSERT INTO vote_register_change (consultation, number, content)
      VALUES (\(consultation.id.rawValue), \(count + 1), \(CanonicalJSON.text(of: change)))
      """)
    try DecisionWriter(connection).append(
      LogRecord(
        at: now, event: .registerChanged, subject: consultation.subject,
        digest: Digest(of: change)))
  }

  static func registerSize(
    of id: ID<Consultation>, _ connection: any Connection
  ) throws -> Int {
    try connection.value(
      "SELECT COUNT(*) FROM vote_entitled WHERE consultation = \(id.rawValue)") ?? 0
  }

  static func registerChanges(
    of id: ID<Consultation>, _ connection: any Connection
  ) throws -> [JSONValue] {
    try connection.rows(
      """
      SELECT content FROM vote_register_change WHERE consultation = \(id.rawValue)
      ORDER BY number
      """
    ).map { try JSONValue(parsing: try $0.value("content", as: String.self), limits: .records) }
  }

  /// Whether only those in a register may vote.
  public func hasRegister(_ id: ID<Consultation>) async throws -> Bool {
    try await database.read { try Self.hasRegister(id, $0) }
  }

  static func hasRegister(
    _ id: ID<Consultation>, _ connection: any Connection
  ) throws -> Bool {
    try connection.row(
      "SELECT 1 FROM vote_register_change WHERE consultation = \(id.rawValue) LIMIT 1") != nil
  }

  /// Every change of the register of a vote, oldest first: public.
  public func registerChanges(of id: ID<Consultation>) async throws -> [JSONValue] {
    try await database.read { try Self.registerChanges(of: id, $0) }
  }
}
