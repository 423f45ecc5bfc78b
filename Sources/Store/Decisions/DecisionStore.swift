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
    try await database.read { try Self.logHead($0) }
  }

  static func logHead(_ connection: any Connection) throws -> Digest {
    let head: String? = try connection.value(
      "SELECT head FROM decision_log ORDER BY sequence DESC LIMIT 1")
    return head.flatMap(Digest.init(rawValue:)) ?? .genesis
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

  /// The newest decisions, at most a thousand, with what they were taken on.
  public func decisions() async throws -> [(decision: Decision, subject: String)] {
    try await database.read { connection in
      try connection.rows(
        """
        SELECT decision.content, decision_log.subject FROM decision
        JOIN decision_log ON decision_log.digest = decision.digest
        ORDER BY decision_log.sequence DESC LIMIT 1000
        """
      ).map { row in
        let json = try JSONValue(
          parsing: try row.value("content", as: String.self), limits: .records)
        return (try Decision(json: json), try row.value("subject"))
      }
    }
  }

  /// The files that a decision was taken from, by name; none where its subject keeps them.
  public func inputs(of id: ID<Decision>) async throws -> [String: [UInt8]] {
    try await database.read { connection in
      var inputs: [String: [UInt8]] = [:]
      for row in try connection.rows(
        "SELECT name, content FROM decision_input WHERE decision = \(id.rawValue)")
      {
        inputs[try row.value("name")] = try row.value("content")
      }
      return inputs
    }
  }

  /// The published version of a plan that a decision approved.
  public func approvedVersion(by id: ID<Decision>) async throws -> (plan: ID<Plan>, number: Int)? {
    try await database.read { connection in
      try connection.row(
        "SELECT plan, number FROM plan_version WHERE decision = \(id.rawValue)"
      ).map { (ID<Plan>(rawValue: try $0.value("plan")), try $0.value("number")) }
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
