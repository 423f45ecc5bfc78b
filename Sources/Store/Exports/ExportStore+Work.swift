public import Civic
import Database
import Exact

/// What the worker asks, which belongs to the installation.
///
/// A job is one worker's from its claim on: whoever claims it again counts one attempt further, and
/// what an earlier attempt still says is not listened to.
extension ExportStore {
  /// A job that nobody has told of for so long was left by a process that ended.
  static let patience: Int64 = 120_000
  /// How long what became of a job is told when its file is gone, in seconds.
  static let memory: Int64 = 30 * 86_400

  /// Whether there is anything to do: a job to take, or a file whose time is over.
  public func hasWork(at now: Instant) async throws -> Bool {
    try await database.read { connection in
      let found: Int? = try connection.value(
        """
        SELECT 1 WHERE EXISTS (SELECT 1 FROM export_job
          WHERE state = 'waiting' OR (state = 'running'
            AND touched < \(now.milliseconds - Self.patience))
            OR (state = 'done' AND expires_at <= \(now.milliseconds))
            OR (state NOT IN ('waiting', 'running', 'done')
              AND touched < \(now.adding(seconds: -Self.memory).milliseconds)))
        """)
      return found != nil
    }
  }

  /// Takes what has waited longest out of the queue; none when nothing waits.
  public func claim(at now: Instant) async throws -> ExportJob? {
    let limits = limits
    return try await database.write { connection in
      let stale: SQL = "state = 'running' AND touched < \(now.milliseconds - Self.patience)"
      try connection.execute(
        """
        UPDATE export_job SET state = 'cancelled' WHERE \(sql: stale) AND asked_to_stop = 1
        """)
      try connection.execute(
        """
        UPDATE export_job SET state = 'failed', fault = \(ExportFault.interrupted.rawValue)
        WHERE \(sql: stale) AND attempts >= \(limits.attempts)
        """)
      try connection.execute("UPDATE export_job SET state = 'waiting' WHERE \(sql: stale)")
      let row = try connection.row(
        """
        UPDATE export_job
        SET state = 'running', attempts = attempts + 1, touched = \(now.milliseconds)
        WHERE id = (SELECT id FROM export_job WHERE state = 'waiting' ORDER BY at, id LIMIT 1)
          AND state = 'waiting'
        RETURNING *
        """)
      guard let job = try row.map(Self.job) else { return nil }
      try connection.execute("DELETE FROM export_chunk WHERE job = \(job.id.rawValue)")
      return job
    }
  }

  /// Who reads for a job: the person who asked, as far as they may today; nobody for visitors.
  ///
  /// - Throws: `AccessError` or ``StoreError/notFound`` when they may not any more.
  public func reader(of job: ExportJob, at now: Instant) async throws -> Viewer {
    let dialect = database.dialect
    return try await database.read { connection in
      var viewer = Viewer.anonymous
      let reader = AccountReader(connection)
      if job.order.audience != .everybody, let id = job.account,
        let account = try reader.account(id)
      {
        viewer = try reader.viewer(of: account, at: now)
      }
      try Self.require(job, viewer, connection, dialect)
      return viewer
    }
  }

  /// Tells how far a job has come.
  ///
  /// - Returns: Whether it shall end.
  public func tell(
    _ progress: ExportProgress, of job: ExportJob, at now: Instant
  ) async throws -> Bool {
    try await database.write { connection in
      let asked: Int? = try connection.value(
        """
        UPDATE export_job SET progress = \(try Self.text(progress)), touched = \(now.milliseconds)
        WHERE id = \(job.id.rawValue) AND state = 'running' AND attempts = \(job.attempts)
        RETURNING asked_to_stop
        """)
      return asked != 0
    }
  }

  /// Keeps a part of the bytes; nobody is given it before ``finish(_:_:sharedAs:at:)``.
  ///
  /// - Returns: Whether the job shall go on.
  public func keep(
    _ bytes: [UInt8], as number: Int, of job: ExportJob, at now: Instant
  ) async throws -> Bool {
    try await database.write { connection in
      let asked: Int? = try connection.value(
        """
        UPDATE export_job SET touched = \(now.milliseconds)
        WHERE id = \(job.id.rawValue) AND state = 'running' AND attempts = \(job.attempts)
        RETURNING asked_to_stop
        """)
      guard asked == 0 else { return false }
      try connection.execute(
        """
        INSERT INTO export_chunk (job, attempt, number, bytes)
        VALUES (\(job.id.rawValue), \(job.attempts), \(number), \(bytes))
        """)
      return true
    }
  }

  /// Makes a job done, in one transaction with what its file is: when all parts of it are there.
  ///
  /// - Parameter key: Under which others are given the same file.
  /// - Returns: What became of the job.
  public func finish(
    _ job: ExportJob, _ file: ExportedFile, sharedAs key: Digest?, at now: Instant
  ) async throws -> ExportJobState? {
    let limits = limits
    return try await database.write { connection in
      guard let present = try Self.present(job, connection) else { return nil }
      guard !present.isAskedToStop else {
        return try Self.end(job, .cancelled, nil, nil, at: now, connection)
      }
      try Self.requireWhole(job, file, connection)
      guard try Self.makeRoom(for: file, limits.room, at: now, connection) else {
        return try Self.end(job, .failed, .noRoom, nil, at: now, connection)
      }
      let progress = ExportProgress(
        .keeping, done: present.progress.total, of: present.progress.total)
      try connection.execute(
        """
        UPDATE export_job
        SET state = 'done', progress = \(try Self.text(progress)), touched = \(now.milliseconds),
          reuse_key = \(key?.rawValue), made_at = \(file.madeAt.milliseconds),
          expires_at = \(file.expiresAt.milliseconds), size = \(file.size),
          chunks = \(file.chunks), digest = \(file.digest.rawValue),
          source = \(file.source.rawValue), contents = \(try Self.text(file.contents))
        WHERE id = \(job.id.rawValue)
        """)
      return .done
    }
  }

