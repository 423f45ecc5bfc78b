import Database

extension SharedCase {
  private static let first = Migration(number: 1, name: "towns") { dialect in
    ["CREATE TABLE town (id \(sql: dialect.identity), name TEXT)\(sql: dialect.strict)"]
  }
  private static let second = Migration(number: 2, name: "people") { dialect in
    [
      "ALTER TABLE town ADD COLUMN people \(sql: dialect.integer)",
      "INSERT INTO town (name, people) VALUES (\("Kotor"), \(13_000))",
    ]
  }
  private static let broken = Migration(number: 3, name: "broken") { _ in
    ["CREATE TABLE street (name TEXT)", "INSERT INTO nowhere VALUES (1)"]
  }

  static let migrationCases: [SharedCase] = [
    SharedCase("applies each step once, in order") { database in
      let migrations = Migrations([first, second])
      try expectEqual(try await migrations.pending(on: database), [1, 2])
      try expectEqual(try await Migrations([first]).run(on: database), [1])
      try expectEqual(try await migrations.pending(on: database), [2])
      try expectEqual(try await migrations.run(on: database), [2])
      try expectEqual(try await migrations.run(on: database), [])
      let people = try await database.read { connection in
        try connection.value("SELECT people FROM town", as: Int.self)
      }
      try expectEqual(people, 13_000)
    },
    SharedCase("applies each step once when two processes start together") { database in
      let migrations = Migrations([first, second])
      async let one = migrations.run(on: database)
      async let other = migrations.run(on: database)
      let applied = try await one + other
      try expectEqual(applied.sorted(), [1, 2])
      try expectEqual(try await count(of: "town", in: database), 1)
    },
    SharedCase("keeps nothing of a step that fails, and all before it") { database in
      let error = try await expectError {
        _ = try await Migrations([first, broken]).run(on: database)
      }
      guard case .migrationFailed(number: 3, _) = error else {
        throw Failure(description: "\(error)")
      }
      try expectEqual(try await Migrations([first]).pending(on: database), [])
      try expectEqual(try await count(of: "town", in: database), 0)
      _ = try await expectError { _ = try await database.rows("SELECT * FROM street") }
    },
    SharedCase("refuses a step that was changed after it was applied") { database in
      _ = try await Migrations([first]).run(on: database)
      let edited = Migration(number: 1, name: "towns") { _ in ["CREATE TABLE town (id TEXT)"] }
      let error = try await expectError {
        _ = try await Migrations([edited, second]).run(on: database)
      }
      try expectEqual(error, .migrationChanged(number: 1))
      try expectEqual(try await Migrations([first, second]).pending(on: database), [2])
    },
    SharedCase("refuses a database of a newer program") { database in
      _ = try await Migrations([first, second]).run(on: database)
      let error = try await expectError { _ = try await Migrations([first]).run(on: database) }
      try expectEqual(error, .databaseNewer(number: 2))
    },
    SharedCase("refuses a step that comes before one applied") { database in
      _ = try await Migrations([second.numbered(5, after: first)]).run(on: database)
      let late = Migration(number: 4, name: "late") { _ in ["CREATE TABLE late (a TEXT)"] }
      let error = try await expectError {
        _ = try await Migrations([late, second.numbered(5, after: first)]).run(on: database)
      }
      try expectEqual(error, .migrationMissing(number: 4))
    },
    SharedCase("refuses a database with a step this program lacks") { database in
      let other = Migration(number: 2, name: "other") { _ in ["CREATE TABLE other (a TEXT)"] }
      let third = Migration(number: 3, name: "third") { _ in ["CREATE TABLE third (a TEXT)"] }
      _ = try await Migrations([first, other, third]).run(on: database)
      let error = try await expectError {
        _ = try await Migrations([first, third]).run(on: database)
      }
      try expectEqual(error, .migrationMissing(number: 2))
    },
    SharedCase("refuses steps out of order or with the same number") { database in
      for steps in [[second, first], [first, first]] {
        let error = try await expectError { _ = try await Migrations(steps).run(on: database) }
        try expectEqual(error, .migrationOutOfOrder(number: 1))
      }
    },
  ]
}

extension Migration {
  /// The steps of two in one, under another number.
  fileprivate func numbered(_ number: Int, after other: Migration) -> Migration {
    Migration(number: number, name: name) { other.statements($0) + statements($0) }
  }
}
