internal import Database

/// One thing said to the server.
enum Command {
  /// A statement of the driver itself, without values.
  case driver(String)

  /// A statement of a body; one that is kept is prepared once a connection.
  case statement(text: String, values: [DatabaseValue], isKept: Bool)

  /// Statements with more values than this are mostly lists of changing length: not worth keeping.
  private static let mostValuesKept = 40

  /// - Throws: When a value is one that the databases do not keep alike, or the statement is the
  ///   driver's work.
  init(_ sql: SQL, before: String = "", isKept: Bool = true) throws {
    if sql.controlsTransaction { throw DatabaseError.transactionControl }
    let (text, values) = sql.statement { "$\($0)" }
    for value in values {
      switch value {
      case .text(let text) where text.utf8.contains(0): throw DatabaseError.nulInText
      case .real(let number) where number.isNaN: throw DatabaseError.notANumber
      default: break
      }
    }
    self = .statement(
      text: before + text, values: values,
      isKept: isKept && values.count <= Self.mostValuesKept)
  }
}

/// What the server answered to one command.
struct Answer {
  var columns: [String] = []
  var rows: [Row] = []
  /// How many rows were inserted, updated or deleted.
  var changed = 0
}
