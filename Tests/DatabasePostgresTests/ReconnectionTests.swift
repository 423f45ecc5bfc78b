import Database
import DatabasePostgres
import TestDatabase
import Testing

@Suite(.enabled(if: TestDatabase.server != nil)) struct `A connection that breaks` {
  @Test func `is opened anew for reads, writes and listening`() async throws {
    let server = try await Server()
    let (database, other) = (try await server.open(), try await server.open())
    try await server.makeCounter(in: database)
    _ = try await database.revision()
    let reader: Int = try await database.read { connection in
      try connection.value("SELECT pg_backend_pid()") ?? 0
    }
    let processes = await database.serverProcesses()
    #expect(processes.writer > 0 && processes.listener > 0)
    try await other.end([Int32(reader), processes.writer, processes.listener])
    #expect(try await database.counted() == 0)
    try await database.count()
    #expect(try await database.counted() == 1)
    // It listens again, and hears.
    #expect(
      try await soon {
        let listener = await database.serverProcesses().listener
        return listener > 0 && listener != processes.listener
      })
    let before = try await database.revision()
    try await other.count()
    #expect(try await soon { try await database.revision() != before })
    #expect(try await database.counted() == 2)
    try await database.close()
    try await other.close()
  }

  @Test func `in the middle of a write keeps nothing of it, and says so`() async throws {
    let server = try await Server()
    let database = try await server.open()
    try await server.makeCounter(in: database)
    let error = try await PostgresDatabase.error {
      try await database.write { connection in
        try connection.execute("UPDATE counter SET number = 99")
        _ = try connection.rows("SELECT pg_terminate_backend(pg_backend_pid())")
        try connection.execute("UPDATE counter SET number = 100")
      }
    }
    #expect(error == .connectionLost)
    #expect(try await database.counted() == 0)
    try await database.count()
    #expect(try await database.counted() == 1)
    try await database.close()
  }

  @Test func `under one of many writes takes no other's answer with it`() async throws {
    let server = try await Server()
    let database = try await server.open()
    try await server.makeCounter(in: database)
    let counted = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<100 {
        group.addTask {
          do {
            if number == 50 {
              _ = try await database.write { connection in
                try connection.rows("SELECT pg_terminate_backend(pg_backend_pid())")
              }
            } else {
              try await database.count()
            }
            return number != 50
          } catch {
            return false
          }
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    // Those that shared the broken commit were told; what was answered is there.
    #expect(try await database.counted() == counted)
    try await database.close()
  }

  @Test func `while nobody tells of commits, no page is taken for current`() async throws {
    let server = try await Server()
    let (database, other) = (try await server.open(), try await server.open())
    _ = try await database.revision()
    let listener = await database.serverProcesses().listener
    let before = try await database.revision()
    try await other.end([listener])
    #expect(try await soon { try await database.revision() != before })
    try await database.close()
    try await other.close()
  }

  @Test func `to a server that is not there is told at once`() async throws {
    let error = try await PostgresDatabase.error {
      _ = try await PostgresDatabase(PostgresAddress("postgres://x@127.0.0.1:1/none"))
    }
    guard case .unreachable = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}
