import Database

extension Migration {
  /// What a city measures, tries and judges.
  static let indicators = Migration(number: 5, name: "indicators, pilots, policies") { dialect in
    let int = dialect.integer
    let strict = dialect.strict
    let common: SQL = """
      id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
      city TEXT NOT NULL REFERENCES city (id) DEFERRABLE INITIALLY DEFERRED,
      name TEXT NOT NULL,
      owner TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
      is_public \(sql: int) NOT NULL CHECK (is_public IN (0, 1))
      """
    let value: SQL = """
      source TEXT NOT NULL, indicator TEXT NOT NULL, place TEXT NOT NULL, period TEXT NOT NULL,
      breakdown TEXT NOT NULL, significand \(sql: int), scale \(sql: int), quality TEXT NOT NULL,
      note TEXT, revision \(sql: int) NOT NULL, at \(sql: int) NOT NULL, account TEXT
      """
    return [
      """
      CREATE TABLE indicator_source (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
        city TEXT REFERENCES city (id) DEFERRABLE INITIALLY DEFERRED, title TEXT NOT NULL,
        publisher TEXT NOT NULL, url TEXT, licence TEXT, format TEXT NOT NULL, mapping TEXT,
        every_hours \(sql: int) CHECK (every_hours > 0),
        drops_old_periods \(sql: int) NOT NULL CHECK (drops_old_periods IN (0, 1)))\(sql: strict)
      """,
      """
      CREATE TABLE city_indicator (
        \(sql: common), code TEXT NOT NULL, summary TEXT, unit TEXT NOT NULL,
        direction TEXT NOT NULL, frequency TEXT NOT NULL, formula TEXT, normaliser TEXT,
        enterprise TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
        contract TEXT REFERENCES service_contract (id) DEFERRABLE INITIALLY DEFERRED, goal TEXT,
        baseline_year \(sql: int), baseline TEXT, targets TEXT NOT NULL,
        interpolation TEXT NOT NULL, amber_from TEXT, red_from TEXT, source TEXT, licence TEXT,
        breakdowns TEXT NOT NULL,
        feed TEXT REFERENCES indicator_source (id) DEFERRABLE INITIALLY DEFERRED,
        feed_indicator TEXT, feed_place TEXT,
        is_comparable \(sql: int) NOT NULL CHECK (is_comparable IN (0, 1)))\(sql: strict)
      """,
      """
      CREATE TABLE corrective_action (
        \(sql: common),
        indicator TEXT REFERENCES city_indicator (id) DEFERRABLE INITIALLY DEFERRED, cause TEXT,
        person TEXT, start TEXT, due TEXT, done_on TEXT, outcome TEXT)\(sql: strict)
      """,
      """
      CREATE TABLE pilot (
        \(sql: common), hypothesis TEXT,
        indicator TEXT REFERENCES city_indicator (id) DEFERRABLE INITIALLY DEFERRED,
        baseline TEXT, comparator TEXT, size TEXT, cost \(sql: int), currency TEXT NOT NULL,
        start TEXT, "end" TEXT, stop_rule TEXT, scale_rule TEXT, success_value TEXT,
        fixed_at TEXT, fixed_digest TEXT, log TEXT NOT NULL, result TEXT, result_value TEXT,
        result_text TEXT, transferability TEXT, ended_on TEXT)\(sql: strict)
      """,
      """
      CREATE TABLE policy (
        \(sql: common), problem TEXT, goal TEXT,
        indicator TEXT REFERENCES city_indicator (id) DEFERRABLE INITIALLY DEFERRED,
        dataset TEXT REFERENCES dataset (id) DEFERRABLE INITIALLY DEFERRED, dataset_version TEXT,
        in_force_from \(sql: int), horizon \(sql: int) NOT NULL, assumptions TEXT NOT NULL,
        alternatives TEXT NOT NULL, comparators TEXT NOT NULL, verdict TEXT, verdict_reason TEXT,
        verdict_on TEXT,
        next TEXT REFERENCES policy (id) DEFERRABLE INITIALLY DEFERRED)\(sql: strict)
      """,
      """
      CREATE TABLE policy_run (
        id TEXT PRIMARY KEY,
        policy TEXT NOT NULL REFERENCES policy (id) DEFERRABLE INITIALLY DEFERRED,
        at \(sql: int) NOT NULL, content TEXT NOT NULL)\(sql: strict)
      """,
      """
      CREATE TABLE observation (
        \(sql: value),
        PRIMARY KEY (source, indicator, place, period, breakdown))\(sql: strict)
      """,
      """
      CREATE TABLE observation_past (
        \(sql: value), replaced_at \(sql: int) NOT NULL, replaced_by TEXT,
        PRIMARY KEY (source, indicator, place, period, breakdown, revision))\(sql: strict)
      """,
      """
      CREATE TABLE source_code (
        source TEXT NOT NULL, kind TEXT NOT NULL CHECK (kind IN ('indicator', 'place')),
        code TEXT NOT NULL, label TEXT, PRIMARY KEY (source, kind, code))\(sql: strict)
      """,
      """
      CREATE TABLE source_state (
        source TEXT PRIMARY KEY REFERENCES indicator_source (id),
        health TEXT NOT NULL, failures \(sql: int) NOT NULL, problem TEXT,
        last_asked \(sql: int), last_read \(sql: int), next_attempt \(sql: int),
        etag TEXT, last_modified TEXT, figures \(sql: int) NOT NULL)\(sql: strict)
      """,
      """
      CREATE TABLE source_reading (
        source TEXT NOT NULL REFERENCES indicator_source (id),
        kind TEXT NOT NULL CHECK (kind IN ('accepted', 'pending')), at \(sql: int) NOT NULL,
        bytes \(sql: dialect.blob) NOT NULL, PRIMARY KEY (source, kind))\(sql: strict)
      """,
      "CREATE INDEX city_indicator_city ON city_indicator (city)",
      "CREATE INDEX corrective_action_city ON corrective_action (city)",
      "CREATE INDEX pilot_city ON pilot (city)",
      "CREATE INDEX policy_city ON policy (city)",
      "CREATE INDEX policy_run_policy ON policy_run (policy)",
      "CREATE INDEX indicator_source_city ON indicator_source (city)",
      "CREATE INDEX source_state_due ON source_state (next_attempt)",
    ]
  }
}
