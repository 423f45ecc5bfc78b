import Database

extension Migration {
  /// What cities learnt, and who took it up.
  static let practices = Migration(number: 7, name: "practices") { dialect in
    let int = dialect.integer
    let strict = dialect.strict
    let common: SQL = """
      id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
      city TEXT NOT NULL REFERENCES city (id) DEFERRABLE INITIALLY DEFERRED,
      name TEXT NOT NULL,
      owner TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED
      """
    return [
      """
      CREATE TABLE practice (
        \(sql: common), visibility TEXT NOT NULL, outcome TEXT NOT NULL, theme TEXT, context TEXT,
        problem TEXT, done TEXT, start_year \(sql: int), cost \(sql: int), currency TEXT NOT NULL,
        staff TEXT, baseline TEXT, result TEXT, evidence TEXT, evidence_url TEXT, why TEXT,
        avoid TEXT, conditions TEXT, contact TEXT, source TEXT, review TEXT NOT NULL,
        origin TEXT)\(sql: strict)
      """,
      """
      CREATE TABLE adoption (
        \(sql: common), is_public \(sql: int) NOT NULL CHECK (is_public IN (0, 1)),
        practice TEXT REFERENCES practice (id) DEFERRABLE INITIALLY DEFERRED,
        start_year \(sql: int), changed TEXT, outcome TEXT, result TEXT)\(sql: strict)
      """,
      """
      CREATE TABLE self_assessment (
        \(sql: common), is_public \(sql: int) NOT NULL CHECK (is_public IN (0, 1)),
        framework TEXT NOT NULL, framework_version TEXT NOT NULL, day TEXT,
        answers TEXT NOT NULL)\(sql: strict)
      """,
      "CREATE INDEX self_assessment_city ON self_assessment (city)",
      "CREATE INDEX practice_city ON practice (city)",
      "CREATE INDEX adoption_city ON adoption (city)",
      "CREATE INDEX adoption_practice ON adoption (practice)",
    ]
  }
}
