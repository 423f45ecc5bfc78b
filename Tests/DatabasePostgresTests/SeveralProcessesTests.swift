import Civic
import Database
import DatabasePostgres
import Exact
import Store
import TestDatabase
import Testing

/// Two objects on one database stand for two processes: they share nothing but the server.
@Suite(.enabled(if: TestDatabase.server != nil)) struct `Several processes on PostgreSQL` {
  @Test func `lose none of each other's writes`() async throws {
    let server = try await Server()
    let (one, other) = (try await server.open(), try await server.open())
    try await server.makeCounter(in: one)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<200 {
        let database = number.isMultiple(of: 2) ? one : other
        group.addTask { try await database.count() }
      }
      try await group.waitForAll()
    }
    #expect(try await one.counted() == 200)
    try await one.close()
    try await other.close()
  }

  @Test func `hear of each other's commits, and of nothing else`() async throws {
    let server = try await Server()
    let (one, other) = (try await server.open(), try await server.open())
    try await server.makeCounter(in: one)
    _ = try await (one.revision(), other.revision())
    // What was committed before both listened has been told by now or never.
    try await Task.sleep(for: .milliseconds(200))
    let before = try await (one.revision(), other.revision())
    #expect(try await one.counted() == 0)
    // A write that changes nothing is no commit of anything.
    _ = try await one.write { try $0.rows("SELECT 1") }
    #expect(try await other.revision() == before.1)
    try await one.count()
    #expect(try await one.revision() != before.0)
    #expect(try await soon { try await other.revision() != before.1 })
    // A process does not take its own commit for another's.
    let after = try await one.revision()
    try await Task.sleep(for: .milliseconds(200))
    #expect(try await one.revision() == after)
    try await one.close()
    try await other.close()
  }

  @Test func `apply each migration once when they start together`() async throws {
    let server = try await Server()
    let applied = try await withThrowingTaskGroup(of: [Int].self) { group in
      for _ in 0..<3 {
        group.addTask {
          let database = try await server.open()
          let applied = try await Schema.migrations.run(on: database)
          try await database.close()
          return applied
        }
      }
      return try await group.reduce(into: [Int]()) { $0 += $1 }
    }
    #expect(applied.sorted() == Schema.migrations.migrations.map(\.number))
  }

  @Test func `send each letter once`() async throws {
    let server = try await Server(migrated: true)
    let (one, other) = (try await server.open(), try await server.open())
    let now = Instant(milliseconds: 1_790_000_000_000)
    for number in 0..<40 {
      let letter = Letter(
        id: ID(rawValue: "letter \(number)"), recipient: "x@city.example", subject: "Subject",
        text: "Text", html: nil, language: .slovene)
      try await MailStore(one).put(letter, at: now)
    }
    let claimed = try await withThrowingTaskGroup(of: [String].self) { group in
      for number in 0..<60 {
        let store = MailStore(number.isMultiple(of: 2) ? one : other)
        group.addTask {
          try await store.claim(1, lease: 60_000, at: now).map(\.letter.id.rawValue)
        }
      }
      return try await group.reduce(into: [String]()) { $0 += $1 }
    }
    #expect(claimed.count == 40)
    #expect(Set(claimed).count == 40)
    try await one.close()
    try await other.close()
  }
}
