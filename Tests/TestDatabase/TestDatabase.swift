public import Database
import DatabasePostgres
import DatabaseSQLite
import Foundation
import Store

/// Databases for tests: SQLite files, or databases of the PostgreSQL server that
/// `GRADNIK_TEST_DATABASE` names. Each is empty and the test's own.
public enum TestDatabase {
  /// The address of the server, up to the name of the database; none: tests run on SQLite.
  public static let server = ProcessInfo.processInfo.environment["GRADNIK_TEST_DATABASE"]

  /// The folder of that server, which has the certificate it shows.
  public static let certificateFolder =
    ProcessInfo.processInfo.environment["GRADNIK_TEST_DATABASE_FOLDER"] ?? ""

  /// A database without tables.
  public static func empty() async throws -> any Database {
    guard let server else { return try SQLiteDatabase.inMemory() }
    return try await ThrowawayServer.shared(server).database(migrated: false)
  }

  /// A database with the tables of this program.
  public static func migrated() async throws -> any Database {
    guard let server else {
      let database = try SQLiteDatabase.inMemory()
      _ = try await Schema.migrations.run(on: database)
      return database
    }
    return try await ThrowawayServer.shared(server).database(migrated: true)
  }
}
