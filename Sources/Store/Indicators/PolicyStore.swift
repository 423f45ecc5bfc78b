public import Civic
public import Database
public import Exact

/// The questions asked of the database about pilots and policies.
public struct PolicyStore: Sendable {
  let database: any Database

  public init(_ database: any Database) {
    self.database = database
  }

  /// The runs of a policy, newest first.
  public func runs(of policy: ID<Policy>) async throws -> [PolicyRun] {
    try await database.rows(
      "SELECT content FROM policy_run WHERE policy = \(policy.rawValue) ORDER BY at DESC, id DESC"
    ).map { row in
      try JSONValue(parsing: row.value("content", as: String.self), limits: .records).decoded()
    }
  }

  /// Keeps a run; runs are never changed.
  public func add(_ run: PolicyRun, by viewer: Viewer) async throws {
    guard run.input.policy.mayBeChanged(by: viewer) else {
      throw AccessError.refused(.editContent)
    }
    let content = CanonicalJSON.text(of: try JSONValue(encoding: run))
    try await database.execute(
      """
      INSERT INTO policy_run (id, policy, at, content)
      VALUES (\(run.id.rawValue), \(run.input.policy.id.rawValue), \(run.at.milliseconds),
        \(content))
      """)
  }

  /// Fixes the rules of a pilot: they enter the public log and cannot change any more.
  ///
  /// - Throws: ``StoreError/invalid(_:)`` when something is missing.
  public func fix(_ pilot: ID<Pilot>, by viewer: Viewer, at now: Instant) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      guard let present = try RecordTable<Pilot>(connection, dialect).find(pilot) else {
        throw StoreError.notFound
      }
      guard present.mayBeChanged(by: viewer) else { throw AccessError.refused(.editContent) }
      guard present.fixedAt == nil else { return }
      let problems = present.problemsBeforeFixing
      guard problems.isEmpty else {
        throw StoreError.invalid(problems.map { FieldFault(field: "", message: $0) })
      }
      var fixed = present
      fixed.fixedAt = now
      fixed.fixedDigest = Digest(of: present.rules)
      try DecisionWriter(connection).append(
        LogRecord(
          at: now, event: LogEvent(rawValue: "rules-fixed"), subject: "pilot:\(pilot.rawValue)",
          digest: Digest(of: present.rules)))
      try ChangeJournal(
        connection: connection, dialect: dialect, context: ChangeContext(by: viewer, at: now)
      ).change(fixed, from: present, in: nil)
    }
  }

  /// Writes into the log of a pilot.
  public func note(
    _ note: PilotNote, in pilot: ID<Pilot>, by viewer: Viewer, at now: Instant
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      guard let present = try RecordTable<Pilot>(connection, dialect).find(pilot) else {
        throw StoreError.notFound
      }
      guard present.mayBeChanged(by: viewer) else { throw AccessError.refused(.editContent) }
      var next = present
      next.log.append(note)
      try ChangeJournal(
        connection: connection, dialect: dialect, context: ChangeContext(by: viewer, at: now)
      ).change(next, from: present, in: nil)
    }
  }
}
