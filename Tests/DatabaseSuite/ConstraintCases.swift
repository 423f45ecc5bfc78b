import Database

extension SharedCase {
  static let constraintCases: [SharedCase] = [
    SharedCase("tells a repeated value") { database in
      try await makeTowns(in: database)
      try await database.execute(
        "INSERT INTO town (id, name, people) VALUES (1, 'Bitola', 70000)")
      for id in [1, 2] {
        let error = try await expectError {
          try await database.execute(
            "INSERT INTO town (id, name, people) VALUES (\(id), 'Bitola', 1)")
        }
        guard case .uniqueViolation(let what) = error else {
          throw Failure(description: "\(error)")
        }
        try expect(what.contains("town"), "\(what) does not name the table")
      }
    },
    SharedCase("tells a reference to nothing, and one that is still needed") { database in
      try await makeTowns(in: database)
      let dangling = try await expectError {
        try await database.execute("INSERT INTO street (town) VALUES (9)")
      }
      try expectEqual(dangling, .foreignKeyViolation)
      try await database.execute("INSERT INTO town (id, name, people) VALUES (1, 'Niš', 1)")
      try await database.execute("INSERT INTO street (town) VALUES (1)")
      let needed = try await expectError {
        try await database.execute("DELETE FROM town WHERE id = 1")
      }
      try expectEqual(needed, .foreignKeyViolation)
    },
    SharedCase("lets a deferred reference wait until the end, and no longer") { database in
      try await makeTowns(in: database)
      try await database.execute(
        """
        CREATE TABLE bridge (
          town \(sql: database.dialect.integer)
            REFERENCES town (id) DEFERRABLE INITIALLY DEFERRED
        )\(sql: database.dialect.strict)
        """)
      try await database.write { connection in
        try connection.execute("INSERT INTO bridge (town) VALUES (5)")
        try connection.execute("INSERT INTO town (id, name, people) VALUES (5, 'Mostar', 1)")
      }
      let outcomes = try await withThrowingTaskGroup(of: Bool.self) { group in
        for number in 0..<20 {
          group.addTask {
            do {
              // Every other bridge ends nowhere; it must not take the rest with it.
              try await database.execute(
                "INSERT INTO bridge (town) VALUES (\(number.isMultiple(of: 2) ? 5 : 99))")
              return true
            } catch DatabaseError.foreignKeyViolation {
              return false
            }
          }
        }
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      try expectEqual(outcomes, 10)
      try expectEqual(try await count(of: "bridge", in: database), 11)
    },
    SharedCase("tells the name of a broken check") { database in
      try await makeTowns(in: database)
      let error = try await expectError {
        try await database.execute("INSERT INTO town (id, name, people) VALUES (1, 'Ohrid', -1)")
      }
      try expectEqual(error, .checkViolation("people_count"))
    },
    SharedCase("tells a missing value") { database in
      try await makeTowns(in: database)
      let error = try await expectError {
        try await database.execute("INSERT INTO town (id, people) VALUES (1, 1)")
      }
      try expectEqual(error, .notNullViolation("town.name"))
    },
    SharedCase("tells a value of another kind") { database in
      try await makeTowns(in: database)
      let error = try await expectError {
        try await database.execute(
          "INSERT INTO town (id, name, people) VALUES (1, 'Ohrid', \("many"))")
      }
      guard case .wrongType = error else { throw Failure(description: "\(error)") }
    },
    SharedCase("tells a statement that is none") { database in
      let error = try await expectError { try await database.execute("SELEC 1") }
      guard case .other = error else { throw Failure(description: "\(error)") }
    },
  ]

  private static func makeTowns(in database: any Database) async throws {
    let dialect = database.dialect
    try await database.execute(
      """
      CREATE TABLE town (
        id \(sql: dialect.integer) PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        people \(sql: dialect.integer) NOT NULL CONSTRAINT people_count CHECK (people >= 0)
      )\(sql: dialect.strict)
      """)
    try await database.execute(
      """
      CREATE TABLE street (
        id \(sql: dialect.identity),
        town \(sql: dialect.integer) NOT NULL REFERENCES town (id)
      )\(sql: dialect.strict)
      """)
  }
}
