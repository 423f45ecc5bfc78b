import Database

extension SharedCase {
  private static let index = TextIndex("practice_text")

  static let textIndexCases: [SharedCase] = [
    SharedCase("finds texts by whole words and their beginnings, in any case and script") {
      database in
      try await fill(database, [1: "Паметно осветлување во Скопје", 2: "Smart lighting, Skopje"])
      try expectEqual(try await found("lighting", in: database), [2])
      try expectEqual(try await found("SMART light", in: database), [2])
      try expectEqual(try await found("осветл скопје", in: database), [1])
      try expectEqual(try await found("smart скопје", in: database), [])
      try expectEqual(try await found("ighting", in: database), [])
    },
    SharedCase("forgets texts that were replaced or removed") { database in
      try await fill(database, [1: "old bus", 2: "tram"])
      try await fill(database, [1: "new train"], create: false)
      try expectEqual(try await found("bus", in: database), [])
      try expectEqual(try await found("train", in: database), [1])
      try await database.execute(index.remove(2))
      try expectEqual(try await found("tram", in: database), [])
    },
    SharedCase("takes signs in a search for nothing but signs") { database in
      try await fill(database, [1: "bike-sharing (2024): \"pilot\" & more", 2: "sharing"])
      for words in ["bike-sharing", "\"pilot", "pilot OR NOT", "(2024", "'pilot' & !more", "bik*"] {
        let expected: [Int] = words == "pilot OR NOT" ? [] : [1]
        try expectEqual(try await found(words, in: database), expected)
      }
      try expect(index.search(" -*\"':&|! ", limit: 5, in: database.dialect) == nil, "no word")
    },
    SharedCase("answers no more keys than asked for") { database in
      try await fill(
        database, Dictionary(uniqueKeysWithValues: (1...9).map { (Int64($0), "same") }))
      try expectEqual(try await found("same", limit: 4, in: database), [1, 2, 3, 4])
    },
    SharedCase("puts the best first, among as many as it may put in order") { database in
      var texts: [Int64: String] = [9: "rare"]
      for key in Int64(1)...8 { texts[key] = "rare " + String(repeating: "word ", count: 40) }
      try await fill(database, texts)
      let found = { (among: Int) in
        guard
          let sql = index.search(
            TextQuery(words: "rare"), found: 9, unmarked: 9, among: among, limit: 20,
            in: database.dialect)
        else { throw Failure(description: "no word") }
        return try await database.rows(sql).map { try $0.value("key", as: Int.self) }
      }
      try expectEqual(Set(try await found(10)), Set(1...9))
      if database.dialect == .sqlite {
        try expectEqual(try await found(10).first, 9)
        try expectEqual(try await found(4), [1, 2, 3, 4])
      }
      try expectEqual(try await found(4).count, 4)
      let count = { (limit: Int) in
        guard
          let sql = index.count(TextQuery(words: "rare"), upTo: limit, in: database.dialect)
        else { throw Failure(description: "no word") }
        return try await database.rows(sql).first?.value("count", as: Int.self)
      }
      try expectEqual([try await count(4), try await count(20), try await count(.max)], [4, 9, 9])
    },
    SharedCase("puts in order by words alone, not by the marks that a text must hold beside") {
      database in
      let long = String(repeating: "word ", count: 40)
      try await fill(
        database,
        [1: "rare \(long) mark", 2: "rare mark", 3: "rare", 4: "mark mark mark mark rare \(long)"])
      let marks = TextQuery([TextQuery.Term(spellings: [["mark"]], isPrefix: false)])
      for unmarked in [4, 20] {
        guard
          let sql = index.search(
            TextQuery(words: "rare"), marks: marks, found: 3, unmarked: unmarked, among: 20,
            limit: 20, in: database.dialect)
        else { throw Failure(description: "no word") }
        let found = try await database.rows(sql).map { try $0.value("key", as: Int.self) }
        try expectEqual(Set(found), [1, 2, 4])
        if unmarked < 20 { try expectEqual(found.first, database.dialect == .sqlite ? 2 : 1) }
      }
    },
  ]

  private static func fill(
    _ database: any Database, _ texts: [Int64: String], create: Bool = true
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      if create {
        for statement in index.create(in: dialect) { try connection.execute(statement) }
      }
      for (key, text) in texts {
        for statement in index.put(text, for: key) { try connection.execute(statement) }
      }
    }
  }

  private static func found(
    _ words: String, limit: Int = 10, in database: any Database
  ) async throws -> [Int] {
    guard let sql = index.search(words, limit: limit, in: database.dialect) else {
      throw Failure(description: "no word in \(words)")
    }
    return try await database.rows(sql).map { try $0.value("key") }
  }
}
