public import Civic
public import Database
public import Exact

/// The questions asked of the database about decisions; all of them are public.
public struct DecisionStore: Sendable {
  let database: any Database

  public init(_ database: any Database) {
    self.database = database
  }

  /// The newest head of the log: what others note down to hold the platform to.
  public func logHead() async throws -> Digest {
    try await database.read { connection in
      let head: String? = try connection.value(
        "SELECT head FROM decision_log ORDER BY sequence DESC LIMIT 1")
      return head.flatMap(Digest.init(rawValue:)) ?? .genesis
    }
  }

  /// The log from its first entry.
  public func log() async throws -> DecisionLog {
    try await database.read { try Self.log($0) }
  }

  /// A decision with the log, for its bundle.
  ///
  /// - Throws: ``StoreError/notFound``.
  public func decision(_ id: ID<Decision>) async throws -> (decision: Decision, log: DecisionLog) {
    try await database.read { connection in
      let text: String? = try connection.value(
        "SELECT content FROM decision WHERE id = \(id.rawValue)")
      guard let text else { throw StoreError.notFound }
      let json = try JSONValue(parsing: text, limits: .records)
      return (try Decision(json: json), try Self.log(connection))
    }
  }

  private static func log(_ connection: any Connection) throws -> DecisionLog {
    let rows = try connection.rows("SELECT * FROM decision_log ORDER BY sequence")
    return DecisionLog(lines: try rows.map(line))
  }

  private static func line(_ row: Row) throws -> DecisionLog.Line {
    let digest = { (column: String) throws -> Digest in
      let text: String = try row.value(column)
      guard let digest = Digest(rawValue: text) else { throw StoreError.unstorable(column) }
      return digest
    }
    let time: String = try row.value("at")
    guard let at = Instant(time) else { throw StoreError.unstorable("at") }
    let record = LogRecord(
      at: at, event: LogEvent(rawValue: try row.value("event")),
      subject: try row.value("subject"), digest: try digest("digest"))
    return DecisionLog.Line(
      entry: LogEntry(
        sequence: try row.value("sequence"), record: record, previous: try digest("previous")),
      head: try digest("head"))
  }
}
