/// A database, whichever it is.
///
/// Bodies are synchronous: a driver runs them on the thread of a connection, in one transaction,
/// and may run several write bodies before one commit. A body keeps to the database; it does not
/// wait for anything else.
public protocol Database: Sendable {
  /// Which of the two it is, for the few things they say differently.
  var dialect: Dialect { get }

  /// Runs a body in one read transaction: all its statements see the same moment.
  ///
  /// - Throws: The body's error, or ``DatabaseError``.
  func read<T: Sendable>(
    _ body: @Sendable @escaping (any Connection) throws -> T
  ) async throws -> T

  /// Runs a body in one read-write transaction, and returns once it is safely on disk; when the
  /// body throws, nothing of it remains.
  ///
  /// A task cancelled before its body has begun does not write; after that the body is completed.
  ///
  /// - Throws: The body's error, or ``DatabaseError`` when it could not be committed.
  func write<T: Sendable>(
    _ body: @Sendable @escaping (any Connection) throws -> T
  ) async throws -> T

  /// A number that differs from the one before as soon as anything was committed since, by this
  /// process or by another; what was made from the content stays true while it is the same.
  func revision() async throws -> Int64

  /// Ends the work that has begun and lets go of the files; later calls throw
  /// ``DatabaseError/closed``.
  func close() async throws
}

extension Database {
  /// Runs one statement in its own write transaction; the number of rows it changed.
  @discardableResult
  public func execute(_ sql: SQL) async throws -> Int {
    try await write { try $0.execute(sql) }
  }

  /// The rows of one statement, read in its own transaction.
  public func rows(_ sql: SQL) async throws -> [Row] {
    try await read { try $0.rows(sql) }
  }
}