  private static func requireWhole(
    _ job: ExportJob, _ file: ExportedFile, _ connection: any Connection
  ) throws {
    let row = try connection.row(
      """
      SELECT COUNT(*) AS parts, CAST(COALESCE(SUM(LENGTH(bytes)), 0) AS BIGINT) AS size
      FROM export_chunk WHERE job = \(job.id.rawValue) AND attempt = \(job.attempts)
      """)
    guard let row, try row.value("parts", as: Int.self) == file.chunks,
      try row.value("size", as: Int.self) == file.size
    else { throw StoreError.unstorable("export_chunk") }
  }

  /// Takes the oldest public files away, which can be made again, until there is room.
  private static func makeRoom(
    for file: ExportedFile, _ room: Int, at now: Instant, _ connection: any Connection
  ) throws -> Bool {
    var used =
      try connection.value(
        """
        SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM export_job WHERE state = 'done'
        """, as: Int.self) ?? 0
    guard used + file.size > room else { return true }
    let rows = try connection.rows(
      """
      SELECT id, size FROM export_job WHERE state = 'done' AND audience = 'everybody'
      ORDER BY made_at, id
      """)
    for row in rows where used + file.size > room {
      try expire(try row.value("id"), at: now, connection)
      used -= try row.value("size", as: Int.self)
    }
    return used + file.size <= room
  }

  /// Ends an attempt without a file.
  ///
  /// - Returns: What became of the job; none when it is no longer this attempt's.
  @discardableResult
  public func fail(
    _ job: ExportJob, _ fault: ExportFault, at place: String? = nil, now: Instant
  ) async throws -> ExportJobState? {
    try await database.write { connection in
      guard let present = try Self.present(job, connection) else { return nil }
      return present.isAskedToStop
        ? try Self.end(job, .cancelled, nil, nil, at: now, connection)
        : try Self.end(job, .failed, fault, place, at: now, connection)
    }
  }

  /// Puts a job back into the queue, for the process ends; that is no attempt that failed.
  public func release(_ job: ExportJob, at now: Instant) async throws {
    try await database.write { connection in
      guard let present = try Self.present(job, connection) else { return }
      try connection.execute("DELETE FROM export_chunk WHERE job = \(job.id.rawValue)")
      let state: ExportJobState = present.isAskedToStop ? .cancelled : .waiting
      try connection.execute(
        """
        UPDATE export_job SET state = \(state.rawValue), attempts = attempts - 1,
          progress = \(try Self.text(ExportProgress(.waiting))), touched = \(now.milliseconds)
        WHERE id = \(job.id.rawValue)
        """)
    }
  }

  /// The job as it is, while it is this attempt's.
  private static func present(
    _ job: ExportJob, _ connection: any Connection
  ) throws -> ExportJob? {
    try connection.row(
      """
      SELECT * FROM export_job
      WHERE id = \(job.id.rawValue) AND state = 'running' AND attempts = \(job.attempts)
      """
    ).map(Self.job)
  }

  private static func end(
    _ job: ExportJob, _ state: ExportJobState, _ fault: ExportFault?, _ place: String?,
    at now: Instant, _ connection: any Connection
  ) throws -> ExportJobState {
    try connection.execute("DELETE FROM export_chunk WHERE job = \(job.id.rawValue)")
    try connection.execute(
      """
      UPDATE export_job SET state = \(state.rawValue), fault = \(fault?.rawValue),
        fault_place = \(place), touched = \(now.milliseconds)
      WHERE id = \(job.id.rawValue)
      """)
    return state
  }

  // MARK: Expiry

  /// Takes away files whose time is over, and the memory of jobs long past.
  ///
  /// - Returns: How many files went.
  @discardableResult
  public func tidy(at now: Instant) async throws -> Int {
    try await database.write { connection in
      let expired = try connection.rows(
        "SELECT id FROM export_job WHERE state = 'done' AND expires_at <= \(now.milliseconds)")
      for row in expired { try Self.expire(try row.value("id"), at: now, connection) }
      let over: SQL = "state IN ('failed', 'cancelled', 'expired')"
      try connection.execute(
        """
        DELETE FROM export_chunk
        WHERE job IN (SELECT id FROM export_job WHERE \(sql: over))
        """)
      try connection.execute(
        """
        DELETE FROM export_job
        WHERE \(sql: over) AND touched < \(now.adding(seconds: -Self.memory).milliseconds)
        """)
      return expired.count
    }
  }

  private static func expire(
    _ id: String, at now: Instant, _ connection: any Connection
  ) throws {
    try connection.execute("DELETE FROM export_chunk WHERE job = \(id)")
    try connection.execute(
      """
      UPDATE export_job SET state = 'expired', touched = \(now.milliseconds) WHERE id = \(id)
      """)
  }

  /// How many wait and how many run.
  public func open() async throws -> (waiting: Int, running: Int) {
    try await database.read { connection in
      let count = { (state: String) in
        try connection.value(
          "SELECT COUNT(*) FROM export_job WHERE state = \(state)", as: Int.self) ?? 0
      }
      return (try count("waiting"), try count("running"))
    }
  }
}
