import Database
import DatabasePostgres
import TestDatabase
import Testing

/// A database of the throwaway server, to be opened more than once.
struct Server {
  let name: String

  init(migrated: Bool = false) async throws {
    name = try await ThrowawayServer.shared(Self.text).make(migrated: migrated)
  }

  static var text: String { TestDatabase.server ?? "" }

  func address(_ options: String = "sslmode=disable") throws -> PostgresAddress {
    try ThrowawayServer.address(name, on: Self.text, options: options)
  }

  func open(_ options: String = "sslmode=disable") async throws -> PostgresDatabase {
    try await PostgresDatabase(address(options))
  }

  /// A table with one number.
  func makeCounter(in database: any Database) async throws {
    try await database.execute("CREATE TABLE counter (number BIGINT NOT NULL)")
    try await database.execute("INSERT INTO counter (number) VALUES (0)")
  }
}

extension Database {
  func counted() async throws -> Int {
    try await rows("SELECT number FROM counter").first?.value("number") ?? -1
  }

  /// Reads, then writes: what came between would be lost.
  func count() async throws {
    try await write { connection in
      let number: Int = try connection.value("SELECT number FROM counter") ?? 0
      try connection.execute("UPDATE counter SET number = \(number + 1)")
    }
  }

  /// Ends server processes, as an administrator or a failing machine would.
  func end(_ processes: [Int32]) async throws {
    for process in processes {
      _ = try await rows("SELECT pg_terminate_backend(\(Int(process))::int)")
    }
  }

  /// The error of work that must fail.
  static func error(of work: () async throws -> Void) async throws -> DatabaseError? {
    do {
      try await work()
    } catch let error as DatabaseError {
      return error
    }
    return nil
  }
}

/// Looks again and again until something holds; false when it does not in time.
func soon(_ holds: () async throws -> Bool) async throws -> Bool {
  for _ in 0..<400 {
    if try await holds() { return true }
    try await Task.sleep(for: .milliseconds(25))
  }
  return false
}
