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
    #expect(try await [count(), count(), count()] == [0, 0, 0])
    for number in 1...20 {
      _ = try await database.write { try $0.execute("INSERT INTO note VALUES ('a')") }
      #expect(try await count() == number)
    }
    // Of more than there is room for, what was kept goes: the last of these is read anew too.
    for key in ["a", "b", "c", "notes"] { #expect(try await count(key) == 20) }
    // A server whose commits are not heard of yet is taken for changed each time.
    if database.dialect == .sqlite { #expect(asked.withLock { $0 } == 1 + 20 + 4) }
  }
}
