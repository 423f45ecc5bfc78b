internal import Database
internal import Foundation
internal import GRDB

/// One of the file's connections, lent to a body for the length of a transaction.
struct SQLiteConnection: OpenConnection {
  /// Statements with more values than this are mostly lists of changing length: not worth keeping.
  private static let mostValuesKept = 40

  let database: GRDB.Database

  func rows(_ sql: Query) throws -> [AnswerRow] {
    try translatingErrors {
      let (statement, arguments) = try prepare(sql, keep: true)
      let columns = statement.columnNames
      let cursor = try GRDB.Row.fetchCursor(statement, arguments: arguments)
      var rows: [AnswerRow] = []
      while let row = try cursor.next() { rows.append(AnswerRow(row, columns: columns)) }
      return rows
    }
  }

  @discardableResult
  func execute(_ sql: Query) throws -> Int {
    try translatingErrors {
      let (statement, arguments) = try prepare(sql, keep: true)
      let before = database.totalChangesCount
      try statement.execute(arguments: arguments)
      // Statements that change no row leave the count of the one before.
      return database.totalChangesCount == before ? 0 : database.changesCount
    }
  }

  func forEachRow(_ sql: Query, _ body: (AnswerRow) throws -> Void) throws {
    try translatingErrors {
      // Not kept: the body may run the same statement while this one is under way.
      let (statement, arguments) = try prepare(sql, keep: false)
      let columns = statement.columnNames
      let cursor = try GRDB.Row.fetchCursor(statement, arguments: arguments)
      while let row = try cursor.next() { try body(AnswerRow(row, columns: columns)) }
    }
  }

  func savepoint<T>(_ body: () throws -> T) throws -> T {
    try translatingErrors {
      var result: T?
      try database.inSavepoint {
        result = try body()
        return .commit
      }
      guard let result else { throw StoreError.other("a savepoint ended without its body") }
      return result
    }
  }

  private func prepare(
    _ sql: Query, keep: Bool
  ) throws -> (GRDB.Statement, StatementArguments) {
    if sql.controlsTransaction { throw StoreError.transactionControl }
    let (text, values) = sql.statement { _ in "?" }
    let keep = keep && values.count <= Self.mostValuesKept
    let statement =
      try keep ? database.cachedStatement(sql: text) : database.makeStatement(sql: text)
    return (statement, StatementArguments(try values.map(bound)))
  }

  private func bound(_ value: StoredValue) throws -> GRDB.DatabaseValue {
    switch value {
    case .null:
      return .null
    case .integer(let number):
      return number.databaseValue
    case .real(let number):
      // SQLite would store NULL.
      if number.isNaN { throw StoreError.notANumber }
      return number.databaseValue
    case .text(let text):
      // GRDB binds up to the first NUL, and would lose the rest.
      if text.utf8.contains(0) { throw StoreError.nulInText }
      return text.databaseValue
    case .blob(let bytes):
      return Data(bytes).databaseValue
    }
  }
}

extension AnswerRow {
  init(_ row: GRDB.Row, columns: [String]) {
    self.init(
      columns: columns,
      values: row.databaseValues.map { value in
        switch value.storage {
        case .null: .null
        case .int64(let number): .integer(number)
        case .double(let number): .real(number)
        case .string(let text): .text(text)
        case .blob(let bytes): .blob([UInt8](bytes))
        }
      })
  }
}
