internal import Database

/// The connections that read: opened when they are needed, never more than allowed. Who finds none
/// free waits in a queue that has an end, and not for ever.
actor ReaderPool {
  private let address: PostgresAddress
  private var free: [PostgresConnection] = []
  private var count = 0
  private var queue: [Int] = []
  private var waiting: [Int: CheckedContinuation<PostgresConnection?, any Error>] = [:]
  private var lastTicket = 0
  private var isClosed = false

  init(_ address: PostgresAddress) {
    self.address = address
  }

  /// Takes over a connection that is open.
  func adopt(_ connection: PostgresConnection) {
    count += 1
    free.append(connection)
  }

  /// Lends a connection, which must be given back.
  ///
  /// - Throws: ``DatabaseError/overloaded(waiting:)`` when too many wait already,
  ///   ``DatabaseError/busy`` when none became free in time.
  func lend() async throws -> PostgresConnection {
    try Task.checkCancellation()
    if isClosed { throw DatabaseError.closed }
    if let connection = free.popLast() { return connection }
    if count < address.readers {
      count += 1
      return try await open()
    }
    if waiting.count >= address.waiting {
      throw DatabaseError.overloaded(waiting: address.waiting)
    }
    // What it gets is a connection, or the right to open one in place of one that was lost.
    if let connection = try await wait() { return connection }
    return try await open()
  }

  func giveBack(_ connection: PostgresConnection) async {
    if await !connection.isGood || isClosed {
      await connection.close()
      release()
    } else if let next = nextWaiting() {
      next.resume(returning: connection)
    } else {
      free.append(connection)
    }
  }

  /// Closes the free ones: when one was lost, most likely all are.
  func dropFree() async {
    let dropped = free
    free = []
    count -= dropped.count
    for connection in dropped { await connection.close() }
  }

  func close() async {
    isClosed = true
    for continuation in waiting.values { continuation.resume(throwing: DatabaseError.closed) }
    (waiting, queue) = ([:], [])
    await dropFree()
  }

  private func open() async throws -> PostgresConnection {
    do {
      return try await PostgresConnection.openPatiently(address)
    } catch {
      release()
      throw error
    }
  }

  /// One connection is gone: whoever waits longest may open another.
  private func release() {
    if let next = nextWaiting() {
      next.resume(returning: nil)
    } else {
      count -= 1
    }
  }

  private func wait() async throws -> PostgresConnection? {
    lastTicket += 1
    let ticket = lastTicket
    let patience = address.patience
    let timer = Task {
      try await Task.sleep(for: patience)
      self.giveUp(ticket, DatabaseError.busy)
    }
    defer { timer.cancel() }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        waiting[ticket] = continuation
        queue.append(ticket)
      }
    } onCancel: {
      Task { await self.giveUp(ticket, CancellationError()) }
    }
  }

  private func giveUp(_ ticket: Int, _ reason: any Error) {
    guard let continuation = waiting.removeValue(forKey: ticket) else { return }
    queue.removeAll { $0 == ticket }
    continuation.resume(throwing: reason)
  }

  private func nextWaiting() -> CheckedContinuation<PostgresConnection?, any Error>? {
    while !queue.isEmpty {
      if let continuation = waiting.removeValue(forKey: queue.removeFirst()) {
        return continuation
      }
    }
    return nil
  }
}
