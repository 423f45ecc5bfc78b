import Database

extension Migration {
  /// How plans are carried out: reports, spending, requests by letter, frozen reports, digests.
  static let delivery = Migration(number: 6, name: "delivery") { dialect in
    let int = dialect.integer
    let strict = dialect.strict
    return [
      """
      CREATE TABLE status_update (
        id TEXT PRIMARY KEY, plan TEXT NOT NULL REFERENCES plan (id), action TEXT NOT NULL,
        at \(sql: int) NOT NULL, account TEXT, request TEXT, content TEXT NOT NULL)\(sql: strict)
      """,
      """
      CREATE TABLE expenditure (
        id TEXT PRIMARY KEY, plan TEXT NOT NULL REFERENCES plan (id), action TEXT NOT NULL,
        day TEXT NOT NULL, amount \(sql: int) NOT NULL, at \(sql: int) NOT NULL, account TEXT,
        cancelled_at \(sql: int), content TEXT NOT NULL)\(sql: strict)
      """,
      """
      CREATE TABLE update_request (
        id TEXT PRIMARY KEY, plan TEXT NOT NULL REFERENCES plan (id), action TEXT NOT NULL,
        token_digest TEXT NOT NULL UNIQUE, name TEXT NOT NULL, email TEXT, language TEXT NOT NULL,
        asked_by TEXT NOT NULL, account TEXT, asked_at \(sql: int) NOT NULL, due TEXT NOT NULL,
        expires_at \(sql: int) NOT NULL, answered_at \(sql: int), withdrawn_at \(sql: int),
        reminders \(sql: int) NOT NULL, last_reminder TEXT,
        escalated_at \(sql: int))\(sql: strict)
      """,
      """
      CREATE TABLE period_report (
        id TEXT PRIMARY KEY, plan TEXT NOT NULL REFERENCES plan (id), at \(sql: int) NOT NULL,
        author TEXT NOT NULL, digest TEXT NOT NULL, content TEXT NOT NULL)\(sql: strict)
      """,
      """
      CREATE TABLE digest_setting (
        account TEXT PRIMARY KEY REFERENCES account (id), weekday \(sql: int) NOT NULL,
        only_troubled \(sql: int) NOT NULL CHECK (only_troubled IN (0, 1)),
        last_sent TEXT)\(sql: strict)
      """,
      "CREATE INDEX status_update_plan ON status_update (plan, at)",
      "CREATE INDEX expenditure_plan ON expenditure (plan)",
      "CREATE INDEX update_request_plan ON update_request (plan)",
      "CREATE INDEX period_report_plan ON period_report (plan)",
      "ALTER TABLE challenge ADD COLUMN origin TEXT",
      "ALTER TABLE action ADD COLUMN origin TEXT",
      "ALTER TABLE indicator ADD COLUMN measured_by TEXT",
    ]
  }
}
