import DatabaseSuite
import TestDatabase
import Testing

/// These tests need a server: `Tools/test` starts one and names it in `GRADNIK_TEST_DATABASE`.
@Suite(.enabled(if: TestDatabase.server != nil)) struct `PostgreSQL as every database` {
  @Test(arguments: SharedCase.all)
  func `does what is asked of both`(shared: SharedCase) async throws {
    try await shared.run { try await TestDatabase.empty() }
  }
}
