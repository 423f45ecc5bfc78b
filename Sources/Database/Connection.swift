/// What a body may ask of the database within its transaction. It is valid only while the body
/// runs.
///
/// Each call takes one statement. A statement that fails leaves the transaction unusable (so
/// PostgreSQL has it): let the error end the body, or try the statement in a ``savepoint(_:)``.
/// Beginning and ending transactions is the database's work; a statement that does throws
/// ``DatabaseError/transactionControl``.
public protocol Connection {
  /// Every row of the answer.
  func rows(_ sql: SQL) throws -> [Row]

  /// Runs a statement and drops what it answers.
  ///
  /// - Returns: How many rows it inserted, updated or deleted; zero for any other statement.
  @discardableResult
  func execute(_ sql: SQL) throws -> Int

  /// Hands over the rows one at a time, for answers too long to keep; an error of the body ends
  /// the statement and is passed on.
  func forEachRow(_ sql: SQL, _ body: (Row) throws -> Void) throws

  /// Runs a part of the work that, when it throws, is undone alone; the error is passed on.
  func savepoint<T>(_ body: () throws -> T) throws -> T
}

extension Connection {
  /// The first row of the answer, if there is one.
  public func row(_ sql: SQL) throws -> Row? {
    try rows(sql).first
  }

  /// The first column of the first row, if there is one; a null is nil when the type is not
  /// optional.
  ///
  /// - Throws: ``DatabaseError/unexpectedValue(column:)`` when the value is of another kind.
  public func value<T: DatabaseConvertible>(_ sql: SQL, as type: T.Type = T.self) throws -> T? {
    guard let row = try row(sql) else { return nil }
    return try row.value(at: 0, as: T?.self)
  }
}
