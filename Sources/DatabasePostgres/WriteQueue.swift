internal import Database

/// The queue of writes of this process, on one connection. Those that wait while a commit is under
/// way go together into the next: one transaction, each body in a savepoint of its own, one wait for
/// the disk. Across processes a lock of the database lets one write at a time, as SQLite has it:
/// what a body reads cannot change before its commit.
actor WriteQueue {
  /// The most bodies in one commit, and the time after which no further body joins it.
  private static let mostBodies = 256
  private static let longestGroup = Duration.milliseconds(100)
  /// How often a group begins anew on another connection.
  private static let attempts = 3

  private let address: PostgresAddress
  private let revision: Revision
  private var connection: PostgresConnection?
  private var waiting: [PendingWrite] = []
  private var isRunning = false
  private var isClosed = false
  private var closing: [CheckedContinuation<Void, Never>] = []

  init(_ address: PostgresAddress, _ revision: Revision) {
    self.address = address
    self.revision = revision
  }

  func write<T: Sendable>(
    _ body: @Sendable @escaping (any Connection) throws -> T
  ) async throws -> T {
    try Task.checkCancellation()
    if isClosed { throw DatabaseError.closed }
    if waiting.count > address.waiting { throw DatabaseError.overloaded(waiting: address.waiting) }
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
    if isRunning { await withCheckedContinuation { closing.append($0) } }
    await connection?.close()
    connection = nil
  }

  private func runUntilEmpty() async {
    while !waiting.isEmpty {
      let done = await commit(Array(waiting.prefix(Self.mostBodies)))
      waiting.removeFirst(done)
    }
    isRunning = false
    for continuation in closing { continuation.resume() }
    closing = []
  }

  /// Runs bodies and commits them together, then answers them.
  ///
  /// - Returns: How many of the group, from its start, were answered; at least one.
  private func commit(_ group: [PendingWrite]) async -> Int {
    var outcomes: [PendingWrite.Outcome] = []
    do {
      let connection = try await begin()
      outcomes = try await connection.perform(group, for: Self.longestGroup)
      // Said before as well as after: whether a commit whose answer was lost took place is not known.
      defer { revision.next() }
      try await connection.commit(as: revision.writer)
      revision.next()
      for outcome in outcomes { outcome.answer() }
      return outcomes.count
    } catch let lost as PostgresConnection.GroupLost {
      // Those that ran, and the one under which the connection broke, are gone; the rest comes next.
      return answer(group, lost.done, lost: lost.done.count + 1, DatabaseError.connectionLost)
    } catch {
      await connection?.undoAll()
      return answer(group, outcomes, lost: max(1, outcomes.count), error)
    }
  }

  private func answer(
    _ group: [PendingWrite], _ outcomes: [PendingWrite.Outcome], lost: Int, _ reason: any Error
  ) -> Int {
    for (position, write) in group.prefix(lost).enumerated() {
      if position < outcomes.count, outcomes[position].isFailure {
        outcomes[position].answer()
      } else {
        write.fail(reason)
      }
    }
    return min(lost, group.count)
  }

  /// A connection that holds the lock; another when the one at hand was lost meanwhile.
  private func begin() async throws -> PostgresConnection {
    for _ in 1..<Self.attempts {
      do {
        return try await beginOnce()
      } catch DatabaseError.connectionLost {
        await connection?.close()
        connection = nil
      }
    }
    return try await beginOnce()
  }

  private func beginOnce() async throws -> PostgresConnection {
    if let present = connection, await !present.isGood { connection = nil }
    let present: PostgresConnection
    if let connection {
      present = connection
    } else {
      present = try await PostgresConnection.openPatiently(address)
      connection = present
    }
    try await present.beginWriting()
    return present
  }

  /// The number of the server process that writes; zero before the first write.
  func processNumber() async -> Int32 { await connection?.processNumber ?? 0 }
}
