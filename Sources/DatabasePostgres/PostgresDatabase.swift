public import Database

/// A database on a PostgreSQL server, which any number of processes may share.
///
/// Reads run side by side, each in one snapshot. Writes of this process share commits, and a lock of
/// the database lets one process write at a time, so that what a body reads before it writes cannot
/// change between. A connection that was lost is opened anew; a read that had no answer yet is
/// repeated, and a write that was not committed fails with ``DatabaseError/connectionLost``.
public final class PostgresDatabase: Database {
  // A class because its connections are shared, and closed once.
  private let address: PostgresAddress
  private let writes: WriteQueue
  private let readers: ReaderPool
  private let listener: Listener
  private let changes = Revision()

  public var dialect: Dialect { .postgres }

  /// The address without its password, for people.
  public var name: String { address.name }

  /// - Throws: ``DatabaseError/unreachable(_:)`` with the reason, or ``DatabaseError/other(_:)`` when
  ///   the database sorts texts by other rules than their bytes.
  public init(_ address: PostgresAddress) async throws {
    self.address = address
    writes = WriteQueue(address, changes)
    readers = ReaderPool(address)
    listener = Listener(address, changes)
    let first = try await PostgresConnection.open(address)
    try await Self.checkOrder(first)
    await readers.adopt(first)
  }

  /// Texts must be compared alike by both databases.
  private static func checkOrder(_ connection: PostgresConnection) async throws {
    let answers = try await connection.ask([
      """
      SELECT CASE datlocprovider WHEN 'c' THEN datcollate ELSE 'ICU' END FROM pg_database
      WHERE datname = current_database()
      """
    ])
    let order: String = try answers.first?.rows.first?.value(at: 0) ?? ""
    if !["C", "POSIX", "C.UTF-8", "C.utf8"].contains(order) {
      throw DatabaseError.other(
        "the database sorts by \(order); make it with LC_COLLATE 'C' (Guides/database.md)")
    }
  }

  public func read<T: Sendable>(
    _ body: @Sendable @escaping (any Connection) throws -> T
  ) async throws -> T {
    var isFirst = true
    while true {
      let connection = try await readers.lend()
      let (result, mayBeRepeated) = await connection.read(body)
      await readers.giveBack(connection)
      guard mayBeRepeated, isFirst else { return try result.get() }
      await readers.dropFree()
      isFirst = false
    }
  }

  public func write<T: Sendable>(
    _ body: @Sendable @escaping (any Connection) throws -> T
  ) async throws -> T {
    try await writes.write(body)
  }

  /// Own commits count before they are answered, those of others within the time of a message from
  /// the server, about a millisecond.
  public func revision() async throws -> Int64 {
    await listener.start()
    return changes.current
  }

  public func close() async throws {
    await writes.close()
    await readers.close()
    await listener.stop()
  }

  deinit {
    let listener = listener
    Task { await listener.stop() }
  }

  /// The server processes at work for this object, to be ended in tests: those that write and tell.
  package func serverProcesses() async -> (writer: Int32, listener: Int32) {
    (await writes.processNumber(), await listener.processNumber)
  }
}
