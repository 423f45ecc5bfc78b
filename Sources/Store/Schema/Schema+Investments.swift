import Database

extension Migration {
  /// Scenarios of funding, and the searches for their answers.
  static let investments = Migration(number: 12, name: "funding scenarios") { dialect in
    let int = dialect.integer
    let strict = dialect.strict
    return [
      """
      CREATE TABLE funding_scenario (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
        plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
        at \(sql: int) NOT NULL, content TEXT NOT NULL)\(sql: strict)
      """,
      """
      CREATE TABLE funding_run (
        id TEXT PRIMARY KEY,
        plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
        scenario TEXT NOT NULL, at \(sql: int) NOT NULL, content TEXT NOT NULL, base TEXT,
        changes TEXT NOT NULL,
        state TEXT NOT NULL
          CHECK (state IN ('waiting', 'running', 'finished', 'stopped', 'failed')),
        progress TEXT NOT NULL, findings TEXT,
        asked_to_stop \(sql: int) NOT NULL CHECK (asked_to_stop IN (0, 1)),
        touched \(sql: int) NOT NULL,
        decision TEXT REFERENCES decision (id) DEFERRABLE INITIALLY DEFERRED)\(sql: strict)
      """,
      "CREATE INDEX funding_scenario_plan ON funding_scenario (plan)",
      "CREATE INDEX funding_run_plan ON funding_run (plan)",
      "CREATE INDEX funding_run_state ON funding_run (state)",
    ]
  }
}
