import Database

extension Migration {
  /// Rounds in which people judge actions together, and what each of them says.
  static let scorings = Migration(number: 17, name: "scorings") { dialect in
    let int = dialect.integer
    let strict = dialect.strict
    return [
      """
      CREATE TABLE scoring_round (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
        plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
        name TEXT NOT NULL, question TEXT, phase TEXT NOT NULL, stage \(sql: int) NOT NULL,
        actions TEXT NOT NULL, criteria TEXT NOT NULL, members TEXT NOT NULL,
        scenarios TEXT NOT NULL, seed \(sql: int) NOT NULL, opened_at TEXT, decision TEXT,
        accepted_at TEXT)\(sql: strict)
      """,
      """
      CREATE TABLE scoring_sheet (
        round TEXT NOT NULL REFERENCES scoring_round (id) DEFERRABLE INITIALLY DEFERRED,
        account TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
        stage \(sql: int) NOT NULL, submitted_at \(sql: int), content TEXT NOT NULL,
        PRIMARY KEY (round, account, stage))\(sql: strict)
      """,
      "CREATE INDEX scoring_round_plan ON scoring_round (plan)",
    ]
  }
}
