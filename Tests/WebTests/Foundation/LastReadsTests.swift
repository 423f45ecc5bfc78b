import Database
import Synchronization
import Testing

@testable import Web

@Suite struct `Last reads` {
  @Test func `are kept until something is written`() async throws {
    let database = try await TestSite().services.database
    _ = try await database.write { try $0.execute("CREATE TABLE note (text TEXT)") }
    let reads = LastReads(database, room: 2)
    let asked = Mutex(0)
    func count(_ key: String = "notes") async throws -> Int {
      try await reads.value(key) {
        asked.withLock { $0 += 1 }
        return try await database.read {
          try $0.row("SELECT count(*) AS count FROM note")?.value("count") ?? -1
        }
      }
    }
    #expect(try await [count(), count()] == [0, 0])
    #expect(asked.withLock { $0 } <= 2)
    for number in 1...20 {
      _ = try await database.write { try $0.execute("INSERT INTO note VALUES ('a')") }
      #expect(try await count() == number)
    }
    // Of more than there is room for, all are read anew.
    for key in ["a", "b", "c", "notes"] { #expect(try await count(key) == 20) }
    #expect(asked.withLock { $0 } >= 21)
  }
}
