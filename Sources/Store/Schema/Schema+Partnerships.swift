import Database

extension Migration {
  /// What cities tell those who look for partners, matchings of networks, and who works with whom.
  static let partnerships = Migration(number: 10, name: "partnerships") { dialect in
    let int = dialect.integer
    let strict = dialect.strict
    return [
      """
      CREATE TABLE partner_profile (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
        city TEXT NOT NULL UNIQUE REFERENCES city (id) DEFERRABLE INITIALLY DEFERRED,
        visibility TEXT NOT NULL, about TEXT, kind TEXT, region TEXT, languages TEXT NOT NULL,
        capacity \(sql: int) NOT NULL CHECK (capacity BETWEEN 0 AND 20), parts TEXT NOT NULL,
        seeks_partners TEXT, seeks_suppliers TEXT, seeks_funders TEXT, contact TEXT,
        wishes TEXT NOT NULL, exclusions TEXT NOT NULL)\(sql: strict)
      """,
      """
      CREATE TABLE match_run (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
        network TEXT NOT NULL REFERENCES network (id) DEFERRABLE INITIALLY DEFERRED,
        settings TEXT NOT NULL, participants TEXT NOT NULL, input TEXT NOT NULL,
        request TEXT NOT NULL, result TEXT NOT NULL, at TEXT NOT NULL,
        decision TEXT REFERENCES decision (id) DEFERRABLE INITIALLY DEFERRED)\(sql: strict)
      """,
      """
      CREATE TABLE partnership (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
        network TEXT NOT NULL REFERENCES network (id) DEFERRABLE INITIALLY DEFERRED,
        run TEXT REFERENCES match_run (id) DEFERRABLE INITIALLY DEFERRED,
        cities TEXT NOT NULL, lead TEXT REFERENCES city (id) DEFERRABLE INITIALLY DEFERRED,
        status TEXT NOT NULL, is_own \(sql: int) NOT NULL CHECK (is_own IN (0, 1)), reason TEXT,
        note TEXT,
        replaced_by TEXT REFERENCES partnership (id) DEFERRABLE INITIALLY DEFERRED,
        themes TEXT NOT NULL, projects TEXT, activities TEXT, results TEXT, pilots TEXT NOT NULL,
        "start" TEXT, "end" TEXT)\(sql: strict)
      """,
      "CREATE INDEX match_run_network ON match_run (network)",
      "CREATE INDEX partnership_network ON partnership (network)",
      "CREATE INDEX partnership_run ON partnership (run)",
    ]
  }
}
