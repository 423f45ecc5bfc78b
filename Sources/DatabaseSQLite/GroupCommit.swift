internal import Database
internal import GRDB
internal import GRDBSQLite

/// The queue of writes. Those that wait while a commit is under way go together into the next: one
/// transaction, each body in a savepoint of its own, one wait for the disk.
actor GroupCommit {
  /// The most bodies in one commit, and the time after which no further body joins it: the first
  /// of a group must not wait long for the last.
  private static let mostBodies = 256
  private static let longestGroup = Duration.milliseconds(100)

  private let file: SQLiteFile
  private var waiting: [PendingWrite] = []
  private var isRunning = false
  private var isClosed = false
  private var closing: [CheckedContinuation<Void, Never>] = []

  init(file: SQLiteFile) {
    self.file = file
  }

  func write<T: Sendable>(
    _ body: @Sendable @escaping (any OpenConnection) throws -> T
  ) async throws -> T {
    try Task.checkCancellation()
    if isClosed { throw StoreError.closed }
    return try await withCheckedThrowingContinuation { continuation in
      waiting.append(PendingWrite(body, continuation))
      if !isRunning {
        isRunning = true
        Task { await self.runUntilEmpty() }
      }
    }
  }

  /// Takes no further write, and returns when those taken are answered.
  func close() async {
    isClosed = true
    if !isRunning { return }
    await withCheckedContinuation { closing.append($0) }
  }

  private func runUntilEmpty() async {
    while !waiting.isEmpty {
      let group = Array(waiting.prefix(Self.mostBodies))
      let file = self.file
      let done = await withCheckedContinuation { continuation in
        file.pool.asyncWriteWithoutTransaction { database in
          continuation.resume(returning: Self.commit(group, in: database))
        }
      }
      waiting.removeFirst(done)
    }
    isRunning = false
    for continuation in closing { continuation.resume() }
    closing = []
  }

  /// Runs bodies and commits them together, then answers them.
  ///
  /// - Returns: How many of the group, from its start, were answered; at least one.
  private static func commit(_ group: [PendingWrite], in database: GRDB.Database) -> Int {
    let connection = SQLiteConnection(database: database)
    let start = ContinuousClock.now
    var outcomes: [PendingWrite.Outcome] = []
    do {
      if database.isInsideTransaction { try database.rollback() }
      try database.inTransaction(.immediate) {
        for write in group {
          outcomes.append(try perform(write, on: connection))
          if ContinuousClock.now - start > longestGroup { break }
        }
        return .commit
      }
      for outcome in outcomes { outcome.answer() }
      return outcomes.count
    } catch {
      let reason = (error as? GRDB.DatabaseError).map { StoreError($0) as any Error } ?? error
      // The transaction is gone as a whole: those who had run, and the one whose statement ended
      // it, or the first when it could not even begin.
      let lost = min(outcomes.count + 1, group.count)
      for (write, position) in zip(group, 0..<lost) {
        if position < outcomes.count, outcomes[position].isFailure {
          outcomes[position].answer()
        } else {
          write.fail(reason)
        }
      }
      return lost
    }
  }

  /// Runs one body in its savepoint.
  ///
  /// - Throws: When the whole transaction was lost with it (no room, an unreadable disk).
  private static func perform(
    _ write: PendingWrite, on connection: SQLiteConnection
  ) throws -> PendingWrite.Outcome {
    do {
      return try connection.savepoint {
        let outcome = try write.perform(connection)
        // Found here, it fails this body; found by the commit, it would fail them all.
        if connection.hasOpenReferences { throw StoreError.foreignKeyViolation }
        return outcome
      }
    } catch {
      if !connection.database.isInsideTransaction { throw error }
      return .failure { write.fail(error) }
    }
  }
}

extension SQLiteConnection {
  /// Whether a deferred foreign key of this transaction still points at nothing.
  var hasOpenReferences: Bool {
    guard let handle = database.sqliteConnection else { return false }
    var current: CInt = 0
    var highest: CInt = 0
    sqlite3_db_status(handle, SQLITE_DBSTATUS_DEFERRED_FKS, &current, &highest, 0)
    return current != 0
  }
}
