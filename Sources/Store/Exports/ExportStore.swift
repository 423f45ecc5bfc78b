public import Civic
public import Database
public import Exact

/// The questions asked of the database about files that are made beside the site.
///
/// What is made of a published version is for whoever knows its identifier; everything else is for
/// those who may read the working plan when they ask.
public struct ExportStore: Sendable {
  let database: any Database
  let limits: Limits

  public struct Limits: Sendable {
    /// How many of one account may wait or run at a time.
    public var ofOne = 3
    /// How many may wait or run in all.
    public var ofAll = 60
    /// The size of all files that are kept, in bytes.
    public var room = 1 << 30
    /// How often making a file may be begun.
    public var attempts = 3

    public init() {}
  }

  public init(_ database: any Database, limits: Limits = Limits()) {
    self.database = database
    self.limits = limits
  }

  /// Puts a job into the queue; who asks for what is there already gets that.
  ///
  /// - Parameter key: The same for what would be the same file; none where nothing is shared.
  /// - Returns: The job to watch.
  /// - Throws: ``ExportJobError`` when too many wait already.
  public func start(
    _ job: ExportJob, sharedAs key: Digest? = nil, by viewer: Viewer
  ) async throws -> ID<ExportJob> {
    let (dialect, limits) = (database.dialect, limits)
    return try await database.write { connection in
      try Self.require(job, viewer, connection, dialect)
      if let key, let found = try Self.join(key, viewer, at: job.at, connection) { return found }
      try Self.requirePlace(for: job, limits, connection)
      try connection.execute(
        """
        INSERT INTO export_job (id, plan, audience, account, reuse_key, at, content, state,
          progress, asked_to_stop, askers, attempts, touched)
        VALUES (\(job.id.rawValue), \(job.order.plan.rawValue), \(job.order.audience.rawValue),
          \(job.account?.rawValue), \(key?.rawValue), \(job.at.milliseconds),
          \(try Self.text(job.order)), 'waiting', \(try Self.text(job.progress)), 0, 1, 0,
          \(job.at.milliseconds))
        """)
      return job.id
    }
  }

  /// What is made, or was, of the same; whoever waits for it too is counted.
  private static func join(
    _ key: Digest, _ viewer: Viewer, at now: Instant, _ connection: any Connection
  ) throws -> ID<ExportJob>? {
    let row = try connection.row(
      """
      SELECT id, state, account FROM export_job
      WHERE reuse_key = \(key.rawValue) AND audience = 'everybody' AND asked_to_stop = 0
        AND (state IN ('waiting', 'running')
          OR (state = 'done' AND expires_at > \(now.adding(seconds: 3600).milliseconds)))
      ORDER BY id LIMIT 1
      """)
    guard let row else { return nil }
    let id: String = try row.value("id")
    let account: String? = try row.value("account")
    if try row.value("state", as: String.self) != "done",
      account == nil || account != viewer.account?.rawValue
    {
      try connection.execute("UPDATE export_job SET askers = askers + 1 WHERE id = \(id)")
    }
    return ID(rawValue: id)
  }

  private static func requirePlace(
    for job: ExportJob, _ limits: Limits, _ connection: any Connection
  ) throws {
    let open = try connection.value(
      "SELECT COUNT(*) FROM export_job WHERE state IN ('waiting', 'running')", as: Int.self)
    guard (open ?? 0) < limits.ofAll else { throw ExportJobError.crowded }
    guard let account = job.account else { return }
    let own = try connection.value(
      """
      SELECT COUNT(*) FROM export_job
      WHERE account = \(account.rawValue) AND state IN ('waiting', 'running')
      """, as: Int.self)
    guard (own ?? 0) < limits.ofOne else { throw ExportJobError.tooMany(limit: limits.ofOne) }
  }

  /// A job, as far as the viewer may read what it is of today.
  ///
  /// - Throws: ``StoreError/notFound``; `AccessError` for who asked and may no longer read it.
  public func job(_ id: ID<ExportJob>, for viewer: Viewer) async throws -> ExportJob {
    let dialect = database.dialect
    return try await database.read { connection in
      let job = try Self.job(id, connection)
      try Self.require(job, viewer, connection, dialect)
      return job
    }
  }

