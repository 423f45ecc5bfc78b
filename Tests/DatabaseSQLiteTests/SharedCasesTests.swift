import Database
import DatabaseSQLite
import DatabaseSuite
import Testing

@Suite struct `SQLite as every database` {
  @Test(arguments: SharedCase.all)
  func `does what is asked of both`(shared: SharedCase) async throws {
    try await shared.run { try SQLiteDatabase.inMemory() }
  }
}
