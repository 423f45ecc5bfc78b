import Database
import Foundation
import Synchronization

/// A sign two threads can see.
private final class Flag: Sendable {
  private let raised = Atomic(false)

  func raise() { raised.store(true, ordering: .releasing) }

  /// Keeps the thread of a body until the sign is given; false when it is not.
  func waitInBody() -> Bool {
    for _ in 0..<20_000 {
      if isRaised { return true }
      Thread.sleep(forTimeInterval: 0.001)
    }
    return false
  }

  /// Waits for the sign without keeping a thread; false when it is not given.
  func wait() async throws -> Bool {
    for _ in 0..<20_000 {
      if isRaised { return true }
      try await Task.sleep(for: .milliseconds(1))
    }
    return false
  }

  private var isRaised: Bool { raised.load(ordering: .acquiring) }
}

extension SharedCase {
  static let concurrencyCases: [SharedCase] = [
    SharedCase("loses no increment of 200 writers") { database in
      try await makeTable(in: database)
      try await database.execute("INSERT INTO thing (whole) VALUES (0)")
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<200 {
          group.addTask {
            for _ in 0..<5 { try await increment(in: database) }
          }
        }
        try await group.waitForAll()
      }
      try expectEqual(try await numbers(in: database), [1_000])
    },
    SharedCase("shows a reader one moment while others write") { database in
      try await makeTable(in: database)
      try await database.execute("INSERT INTO thing (whole) VALUES (1)")
      let begun = Flag()
      let written = Flag()
      async let seen = database.read { connection in
        let before: Int? = try connection.value("SELECT sum(whole) FROM thing")
        begun.raise()
        let waited = written.waitInBody()
        let after: Int? = try connection.value("SELECT sum(whole) FROM thing")
        return (before, after, waited)
      }
      try expect(try await begun.wait(), "the read did not begin")
      try await database.execute("INSERT INTO thing (whole) VALUES (41)")
      written.raise()
      let (before, after, waited) = try await seen
      try expect(waited, "the write waited for the read")
      try expectEqual(before, 1)
      try expectEqual(after, 1)
      try expectEqual(try await numbers(in: database), [1, 41])
    },
    SharedCase("shows a reader nothing of an unfinished write") { database in
      try await makeTable(in: database)
      let inserted = Flag()
      let read = Flag()
      async let write: Bool = database.write { connection in
        try insert(1, on: connection)
        inserted.raise()
        return read.waitInBody()
      }
      try expect(try await inserted.wait(), "the write did not begin")
      try expectEqual(try await numbers(in: database), [])
      read.raise()
      try expect(try await write, "the read waited for the write")
      try expectEqual(try await numbers(in: database), [1])
    },
    SharedCase("shows every reader sums that agree while writers move amounts") { database in
      try await makeTable(in: database)
      try await database.execute("INSERT INTO thing (whole) VALUES (500), (500)")
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<100 {
          group.addTask { try await move(number % 7, in: database) }
          group.addTask {
            let total = try await numbers(in: database).reduce(0, +)
            try expectEqual(total, 1_000)
          }
        }
        try await group.waitForAll()
      }
    },
    SharedCase("does not begin a write whose task was cancelled") { database in
      try await makeTable(in: database)
      let task = Task {
        while !Task.isCancelled { await Task.yield() }
        try await database.write { try insert(1, on: $0) }
      }
      task.cancel()
      var cancelled = false
      do { try await task.value } catch is CancellationError { cancelled = true }
      try expect(cancelled, "the write was not refused")
      try expectEqual(try await numbers(in: database), [])
    },
    SharedCase("answers many more reads at once than it has readers") { database in
      try await makeTable(in: database)
      try await database.execute("INSERT INTO thing (whole) VALUES (7)")
      try await withThrowingTaskGroup(of: [Int].self) { group in
        for _ in 0..<300 { group.addTask { try await numbers(in: database) } }
        for try await seen in group { try expectEqual(seen, [7]) }
      }
    },
  ]

  /// Reads and writes in two statements, so that anything between them would be lost.
  private static func increment(in database: any Database) async throws {
    try await database.write { connection in
      let number = try connection.value("SELECT whole FROM thing", as: Int.self) ?? 0
      try connection.execute("UPDATE thing SET whole = \(number + 1)")
    }
  }

  private static func move(_ amount: Int, in database: any Database) async throws {
    try await database.write { connection in
      try connection.execute(
        "UPDATE thing SET whole = whole - \(amount) WHERE id = (SELECT min(id) FROM thing)")
      try connection.execute(
        "UPDATE thing SET whole = whole + \(amount) WHERE id = (SELECT max(id) FROM thing)")
    }
  }
}
