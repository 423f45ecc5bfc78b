import Database

/// What a body throws of its own.
private struct ChangeOfMind: Error {}

extension SharedCase {
  static let transactionCases: [SharedCase] = [
    SharedCase("keeps all of a body that returns, and answers with its value") { database in
      try await makeTable(in: database)
      let changed = try await database.write { connection in
        try insert(1, on: connection)
        try insert(2, on: connection)
        return try connection.execute("UPDATE thing SET whole = whole + 10")
      }
      try expectEqual(changed, 2)
      try expectEqual(try await numbers(in: database), [11, 12])
    },
    SharedCase("keeps nothing of a body that throws, and passes its error on") { database in
      try await makeTable(in: database)
      var caught = false
      do {
        try await database.write { connection in
          try insert(1, on: connection)
          throw ChangeOfMind()
        }
      } catch is ChangeOfMind {
        caught = true
      }
      try expect(caught, "the body's error was lost")
      try expectEqual(try await numbers(in: database), [])
    },
    SharedCase("undoes a savepoint alone") { database in
      try await makeTable(in: database)
      try await database.write { connection in
        try insert(1, on: connection)
        do {
          try connection.savepoint {
            try insert(2, on: connection)
            try connection.execute("INSERT INTO nowhere VALUES (1)")
          }
        } catch is DatabaseError {}
        try connection.savepoint { try insert(3, on: connection) }
      }
      try expectEqual(try await numbers(in: database), [1, 3])
    },
    SharedCase("loses no other write when one of many fails") { database in
      try await makeTable(in: database)
      try await database.execute("CREATE UNIQUE INDEX thing_whole ON thing (whole)")
      let kept = try await withThrowingTaskGroup(of: Bool.self) { group in
        for number in 0..<100 {
          group.addTask { try await insertUnlessTaken(number / 2, in: database) }
        }
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      try expectEqual(kept, 50)
      try expectEqual(try await numbers(in: database), Array(0..<50))
    },
    SharedCase("refuses to write in a read") { database in
      try await makeTable(in: database)
      let error = try await expectError {
        try await database.read { try insert(1, on: $0) }
      }
      try expectEqual(error, .readOnly)
      try expectEqual(try await numbers(in: database), [])
    },
    SharedCase("leaves beginning and ending to the database") { database in
      try await makeTable(in: database)
      let statements: [SQL] = ["COMMIT", " rollback", "\nBegin", "SAVEPOINT a", "END", "release a"]
      for statement in statements {
        let error = try await expectError {
          try await database.write { connection in
            try insert(1, on: connection)
            try connection.execute(statement)
          }
        }
        try expectEqual(error, .transactionControl)
      }
      try expectEqual(try await numbers(in: database), [])
    },
    SharedCase("hands rows over one at a time until the body has enough") { database in
      try await makeTable(in: database)
      try await database.write { connection in
        for number in 0..<1_000 { try insert(number, on: connection) }
      }
      let seen = try await database.write { connection in
        var seen: [Int] = []
        do {
          try connection.forEachRow("SELECT whole FROM thing ORDER BY whole") { row in
            seen.append(try row.value("whole"))
            if seen.count == 3 { throw ChangeOfMind() }
          }
        } catch is ChangeOfMind {}
        try insert(1_000, on: connection)
        return seen
      }
      try expectEqual(seen, [0, 1, 2])
      try expectEqual(try await count(of: "thing", in: database), 1_001)
    },
    SharedCase("counts changed rows, and none where nothing changes") { database in
      try await makeTable(in: database)
      try expectEqual(
        try await database.execute("INSERT INTO thing (whole) VALUES (1), (2), (3)"), 3)
      try expectEqual(try await database.execute("DELETE FROM thing WHERE whole > 1"), 2)
      try expectEqual(try await database.execute("DELETE FROM thing WHERE whole > 1"), 0)
      try expectEqual(try await database.execute("CREATE TABLE other (a TEXT)"), 0)
    },
    SharedCase("answers nothing once it is closed") { database in
      try await makeTable(in: database)
      try await database.close()
      let read = try await expectError { _ = try await database.rows("SELECT 1") }
      try expectEqual(read, .closed)
      let write = try await expectError { try await database.execute("DELETE FROM thing") }
      try expectEqual(write, .closed)
    },
  ]

  static func insert(_ number: Int, on connection: any Connection) throws {
    try connection.execute("INSERT INTO thing (whole) VALUES (\(number))")
  }

  static func numbers(in database: any Database) async throws -> [Int] {
    try await database.rows("SELECT whole FROM thing ORDER BY whole").map { try $0.value("whole") }
  }

  private static func insertUnlessTaken(
    _ number: Int, in database: any Database
  ) async throws -> Bool {
    do {
      try await database.write { try insert(number, on: $0) }
      return true
    } catch DatabaseError.uniqueViolation {
      return false
    }
  }
}