  /// What was made of the working plan and the viewer may read, newest first, at most ten.
  public func jobs(of plan: ID<Plan>, for viewer: Viewer) async throws -> [ExportJob] {
    let dialect = database.dialect
    return try await database.read { connection in
      let owner = try PlanReader(connection, dialect).plan(plan)
      guard viewer.may(.readWorking, .plan(owner)) else { throw StoreError.notFound }
      let ofCity: SQL =
        viewer.may(.readWorking, .city(owner.city)) ? "" : "AND audience = 'planReaders'"
      return try connection.rows(
        """
        SELECT * FROM export_job
        WHERE plan = \(plan.rawValue) AND audience <> 'everybody' \(sql: ofCity)
        ORDER BY at DESC, id DESC LIMIT 10
        """
      ).map(Self.job)
    }
  }

  /// Ends a job that is not over: at once while it waits, else as soon as its worker hears of it.
  ///
  /// - Throws: ``ExportJobError``; `AccessError` for others than who asked or may edit the plan.
  public func cancel(_ id: ID<ExportJob>, by viewer: Viewer, at now: Instant) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let job = try Self.job(id, connection)
      try Self.require(job, viewer, connection, dialect)
      guard !job.state.isOver else { throw ExportJobError.over }
      if job.account == nil || job.account != viewer.account {
        if job.order.audience != .everybody {
          let owner = try PlanReader(connection, dialect).plan(job.order.plan)
          try viewer.require(.editContent, .plan(owner))
        } else if job.account != nil {
          throw ExportJobError.shared
        }
      }
      guard job.askers == 1 else { throw ExportJobError.shared }
      try connection.execute(
        """
        UPDATE export_job SET asked_to_stop = 1,
          state = CASE WHEN state = 'waiting' THEN 'cancelled' ELSE state END
        WHERE id = \(id.rawValue)
        """)
    }
  }

  // MARK: Reading

  /// - Throws: ``StoreError/notFound`` or `AccessError` for whom it is not.
  static func require(
    _ job: ExportJob, _ viewer: Viewer, _ connection: any Connection, _ dialect: Dialect
  ) throws {
    let plan = job.order.plan
    if job.order.audience == .everybody {
      let found = try connection.row(
        """
        SELECT number FROM plan_version
        WHERE plan = \(plan.rawValue) AND number = \(job.order.version ?? 0)
        """)
      guard found != nil else { throw StoreError.notFound }
      return
    }
    let owner = try PlanReader(connection, dialect).plan(plan)
    let mayRead =
      viewer.may(.readWorking, .plan(owner))
      && (job.order.audience == .planReaders || viewer.may(.readWorking, .city(owner.city)))
    guard !mayRead else { return }
    // Who is not signed in may sign in; who asked is told that it is over; others learn nothing.
    guard viewer.account != nil, viewer.account != job.account else {
      throw AccessError.refused(.readWorking)
    }
    throw StoreError.notFound
  }

  static func job(_ id: ID<ExportJob>, _ connection: any Connection) throws -> ExportJob {
    let row = try connection.row("SELECT * FROM export_job WHERE id = \(id.rawValue)")
    guard let row else { throw StoreError.notFound }
    return try job(row)
  }

  static func job(_ row: Row) throws -> ExportJob {
    let account: String? = try row.value("account")
    var job = ExportJob(
      id: ID(rawValue: try row.value("id")), order: try decoded(row, "content"),
      account: account.map { ID(rawValue: $0) }, at: Instant(milliseconds: try row.value("at")))
    guard let state = ExportJobState(rawValue: try row.value("state")) else {
      throw StoreError.unstorable("state")
    }
    job.state = state
    job.progress = try decoded(row, "progress")
    (job.askers, job.attempts) = (try row.value("askers"), try row.value("attempts"))
    job.isAskedToStop = try row.value("asked_to_stop")
    job.fault = try row.value("fault", as: String?.self).map {
      ExportFault(rawValue: $0) ?? .failed
    }
    job.faultPlace = try row.value("fault_place")
    job.file = try file(row)
    return job
  }

  private static func file(_ row: Row) throws -> ExportedFile? {
    guard let madeAt = try row.value("made_at", as: Int64?.self) else { return nil }
    guard let digest = Digest(rawValue: try row.value("digest")),
      let source = Digest(rawValue: try row.value("source"))
    else { throw StoreError.unstorable("digest") }
    return ExportedFile(
      madeAt: Instant(milliseconds: madeAt),
      expiresAt: Instant(milliseconds: try row.value("expires_at")),
      size: try row.value("size"), chunks: try row.value("chunks"), digest: digest,
      source: source, contents: try decoded(row, "contents"))
  }

  private static func decoded<Value: Decodable>(_ row: Row, _ column: String) throws -> Value {
    try JSONValue(parsing: row.value(column, as: String.self), limits: .records).decoded()
  }

  static func text(_ value: some Encodable) throws -> String {
    CanonicalJSON.text(of: try JSONValue(encoding: value))
  }
}
