import Database

extension Migration {
  /// Files that are made beside the site, with their bytes in parts.
  static let exportJobs = Migration(number: 23, name: "export jobs") { dialect in
    let (int, strict) = (dialect.integer, dialect.strict)
    return [
      """
      CREATE TABLE export_job (
        id TEXT PRIMARY KEY,
        plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
        audience TEXT NOT NULL CHECK (audience IN ('everybody', 'planReaders', 'city')),
        account TEXT, reuse_key TEXT, at \(sql: int) NOT NULL, content TEXT NOT NULL,
        state TEXT NOT NULL
          CHECK (state IN ('waiting', 'running', 'done', 'failed', 'cancelled', 'expired')),
        progress TEXT NOT NULL,
        asked_to_stop \(sql: int) NOT NULL CHECK (asked_to_stop IN (0, 1)),
        askers \(sql: int) NOT NULL CHECK (askers > 0),
        attempts \(sql: int) NOT NULL CHECK (attempts >= 0), touched \(sql: int) NOT NULL,
        made_at \(sql: int), expires_at \(sql: int), size \(sql: int), chunks \(sql: int),
        digest TEXT, source TEXT, contents TEXT, fault TEXT, fault_place TEXT,
        CHECK (state NOT IN ('done', 'expired') OR (made_at IS NOT NULL AND expires_at IS NOT NULL
          AND size > 0 AND chunks > 0 AND digest IS NOT NULL AND source IS NOT NULL
          AND contents IS NOT NULL)),
        CHECK ((state = 'failed') = (fault IS NOT NULL)))\(sql: strict)
      """,
      """
      CREATE TABLE export_chunk (
        job TEXT NOT NULL REFERENCES export_job (id) DEFERRABLE INITIALLY DEFERRED,
        attempt \(sql: int) NOT NULL, number \(sql: int) NOT NULL CHECK (number >= 0),
        bytes \(sql: dialect.blob) NOT NULL, PRIMARY KEY (job, attempt, number))\(sql: strict)
      """,
      "CREATE INDEX export_job_state ON export_job (state, at)",
      "CREATE INDEX export_job_plan ON export_job (plan, at)",
      "CREATE INDEX export_job_account ON export_job (account)",
      "CREATE INDEX export_job_reuse ON export_job (reuse_key)",
    ]
  }
}
