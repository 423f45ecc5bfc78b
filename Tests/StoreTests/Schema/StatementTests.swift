import Foundation
import Store
import TestDatabase
import Testing

@testable import Database

/// Makes of a statement of the sources one that a database can be asked to plan.
private struct Plannable {
  let dialect: Dialect

  /// - Returns: Nil where the statement is made of columns that are known at run time alone.
  func sql(of statement: SourceStatement) throws -> SQL? {
    var text = ""
    for piece in statement.pieces {
      switch piece {
      case .text(let part): text += part
      case .interpolation(let inside):
        guard let part = try part(inside, after: text, at: statement.place) else { return nil }
        text += part
      }
    }
    return Self.sql("EXPLAIN " + text)
  }

  static func sql(_ text: String) -> SQL {
    var sql = SQL()
    sql.append(.text(text))
    return sql
  }

  /// Statements behind a `switch` over the dialect, by a word of theirs.
  private static let ofOne: [(word: String, dialect: Dialect)] = [
    ("information_schema", .postgres), ("pragma_table_info", .sqlite),
  ]

  /// Whether the statement is for this database at all.
  func isFor(_ statement: SourceStatement) -> Bool {
    Self.ofOne.allSatisfy { !statement.text.contains($0.word) || dialect == $0.dialect }
  }

  private func part(_ inside: String, after text: String, at place: String) throws -> String? {
    if inside.hasPrefix("values:") { return "(NULL)" }
    if inside.hasPrefix("identifier:") { return nil }
    guard inside.hasPrefix("sql:") else { return "NULL" }
    switch inside.dropFirst("sql:".count).trimmingPrefix(" ") {
    case "names.joined()", "pairs.joined()": return nil
    case "AccountReader.columns", "Self.columns": return "account.id"
    case "dialect.skipLocked": return dialect.skipLocked.statement { "$\($0)" }.text
    case "condition", "wanted", "ofCity", "over", "stale", "Self.held(claimed)":
      let word = text.split(whereSeparator: \.isWhitespace).last
      return word == "WHERE" || word == "AND" ? "1 = 1" : ""
    default: throw UnknownPart(place: place, part: inside)
    }
  }
}

/// A part that this check does not know: tell it above what it can be.
private struct UnknownPart: Error { let place, part: String }

