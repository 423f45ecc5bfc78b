import Database

/// The SQL that both databases must understand alike.
extension SharedCase {
  static let languageCases: [SharedCase] = [
    SharedCase("returns inserted, updated and deleted rows") { database in
      try await makeTable(in: database)
      let inserted = try await written(
        "INSERT INTO thing (whole) VALUES (1), (2) RETURNING whole", in: database)
      try expectEqual(inserted.sorted(), [1, 2])
      let updated = try await written(
        "UPDATE thing SET whole = whole * 10 WHERE whole = 2 RETURNING whole", in: database)
      try expectEqual(updated, [20])
      let deleted = try await written(
        "DELETE FROM thing WHERE whole < 10 RETURNING whole", in: database)
      try expectEqual(deleted, [1])
      try expectEqual(try await numbers(in: database), [20])
    },
    SharedCase("numbers rows upwards and does not reuse a number") { database in
      try await makeTable(in: database)
      let one = try await written("INSERT INTO thing (whole) VALUES (1) RETURNING id", in: database)
      try await database.execute("DELETE FROM thing")
      let two = try await written("INSERT INTO thing (whole) VALUES (1) RETURNING id", in: database)
      try expect(one[0] < two[0], "\(two) after \(one)")
    },
    SharedCase("inserts or updates on conflict") { database in
      try await makeTable(in: database)
      try await database.execute("CREATE UNIQUE INDEX thing_note ON thing (note)")
      for number in 1...3 {
        try await database.execute(
          """
          INSERT INTO thing (note, whole) VALUES ('a', \(number))
          ON CONFLICT (note) DO UPDATE SET whole = thing.whole + excluded.whole
          """)
      }
      let ignored = try await database.execute(
        "INSERT INTO thing (note, whole) VALUES ('a', 9) ON CONFLICT (note) DO NOTHING")
      try expectEqual(ignored, 0)
      try expectEqual(try await numbers(in: database), [6])
    },
    SharedCase("follows recursive common table expressions") { database in
      let rows = try await database.rows(
        """
        WITH RECURSIVE power (n, value) AS (
          SELECT 0, CAST(1 AS \(sql: database.dialect.integer))
          UNION ALL
          SELECT n + 1, value * 2 FROM power WHERE n < \(10)
        )
        SELECT value FROM power ORDER BY n
        """)
      try expectEqual(try rows.last?.value("value", as: Int.self), 1_024)
      try expectEqual(rows.count, 11)
    },
    SharedCase("writes from a common table expression") { database in
      try await makeTable(in: database)
      try await database.execute(
        """
        WITH source AS (SELECT 1 AS n UNION ALL SELECT 2)
        INSERT INTO thing (whole) SELECT n FROM source
        """)
      try expectEqual(try await numbers(in: database), [1, 2])
    },
    SharedCase("ranks and sums in windows") { database in
      try await makeTable(in: database)
      try await database.execute(
        "INSERT INTO thing (whole, note) VALUES (5, 'a'), (7, 'a'), (7, 'b'), (1, 'b')")
      let rows = try await database.rows(
        """
        SELECT note, whole,
          rank() OVER (ORDER BY whole DESC) AS place,
          lag(whole) OVER (PARTITION BY note ORDER BY whole) AS before
        FROM thing ORDER BY note, whole
        """)
      try expectEqual(try rows.map { try $0.value("place", as: Int.self) }, [3, 1, 4, 1])
      try expectEqual(
        try rows.map { try $0.value("before", as: Int?.self) }, [nil, 5, nil, 1])
    },
    SharedCase("compares texts by their bytes, and knows null") { database in
      try await makeTable(in: database)
      try await database.execute(
        "INSERT INTO thing (note) VALUES ('b'), ('B'), ('a'), (NULL), ('ä')")
      let rows = try await database.rows(
        "SELECT note FROM thing WHERE note IS NOT NULL AND note >= 'a' AND note < 'c'")
      try expectEqual(
        try rows.map { try $0.value("note", as: String.self) }.sorted(), ["a", "b"])
    },
    SharedCase("claims rows for a worker") { database in
      try await makeTable(in: database)
      try await database.execute("INSERT INTO thing (whole) VALUES (1), (2)")
      let dialect = database.dialect
      let claimed = try await written(
        """
        UPDATE thing SET note = 'claimed' WHERE id IN (
          SELECT id FROM thing WHERE note IS NULL ORDER BY whole LIMIT 1\(sql: dialect.skipLocked)
        ) RETURNING whole
        """, in: database)
      try expectEqual(claimed, [1])
    },
  ]

  /// The numbers in the first column of what a writing statement returns.
  private static func written(_ sql: SQL, in database: any Database) async throws -> [Int] {
    try await database.write { try $0.rows(sql).map { try $0.value(at: 0) } }
  }
}
