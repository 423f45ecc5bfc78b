import Database
import DatabasePostgres
import Synchronization
import TestDatabase
import Testing

@Suite(.enabled(if: TestDatabase.server != nil)) struct `The connections of a process` {
  /// Keeps the only reader until it is told to go on.
  private final class Gate: Sendable {
    private let isOpen = Atomic(false)
    private let isReached = Atomic(false)

    func open() { isOpen.store(true, ordering: .releasing) }

    func wait(on connection: any Connection) throws {
      isReached.store(true, ordering: .releasing)
      while !isOpen.load(ordering: .acquiring) {
        _ = try connection.rows("SELECT pg_sleep(0.01)")
      }
    }

    func reached() async throws -> Bool {
      try await soon { isReached.load(ordering: .acquiring) }
    }
  }

  @Test func `refuse a read when the queue before them is full`() async throws {
    let server = try await Server()
    let database = try await server.open("sslmode=disable&readers=1&waiting=2")
    let gate = Gate()
    let busy = Task { try await database.read { try gate.wait(on: $0) } }
    #expect(try await gate.reached())
    let queued = (0..<2).map { _ in Task { try await database.rows("SELECT 1") } }
    // The third that finds two waiting is refused, and at once.
    var found: DatabaseError?
    for _ in 0..<100 where found == nil {
      let extra = Task { try await database.rows("SELECT 1") }
      let end = Task {
        try await Task.sleep(for: .milliseconds(100))
        extra.cancel()
      }
      do {
        _ = try await extra.value
      } catch let error as DatabaseError {
        found = error
      } catch {}
      end.cancel()
    }
    #expect(found == .overloaded(waiting: 2))
    gate.open()
    try await busy.value
    for task in queued { #expect(try await task.value.count == 1) }
    try await database.close()
  }

  @Test func `are not waited for without end`() async throws {
    let server = try await Server()
    var address = try server.address("sslmode=disable&readers=1")
    address.patience = .seconds(1)
    let database = try await PostgresDatabase(address)
    let gate = Gate()
    let busy = Task { try await database.read { try gate.wait(on: $0) } }
    #expect(try await gate.reached())
    let error = try await PostgresDatabase.error { _ = try await database.rows("SELECT 1") }
    #expect(error == .busy)
    gate.open()
    try await busy.value
    #expect(try await database.rows("SELECT 1").count == 1)
    try await database.close()
  }

  @Test func `wait for another process that writes, and not without end`() async throws {
    let server = try await Server()
    let other = try await server.open()
    try await server.makeCounter(in: other)
    var address = try server.address()
    address.patience = .seconds(1)
    let database = try await PostgresDatabase(address)
    let gate = Gate()
    let writing = Task { try await other.write { try gate.wait(on: $0) } }
    #expect(try await gate.reached())
    let error = try await PostgresDatabase.error { try await database.count() }
    #expect(error == .busy)
    gate.open()
    try await writing.value
    try await database.count()
    #expect(try await database.counted() == 1)
    try await database.close()
    try await other.close()
  }

  @Test func `read more rows than fit at once, with other statements between`() async throws {
    let server = try await Server()
    let database = try await server.open()
    let sum = try await database.read { connection in
      var sum = 0
      try connection.forEachRow("SELECT number FROM generate_series(1, \(2_500)) AS number") {
        row in
        let number: Int = try row.value("number")
        sum += try connection.value("SELECT \(number) + 0") ?? 0
      }
      return sum
    }
    #expect(sum == 2_500 * 2_501 / 2)
    try await database.close()
  }
}