/// What one of the databases says in its own way; each has its word in `Dialect`, or another
/// statement that both take.
private let foreignWords: [(word: String, pattern: String)] = [
  ("INSERT OR", #"INSERT OR"#), ("REPLACE INTO", #"REPLACE INTO"#), ("UPDATE OR", #"UPDATE OR"#),
  ("IFNULL", #"IFNULL\s*\("#), ("GROUP_CONCAT", #"(?i)group_concat\s*\("#),
  ("strftime", #"(?i)\b(strftime|julianday|datetime|unixepoch)\s*\("#),
  ("rowid", #"(?i)\browid\b"#),
  ("GLOB", #"\bGLOB\b"#), ("MATCH", #"\bMATCH\b"#), ("PRAGMA", #"\bPRAGMA\b"#),
  ("last_insert_rowid", #"last_insert_rowid"#), ("total(", #"\btotal\s*\("#),
  ("printf", #"(?i)\bprintf\s*\("#), ("instr", #"(?i)\binstr\s*\("#), ("==", #"[^=!<>]==[^=]"#),
  ("IS value", #"\bIS (NOT )?\?"#), ("INDEXED BY", #"INDEXED BY"#), ("LIMIT ,", #"LIMIT [^ )]+,"#),
  ("json_extract", #"(?i)\bjson_(extract|each|tree|group_array)\b"#), ("hex(", #"(?i)\bhex\s*\("#),
  ("quoted text", #"= "[^"]*""#), ("backquote", #"`"#), ("char(", #"(?i)\bchar\s*\("#),
  ("MIN of two", #"(?i)\b(min|max)\s*\([^()]*,"#),
  ("cast by ::", #"::[a-z]"#), ("ILIKE", #"\bI?LIKE\b"#), ("SIMILAR TO", #"SIMILAR TO"#),
  ("DISTINCT ON", #"DISTINCT ON"#), ("LATERAL", #"LATERAL"#), ("ANY", #"\b(ANY|ALL)\s*\("#),
  ("ARRAY", #"\bARRAY\b|array_agg|unnest"#), ("string_agg", #"string_agg"#),
  ("now()", #"(?i)\bnow\s*\("#), ("INTERVAL", #"INTERVAL"#), ("GREATEST", #"GREATEST|LEAST\b"#),
  ("FOR UPDATE", #"FOR (UPDATE|SHARE)"#), ("TRUNCATE", #"TRUNCATE"#), ("jsonb", #"(?i)jsonb"#),
  ("to_char", #"to_(char|date|timestamp)"#), ("substring from", #"(?i)substring\s*\("#),
  ("true and false", #"\b(TRUE|FALSE)\b"#), ("USING in DELETE", #"DELETE FROM \w+\s+USING"#),
  ("regular expression", #" !?~\*? "#), ("nextval", #"nextval|currval"#),
]

private func foreign(_ text: String) -> [String] {
  foreignWords.filter { text.range(of: $0.pattern, options: .regularExpression) != nil }
    .map(\.word)
}

/// Statements that only one database accepts do not get into the program: each is planned by the
/// database that the tests run on – SQLite here, the server in its own step –, and none holds a word
/// of one alone.
@Suite struct `Statements of the sources` {
  @Test func `are found, all of them`() throws {
    let statements = try SourceStatements.all()
    let whole = statements.filter(\.isWhole)
    #expect(whole.count > 300, "\(whole.count)")
    let files = Set(whole.map { $0.place.split(separator: ":")[0] })
    #expect(files.contains("BallotBox.swift") && files.contains("PlanStore+Phases.swift"))
    #expect(files.count > 50, "\(files.count)")
  }

  @Test func `are accepted by the database of this run`() async throws {
    let database = try await TestDatabase.migrated()
    let plannable = Plannable(dialect: database.dialect)
    var madeAtRunTime: [String] = []
    var count = 0
    for statement in try SourceStatements.all()
    where statement.isWhole && plannable.isFor(statement) {
      guard let sql = try plannable.sql(of: statement) else {
        madeAtRunTime.append(statement.place)
        continue
      }
      do {
        _ = try await database.write { try $0.rows(sql) }
        count += 1
      } catch {
        Issue.record("\(statement.place) \(database.dialect): \(error)\n\(statement.text)")
      }
    }
    #expect(count > 300, "\(count)")
    // Tables of records and of words have names of their own, which every test of them runs.
    #expect(
      Set(madeAtRunTime.map { $0.split(separator: ":")[0] }).isSubset(of: [
        "RecordTable.swift", "SearchStore.swift",
      ]),
      "\(madeAtRunTime)")
  }

  @Test func `hold no word of one database alone`() throws {
    for statement in try SourceStatements.all() {
      let words = foreign(statement.text)
      #expect(words.isEmpty, "\(statement.place): \(words) in \(statement.text)")
    }
  }

  @Test(arguments: [
    "INSERT OR IGNORE INTO city (id) VALUES (?)", "SELECT IFNULL(name, '') FROM city",
    "SELECT strftime('%Y', 'now')", "SELECT * FROM city WHERE rowid = ?",
    "SELECT * FROM city WHERE name == ?", "SELECT group_concat(id) FROM city",
    "SELECT * FROM city WHERE country IS ?", "SELECT max(revision, 1) FROM city",
    "SELECT id::text FROM city", "SELECT id FROM city WHERE name ILIKE ?",
    "SELECT DISTINCT ON (country) id FROM city", "SELECT id FROM city WHERE id = ANY(?)",
    "SELECT string_agg(id, ',') FROM city", "SELECT id FROM city FOR UPDATE SKIP LOCKED",
    "SELECT now()", "UPDATE city SET revision = GREATEST(revision, 2)",
    "SELECT id FROM city WHERE name ~ 'a'", "SELECT id FROM account WHERE is_active = TRUE",
  ])
  func `of one database alone are told without a server`(text: String) {
    #expect(!foreign(text).isEmpty)
  }

  @Test func `that no database takes are told`() async throws {
    let database = try await TestDatabase.migrated()
    for text in [
      "SELECT nothing FROM city", "SELECT id FROM no_such_table", "UPDATE city SET nothing = NULL",
      "SELECT id FROM city WHERE", "INSERT INTO city (id, nothing) VALUES (NULL, NULL)",
      "DELETE FROM city WHERE no_function(id) = 1",
    ] {
      let found = SourceStatements.literals(in: "let sql: SQL = \"\(text)\"", of: "x.swift")
      let statement = try #require(found.first)
      let sql = try #require(try Plannable(dialect: database.dialect).sql(of: statement))
      await #expect(throws: (any Error).self, "\(text)") {
        _ = try await database.write { try $0.rows(sql) }
      }
    }
  }

  @Test func `are read out of Swift with what is interpolated`() {
    let source = #"""
      // "SELECT not this"
      let a: SQL = "SELECT name FROM city WHERE id = \(id("(x")) AND n = \(n)"
      let b: SQL = """
        UPDATE city
        SET name = \(next == nil ? "a" : "b") \
        WHERE 1 = 1
        """
      """#
    let found = SourceStatements.literals(in: source, of: "x.swift")
    #expect(
      found.map { $0.text.split(whereSeparator: \.isWhitespace).joined(separator: " ") } == [
        "SELECT name FROM city WHERE id = ? AND n = ?", "UPDATE city SET name = ? WHERE 1 = 1",
      ])
    #expect(found.map(\.place) == ["x.swift:2", "x.swift:3"])
    let areWhole = found.allSatisfy { $0.isWhole }
    #expect(areWhole)
  }
}
