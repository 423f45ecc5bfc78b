import Database

extension SharedCase {
  private static let attacks = [
    "'; DROP TABLE thing; --", "x' OR '1'='1", "\"; DELETE FROM thing; --", "\\'; DROP TABLE thing",
    "1); DELETE FROM thing; --", "?", "$1", ":name", "/* */", "--", "\u{02BC}; DROP TABLE thing",
  ]

  static let injectionCases: [SharedCase] = [
    SharedCase("takes an attack as the text it is") { database in
      try await makeTable(in: database)
      for attack in attacks {
        try await database.execute("INSERT INTO thing (note) VALUES (\(attack))")
        let found = try await database.rows("SELECT note FROM thing WHERE note = \(attack)")
        try expectEqual(try found.map { try $0.value("note", as: String.self) }, [attack])
      }
      try expectEqual(try await count(of: "thing", in: database), attacks.count)
    },
    SharedCase("takes an attack as text in lists and in parts") { database in
      try await makeTable(in: database)
      try await database.execute("INSERT INTO thing (note) VALUES ('calm')")
      let part: SQL = "note = \(attacks[1]) OR note IN \(values: attacks)"
      let found = try await database.rows("SELECT id FROM thing WHERE \(sql: part)")
      try expectEqual(found.count, 0)
    },
    SharedCase("takes no second statement") { database in
      try await makeTable(in: database)
      _ = try await expectError {
        try await database.execute("INSERT INTO thing (whole) VALUES (1); DELETE FROM thing")
      }
      try expectEqual(try await count(of: "thing", in: database), 0)
    },
    SharedCase("takes a name only when it is one") { _ in
      try expectEqual(SQLName(checking: "plan_2")?.text, "plan_2")
      for name in attacks + ["", "2nd", "Plan", "plan name", "план", "a\"b"] {
        try expectEqual(SQLName(checking: name), nil)
      }
      try expectEqual(SQLName(checking: String(repeating: "a", count: 64)), nil)
    },
  ]
}
