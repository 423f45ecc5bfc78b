internal import CPostgres
internal import Database

/// One connection with its thread. It is lent to one task at a time.
actor PostgresConnection {
  /// The lock that lets one process write at a time: "Grdn".
  private static let writeLock = 0x4772_646E

  /// What others are told of a commit by.
  static let channel = "gradnik_commit"

  private nonisolated let thread = ConnectionThread()
  private var wire: Wire?

  nonisolated var unownedExecutor: UnownedSerialExecutor {
    thread.asUnownedSerialExecutor()
  }

  private init() {}

  /// Opens a connection and settles how it speaks.
  ///
  /// - Throws: ``DatabaseError/unreachable(_:)`` with libpq's reason.
  static func open(_ address: PostgresAddress) async throws -> PostgresConnection {
    let connection = PostgresConnection()
    try await connection.connect(address)
    return connection
  }

  /// The same, trying again while the server is away, as when it starts anew.
  static func openPatiently(_ address: PostgresAddress) async throws -> PostgresConnection {
    let end = ContinuousClock.now + address.patience
    var pause = Duration.milliseconds(20)
    while true {
      do {
        return try await open(address)
      } catch let error as DatabaseError {
        guard case .unreachable = error, ContinuousClock.now + pause < end else { throw error }
        try await Task.sleep(for: pause)
        pause = min(pause * 2, .seconds(1))
      }
    }
  }

  /// The number of the server process that answers.
  var processNumber: Int32 { wire?.processNumber ?? 0 }

  /// Whether it can be lent again.
  var isGood: Bool { wire.map { !$0.isLost } ?? false }

  func close() { wire = nil }

  /// Runs a body in a read transaction that sees one moment.
  ///
  /// - Returns: What the body did, and whether it may be tried on another connection: this one was
  ///   lost before the body had an answer from it.
  func read<T: Sendable>(
    _ body: @Sendable (any Connection) throws -> T
  ) async -> (result: Result<T, any Error>, mayBeRepeated: Bool) {
    guard let wire else { return (.failure(DatabaseError.connectionLost), true) }
    wire.beginTransaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    let result = Result { try body(PostgresBody(wire)) }
    if wire.isLost { return (result, wire.exchanges == 0) }
    if wire.hasAhead, wire.exchanges == 0 {
      wire.dropAhead()
      return (result, false)
    }
    // Nothing is kept of a reading: how it ends changes nothing of what was read.
    wire.dropAhead()
    _ = try? await exchange([.driver("COMMIT")], on: wire)
    return (result, false)
  }

  /// Begins a write transaction, and waits for other processes that write.
  func beginWriting() async throws {
    let wire = try open()
    wire.beginTransaction("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")
    do {
      _ = try await exchange(
        [.driver("SELECT pg_advisory_xact_lock(\(Self.writeLock))")], on: wire)
    } catch {
      await undoAll()
      throw error
    }
  }

  /// Runs bodies one after the other, each in a savepoint, for at most the time given.
  ///
  /// - Throws: When the whole transaction was lost with one of them.
  func perform(
    _ group: [PendingWrite], for limit: Duration
  ) throws -> [PendingWrite.Outcome] {
    let wire = try open()
    let start = ContinuousClock.now
    var outcomes: [PendingWrite.Outcome] = []
    for write in group {
      let body = PostgresBody(wire)
      do {
        outcomes.append(
          try body.savepoint {
            let outcome = try write.perform(body)
            try body.checkReferences()
            return outcome
          })
      } catch {
        if wire.isLost { throw GroupLost(done: outcomes) }
        outcomes.append(.failure { write.fail(error) })
      }
      if ContinuousClock.now - start > limit { break }
    }
    return outcomes
  }

  /// The transaction is gone with the connection, and with it what was done in it.
  struct GroupLost: Error {
    let done: [PendingWrite.Outcome]
  }

  /// Ends the write transaction; others are told of it when something was written.
  func commit(as writer: String) async throws {
    let wire = try open()
    _ = try await exchange(
      [
        .driver(
          """
          SELECT pg_notify('\(Self.channel)', '\(writer)')
          WHERE pg_current_xact_id_if_assigned() IS NOT NULL
          """),
        .driver("COMMIT"),
      ], on: wire)
  }

  /// Undoes the write transaction as far as the connection lasts.
  func undoAll() async {
    guard let wire, !wire.isLost else { return }
    wire.dropAhead()
    _ = try? await exchange([.driver("ROLLBACK")], on: wire)
  }

  private func open() throws -> Wire {
    guard let wire, !wire.isLost else { throw DatabaseError.connectionLost }
    return wire
  }

  /// Sends commands and waits for their answers without keeping a thread.
  private func exchange(_ commands: [Command], on wire: Wire) async throws -> [Answer] {
    try wire.send(commands)
    while !wire.isAnswered {
      let event: SocketWait.Event = try wire.flush() ? .writable : .readable
      await SocketWait.wait(for: event, on: wire.descriptor, atMost: wire.longestWait)
      // A task that is cancelled still reads the answer: the connection is used again.
      if Task.isCancelled {
        return try await Task { try await self.finish() }.value
      }
      try wire.receive()
    }
    return try wire.takeAnswers()
  }

  /// Waits for the answers of the batch under way, in a task that nobody cancels.
  private func finish() async throws -> [Answer] {
    let wire = try open()
    while !wire.isAnswered {
      try wire.receive()
      if wire.isAnswered { break }
      let event: SocketWait.Event = try wire.flush() ? .writable : .readable
      await SocketWait.wait(for: event, on: wire.descriptor, atMost: wire.longestWait)
    }
    return try wire.takeAnswers()
  }
}

extension PostgresConnection {
  /// How long a server may take to answer the first call.
  private static let connectLimit = Duration.seconds(10)

  private func connect(_ address: PostgresAddress) async throws {
    let handle = try await Handshake.connect(address.connectionText, within: Self.connectLimit)
    let wire = try Wire(handle)
    self.wire = wire
    let milliseconds = address.patience.components.seconds * 1000
    _ = try await exchange(
      [
        "client_min_messages = warning", "bytea_output = hex", "extra_float_digits = 1",
        "standard_conforming_strings = on", "TimeZone = 'UTC'", "lock_timeout = \(milliseconds)",
        // A process that stops in the middle must not keep all others from writing.
        "idle_in_transaction_session_timeout = '60s'",
      ].map { .driver("SET \($0)") }, on: wire)
  }

  /// Runs statements of the driver outside of a transaction.
  func ask(_ texts: [String]) async throws -> [Answer] {
    try await exchange(texts.map { .driver($0) }, on: open())
  }
}
