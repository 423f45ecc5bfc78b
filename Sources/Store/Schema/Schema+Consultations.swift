import Database

extension Migration {
  /// What residents are asked, and the ballots of budget votes.
  static let consultations = Migration(number: 14, name: "consultations") { dialect in
    let int = dialect.integer
    let strict = dialect.strict
    let consultation: SQL = """
      consultation TEXT NOT NULL REFERENCES consultation (id) DEFERRABLE INITIALLY DEFERRED
      """
    return [
      """
      CREATE TABLE consultation (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
        city TEXT NOT NULL REFERENCES city (id) DEFERRABLE INITIALLY DEFERRED,
        kind TEXT NOT NULL, phase TEXT NOT NULL, name TEXT NOT NULL, text TEXT, contact TEXT,
        information_from TEXT, voting_from TEXT, voting_until TEXT, results_by TEXT,
        currency TEXT NOT NULL, budget \(sql: int), entry TEXT NOT NULL,
        has_desk \(sql: int) NOT NULL CHECK (has_desk IN (0, 1)),
        has_paper \(sql: int) NOT NULL CHECK (has_paper IN (0, 1)), ballot TEXT NOT NULL,
        fewest \(sql: int), most \(sql: int), points \(sql: int), most_points \(sql: int),
        rule TEXT NOT NULL, satisfaction TEXT, completion TEXT NOT NULL,
        comparison \(sql: int) NOT NULL CHECK (comparison IN (0, 1)), eligibility \(sql: int),
        threshold \(sql: int), ties TEXT NOT NULL, per_address \(sql: int), opened_at TEXT,
        rules_digest TEXT, closed_at TEXT, decision TEXT)\(sql: strict)
      """,
      """
      CREATE TABLE vote_project (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
        city TEXT NOT NULL REFERENCES city (id) DEFERRABLE INITIALLY DEFERRED,
        \(sql: consultation), name TEXT NOT NULL, text TEXT, cost \(sql: int) NOT NULL,
        category TEXT, district TEXT, latitude TEXT, longitude TEXT, alternative TEXT,
        proposer TEXT,
        is_fixed \(sql: int) NOT NULL CHECK (is_fixed IN (0, 1)))\(sql: strict)
      """,
      "CREATE INDEX consultation_city ON consultation (city)",
      "CREATE INDEX vote_project_consultation ON vote_project (consultation)",
      """
      CREATE TABLE vote_rules (
        consultation TEXT PRIMARY KEY REFERENCES consultation (id)
          DEFERRABLE INITIALLY DEFERRED,
        content TEXT NOT NULL, opened_at \(sql: int) NOT NULL)\(sql: strict)
      """,
      // No time, no order of writing: nothing here says who voted when.
      """
      CREATE TABLE ballot (
        consultation TEXT NOT NULL, voter TEXT NOT NULL, receipt TEXT NOT NULL,
        marks TEXT NOT NULL, PRIMARY KEY (consultation, voter))\(sql: dialect.strictByKey)
      """,
      """
      CREATE TABLE ballot_replaced (
        consultation TEXT NOT NULL, receipt TEXT NOT NULL,
        PRIMARY KEY (consultation, receipt))\(sql: dialect.strictByKey)
      """,
      """
      CREATE TABLE ballot_counted (
        consultation TEXT NOT NULL, receipt TEXT NOT NULL, marks TEXT NOT NULL,
        PRIMARY KEY (consultation, receipt))\(sql: dialect.strictByKey)
      """,
      """
      CREATE TABLE vote_entitled (
        consultation TEXT NOT NULL, voter TEXT NOT NULL,
        PRIMARY KEY (consultation, voter))\(sql: dialect.strictByKey)
      """,
      """
      CREATE TABLE vote_register_change (
        \(sql: consultation), number \(sql: int) NOT NULL, content TEXT NOT NULL,
        PRIMARY KEY (consultation, number))\(sql: strict)
      """,
      """
      CREATE TABLE vote_on_paper (
        consultation TEXT NOT NULL, voter TEXT NOT NULL,
        PRIMARY KEY (consultation, voter))\(sql: dialect.strictByKey)
      """,
      """
      CREATE TABLE paper_entry (
        consultation TEXT NOT NULL, serial \(sql: int) NOT NULL, clerk TEXT NOT NULL,
        marks TEXT NOT NULL, is_settlement \(sql: int) NOT NULL CHECK (is_settlement IN (0, 1)),
        PRIMARY KEY (consultation, serial, clerk))\(sql: dialect.strictByKey)
      """,
      """
      CREATE TABLE vote_signal (
        consultation TEXT NOT NULL, hour TEXT NOT NULL, signal TEXT NOT NULL,
        count \(sql: int) NOT NULL,
        PRIMARY KEY (consultation, hour, signal))\(sql: dialect.strictByKey)
      """,
    ]
  }
}
