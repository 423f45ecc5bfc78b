import Database

extension Migration {
  /// Proposals of residents, and surveys. Who took part is outside the history of changes and is gone
  /// once they are closed.
  static let listening = Migration(number: 16, name: "proposals and surveys") { dialect in
    let int = dialect.integer
    let strict = dialect.strict
    let common: SQL = """
      id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
      city TEXT NOT NULL REFERENCES city (id) DEFERRABLE INITIALLY DEFERRED,
      name TEXT NOT NULL,
      owner TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
      about TEXT, opens_on TEXT, closes_on TEXT
      """
    return [
      """
      CREATE TABLE proposal_round (
        \(sql: common), is_public \(sql: int) NOT NULL CHECK (is_public IN (0, 1)),
        answered_from \(sql: int) NOT NULL, closed_at TEXT)\(sql: strict)
      """,
      """
      CREATE TABLE proposal (
        id TEXT PRIMARY KEY, round TEXT NOT NULL REFERENCES proposal_round (id),
        content TEXT NOT NULL)\(sql: strict)
      """,
      """
      CREATE TABLE proposal_picture (
        proposal TEXT PRIMARY KEY REFERENCES proposal (id), media_type TEXT NOT NULL,
        bytes \(sql: dialect.blob) NOT NULL)\(sql: strict)
      """,
      """
      CREATE TABLE proposal_author (
        proposal TEXT PRIMARY KEY REFERENCES proposal (id),
        resident TEXT NOT NULL REFERENCES resident (id))\(sql: strict)
      """,
      """
      CREATE TABLE proposal_support (
        proposal TEXT NOT NULL REFERENCES proposal (id),
        resident TEXT NOT NULL REFERENCES resident (id),
        PRIMARY KEY (proposal, resident))\(sql: strict)
      """,
      """
      CREATE TABLE survey (
        \(sql: common), questions TEXT NOT NULL, entry TEXT NOT NULL, opened_at TEXT,
        rules_digest TEXT, closed_at TEXT)\(sql: strict)
      """,
      """
      CREATE TABLE survey_answer (
        survey TEXT NOT NULL REFERENCES survey (id),
        resident TEXT NOT NULL REFERENCES resident (id), content TEXT NOT NULL,
        PRIMARY KEY (survey, resident))\(sql: strict)
      """,
      """
      CREATE TABLE survey_result (
        survey TEXT PRIMARY KEY REFERENCES survey (id), content TEXT NOT NULL,
        answers TEXT NOT NULL)\(sql: strict)
      """,
      "CREATE INDEX proposal_round_city ON proposal_round (city)",
      "CREATE INDEX proposal_of_round ON proposal (round)",
      "CREATE INDEX proposal_author_resident ON proposal_author (resident)",
      "CREATE INDEX proposal_support_resident ON proposal_support (resident)",
      "CREATE INDEX survey_city ON survey (city)",
    ]
  }
}
