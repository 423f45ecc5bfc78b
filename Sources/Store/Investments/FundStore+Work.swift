public import Civic
import Database
public import Exact

/// What the worker asks, which belongs to the installation.
extension FundStore {
  /// A run that nobody has told of for so long was left by a process that ended.
  static let patience: Int64 = 120_000

  /// Takes the next run out of the queue; none when nothing waits.
  public func claim(at now: Instant) async throws -> FundingRun? {
    try await database.write { connection in
      try connection.execute(
        """
        UPDATE funding_run SET state = 'waiting'
        WHERE state = 'running' AND touched < \(now.milliseconds - Self.patience)
        """)
      let row = try connection.row(
        """
        UPDATE funding_run SET state = 'running', touched = \(now.milliseconds)
        WHERE id = (SELECT id FROM funding_run WHERE state = 'waiting' ORDER BY at, id LIMIT 1)
          AND state = 'waiting'
        RETURNING *
        """)
      return try row.map(Self.run)
    }
  }

  /// Tells how far a run has come.
  ///
  /// - Returns: Whether it shall end.
  public func tell(
    _ progress: FundingProgress, of run: ID<FundingRun>, at now: Instant
  ) async throws -> Bool {
    try await database.write { connection in
      let asked: Int? = try connection.value(
        """
        UPDATE funding_run SET progress = \(try Self.text(progress)), touched = \(now.milliseconds)
        WHERE id = \(run.rawValue) AND state = 'running' RETURNING asked_to_stop
        """)
      // A run that is gone or over has nobody who waits for it.
      return asked != 0
    }
  }

  /// Keeps what a run found, or that it found nothing.
  public func end(
    _ run: ID<FundingRun>, _ findings: FundingFindings?, _ progress: FundingProgress,
    at now: Instant
  ) async throws {
    try await database.write { connection in
      let asked: Int? = try connection.value(
        "SELECT asked_to_stop FROM funding_run WHERE id = \(run.rawValue)")
      let state: FundingRunState =
        progress.fault != nil ? .failed : asked == 1 ? .stopped : .finished
      try connection.execute(
        """
        UPDATE funding_run
        SET state = \(state.rawValue), progress = \(try Self.text(progress)),
          findings = \(try findings.map { try Self.text($0) }), touched = \(now.milliseconds)
        WHERE id = \(run.rawValue)
        """)
    }
  }
}
