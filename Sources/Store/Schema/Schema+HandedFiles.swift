import Database

extension Migration {
  /// Documents of applications and practices, and the discussion of scores.
  static let handedFiles = Migration(number: 18, name: "handed in documents") { dialect in
    let (int, strict) = (dialect.integer, dialect.strict)
    return [
      """
      CREATE TABLE handed_file (
        id TEXT PRIMARY KEY, application TEXT REFERENCES city_application (id),
        practice TEXT REFERENCES practice (id), document \(sql: int), name TEXT NOT NULL, media_type TEXT NOT NULL,
        size \(sql: int) NOT NULL CHECK (size > 0),
        digest TEXT NOT NULL REFERENCES file_content (digest),
        added_at \(sql: int) NOT NULL, added_by TEXT, removed_at \(sql: int),
        removed_by TEXT,
        CHECK ((application IS NULL) <> (practice IS NULL)))\(sql: strict)
      """,
      """
      CREATE TABLE score_discussion (
        application TEXT PRIMARY KEY REFERENCES city_application (id),
        opened_at \(sql: int) NOT NULL, opened_by TEXT)\(sql: strict)
      """,
      "CREATE INDEX handed_file_application ON handed_file (application)",
      "CREATE INDEX handed_file_practice ON handed_file (practice)",
    ]
  }
}
