/// What can go wrong between the program and its database.
///
/// The texts name columns, constraints or the driver's reason; they are for logs and tests, not for
/// the people who use the pages.
public enum DatabaseError: Error, Equatable, Sendable {
  /// Others held the lock or every connection for longer than the driver waits; the same work may be retried.
  case busy

  /// A primary key or unique constraint: its columns (SQLite) or its name (PostgreSQL).
  case uniqueViolation(String)

  /// A row points at one that is not there, or is pointed at and cannot go.
  case foreignKeyViolation

  /// A CHECK constraint: its name, or its expression when it has none.
  case checkViolation(String)

  /// A column that must have a value: `table.column`.
  case notNullViolation(String)

  /// A value of a kind that its column does not take.
  case wrongType(String)

  /// The row has no column of this name.
  case missingColumn(String)

  /// The column holds a value that the type asked for cannot take.
  case unexpectedValue(column: String)

  /// A text with a NUL character, which neither database keeps whole.
  case nulInText

  /// A real number that is not a number, which the databases keep differently.
  case notANumber

  /// A body tried to begin, end or undo a transaction itself.
  case transactionControl

  /// A write inside a read transaction.
  case readOnly

  /// A migration that was applied has other statements in this program.
  case migrationChanged(number: Int)

  /// The database has applied migrations, yet lacks an earlier one, or has one this program lacks.
  case migrationMissing(number: Int)

  /// The steps of the program are not in ascending order from one, without repetition.
  case migrationOutOfOrder(number: Int)

  /// A migration failed and was undone; the text is the driver's reason.
  case migrationFailed(number: Int, String)

  /// The database was written by a newer program, which had migrations up to this number.
  case databaseNewer(number: Int)

  /// The file is no database, belongs to another program, or does not pass its own checks.
  case damaged(String)

  /// The file is already there and was not to be overwritten.
  case fileExists(String)

  /// The server cannot be reached or does not let us in; the text is the driver's reason.
  case unreachable(String)

  /// The connection to the server broke in the middle of the work, of which nothing is kept unless
  /// it was the answer to the commit that was lost; it may be tried again.
  case connectionLost

  /// As many wait for their turn as may; the same work may be tried again later.
  case overloaded(waiting: Int)

  /// There is no room left for what was written.
  case diskFull

  /// The database was closed.
  case closed

  /// Anything else, with the driver's reason.
  case other(String)
}
