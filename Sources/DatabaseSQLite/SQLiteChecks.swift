internal import Database
internal import GRDB

/// The two examinations of a file's structure that SQLite offers.
enum StructureCheck: String, Sendable {
  /// Everything but whether indexes agree with their tables.
  case quick = "quick_check"
  case full = "integrity_check"
}

extension SQLiteFile {
  /// What is wrong with the file, most serious first; empty when nothing is.
  func problems(_ check: StructureCheck) async throws -> [String] {
    try await translatingErrors {
      try await pool.read { try Self.problems(check, in: $0) }
    }
  }

  static func problems(_ check: StructureCheck, in database: GRDB.Database) throws -> [String] {
    do {
      let answers = try String.fetchAll(database, sql: "PRAGMA \(check.rawValue)")
      let references = try GRDB.Row.fetchAll(database, sql: "PRAGMA foreign_key_check").map { row in
        let table: String? = row["table"]
        let parent: String? = row["parent"]
        let number: Int64? = row["rowid"]
        return "\(table ?? "?") \(number ?? 0) refers to a missing \(parent ?? "?")"
      }
      return answers.filter { $0 != "ok" } + references
    } catch let error as GRDB.DatabaseError where isDamage(error) {
      return [error.message ?? error.resultCode.description]
    }
  }

  private static func isDamage(_ error: GRDB.DatabaseError) -> Bool {
    error.resultCode == .SQLITE_CORRUPT || error.resultCode == .SQLITE_NOTADB
  }
}
