import Database

/// The part of the content that tells what happened: changes, comments, decisions, versions.
extension Migration {
  static func journalTables(_ dialect: Dialect) -> [SQL] {
    let (int, strict) = (dialect.integer, dialect.strict)
    return [
      """
      CREATE TABLE change (
        id \(sql: dialect.identity), at \(sql: int) NOT NULL, account TEXT, kind TEXT NOT NULL,
        record TEXT NOT NULL, plan TEXT,
        operation TEXT NOT NULL CHECK (operation IN ('added', 'changed', 'removed', 'restored')),
        before TEXT, after TEXT, batch TEXT)\(sql: strict)
      """,
      "CREATE INDEX change_record ON change (kind, record)",
      "CREATE INDEX change_plan ON change (plan, id)",
      "CREATE INDEX change_batch ON change (batch)",
      """
      CREATE TABLE review_comment (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
        plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
        record_kind TEXT, record TEXT, author TEXT NOT NULL, author_name TEXT NOT NULL,
        written_at TEXT NOT NULL, body TEXT NOT NULL, resolved_at TEXT, resolved_by TEXT)\(sql: strict)
      """,
      "CREATE INDEX review_comment_plan ON review_comment (plan)",
    ]
  }

  static func decisionTables(_ dialect: Dialect) -> [SQL] {
    let (int, strict) = (dialect.integer, dialect.strict)
    return [
      """
      CREATE TABLE decision (
        id TEXT PRIMARY KEY, kind TEXT NOT NULL, digest TEXT NOT NULL UNIQUE,
        decided_at \(sql: int) NOT NULL, content TEXT NOT NULL)\(sql: strict)
      """,
      """
      CREATE TABLE decision_log (
        sequence \(sql: int) PRIMARY KEY, at TEXT NOT NULL, event TEXT NOT NULL,
        subject TEXT NOT NULL, digest TEXT NOT NULL, previous TEXT NOT NULL UNIQUE,
        head TEXT NOT NULL UNIQUE)\(sql: strict)
      """,
      """
      CREATE TABLE plan_version (
        plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
        number \(sql: int) NOT NULL CHECK (number >= 1), published_at \(sql: int) NOT NULL,
        document TEXT NOT NULL, digest TEXT NOT NULL,
        decision TEXT NOT NULL REFERENCES decision (id) DEFERRABLE INITIALLY DEFERRED,
        PRIMARY KEY (plan, number))\(sql: strict)
      """,
    ]
  }
}
