import Database

extension SharedCase {
  private static let texts = [
    "", "Skopje", "O'Brien \"quoted\" `tick`", "Скопје, Ниш, Љубљана", "👩‍👩‍👧‍👦🇲🇪", "a\u{0301}é",
    "line\nbreak\ttab\r\n", "\u{FEFF}\u{202E}", "%_\\", "?1 :a $1 @b", "\u{10FFFF}",
    String(repeating: "ž", count: 100_000),
  ]

  static let bindingCases: [SharedCase] = [
    SharedCase("keeps every text as it was given") { database in
      try await makeTable(in: database)
      for text in texts {
        try await expectKept(text, column: "note", in: database)
      }
    },
    SharedCase("refuses a text with NUL, and keeps nothing of it") { database in
      try await makeTable(in: database)
      let error = try await expectError {
        try await database.execute("INSERT INTO thing (note) VALUES (\("a\0b"))")
      }
      try expectEqual(error, .nulInText)
      try expectEqual(try await count(of: "thing", in: database), 0)
    },
    SharedCase("keeps whole numbers to both extremes") { database in
      try await makeTable(in: database)
      let numbers: [Int64] = [.min, .min + 1, -1, 0, 1, 9_007_199_254_740_993, .max]
      for number in numbers {
        try await expectKept(number, column: "whole", in: database)
      }
    },
    SharedCase("keeps real numbers bit by bit") { database in
      try await makeTable(in: database)
      let numbers: [Double] = [
        0.1, -0.5, 1.0, .pi, .greatestFiniteMagnitude, .leastNormalMagnitude, 1e-300, .infinity,
        -.infinity,
      ]
      for number in numbers { try await expectKept(number, column: "part", in: database) }
    },
    SharedCase("refuses what is not a number") { database in
      try await makeTable(in: database)
      let error = try await expectError {
        try await database.execute("INSERT INTO thing (part) VALUES (\(Double.nan))")
      }
      try expectEqual(error, .notANumber)
    },
    SharedCase("keeps truth values, nulls and Ints") { database in
      try await makeTable(in: database)
      try await expectKept(true, column: "whole", in: database)
      try await expectKept(false, column: "whole", in: database)
      try await expectKept(Int.max, column: "whole", in: database)
      try await expectKept(String?.none, column: "note", in: database)
      try await expectKept(String?.some("x"), column: "note", in: database)
      try await expectKept([UInt8]?.none, column: "bytes", in: database)
    },
    SharedCase("keeps bytes, none, all and many") { database in
      try await makeTable(in: database)
      let many = (0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) }
      for bytes in [[], [0], Array(0...255), many] as [[UInt8]] {
        try await expectKept(bytes, column: "bytes", in: database)
      }
    },
    SharedCase("binds lists, an empty one being in nothing") { database in
      try await makeTable(in: database)
      try await database.write { connection in
        for number in 1...5 {
          try connection.execute("INSERT INTO thing (whole) VALUES (\(number))")
        }
      }
      let some = try await database.rows(
        "SELECT whole FROM thing WHERE whole IN \(values: [2, 4, 9]) ORDER BY whole")
      try expectEqual(try some.map { try $0.value("whole", as: Int.self) }, [2, 4])
      let none = try await database.rows(
        "SELECT whole FROM thing WHERE whole IN \(values: [Int]())")
      try expectEqual(none.count, 0)
    },
    SharedCase("says which column is missing or of another kind") { database in
      try await makeTable(in: database)
      try await database.execute("INSERT INTO thing (note) VALUES (\("x"))")
      guard let row = try await database.rows("SELECT note, whole FROM thing").first else {
        throw Failure(description: "no row")
      }
      try expectEqual(row.columns, ["note", "whole"])
      try expectEqual(row["other"], nil)
      let missing = try await expectError { _ = try row.value("other", as: String.self) }
      try expectEqual(missing, .missingColumn("other"))
      let wrong = try await expectError { _ = try row.value("note", as: Int.self) }
      try expectEqual(wrong, .unexpectedValue(column: "note"))
      let null = try await expectError { _ = try row.value("whole", as: Int.self) }
      try expectEqual(null, .unexpectedValue(column: "whole"))
    },
  ]

  /// A table with one column of each kind.
  static func makeTable(in database: any Database) async throws {
    let dialect = database.dialect
    try await database.execute(
      """
      CREATE TABLE thing (
        id \(sql: dialect.identity),
        whole \(sql: dialect.integer),
        part \(sql: dialect.real),
        note \(sql: dialect.text),
        bytes \(sql: dialect.blob)
      )\(sql: dialect.strict)
      """)
  }

  static func count(of table: SQLName, in database: any Database) async throws -> Int {
    try await database.read { connection in
      try connection.value("SELECT count(*) FROM \(identifier: table)") ?? -1
    }
  }

  private static func expectKept<T: DatabaseConvertible & Equatable>(
    _ value: T, column: SQLName, in database: any Database
  ) async throws {
    let kept = try await database.write { connection in
      try connection.row(
        """
        INSERT INTO thing (\(identifier: column)) VALUES (\(value))
        RETURNING id, \(identifier: column)
        """)
    }
    let id: Int64 = try kept?.value("id") ?? 0
    try expectEqual(try kept?.value(column.text, as: T.self), value)
    let read = try await database.rows(
      "SELECT \(identifier: column) FROM thing WHERE id = \(id)")
    try expectEqual(try read.first?.value(column.text, as: T.self), value)
  }
}
