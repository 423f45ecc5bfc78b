import Database

extension Migration {
  /// Calls, applications, scores and rulings; roles and invitations in a programme.
  static let selections = Migration(number: 11, name: "selections") { dialect in
    grants(dialect) + invitations(dialect) + calls(dialect)
  }

  /// The same table with one more kind of scope.
  private static func grants(_ dialect: Dialect) -> [SQL] {
    let (int, strict) = (dialect.integer, dialect.strict)
    return [
      """
      CREATE TABLE account_grant_next (
        id TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES account (id), role TEXT NOT NULL,
        scope_kind TEXT NOT NULL
          CHECK (scope_kind IN ('platform', 'programme', 'network', 'city')),
        scope_key TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('proposed', 'confirmed', 'withdrawn')),
        from_at \(sql: int) NOT NULL, until_at \(sql: int),
        given_by TEXT REFERENCES account (id),
        CHECK ((scope_kind = 'platform') = (scope_key = '')),
        CHECK (status <> 'withdrawn' OR until_at IS NOT NULL))\(sql: strict)
      """,
      """
      INSERT INTO account_grant_next (id, account, role, scope_kind, scope_key, status, from_at,
        until_at, given_by)
      SELECT id, account, role, scope_kind, scope_key, status, from_at, until_at, given_by
      FROM account_grant
      """,
      "DROP TABLE account_grant",
      "ALTER TABLE account_grant_next RENAME TO account_grant",
      """
      CREATE UNIQUE INDEX account_grant_held ON account_grant (account, role, scope_kind, scope_key)
      WHERE status = 'confirmed' AND until_at IS NULL
      """,
      "CREATE INDEX account_grant_scope ON account_grant (scope_kind, scope_key)",
    ]
  }

  private static func invitations(_ dialect: Dialect) -> [SQL] {
    let (int, strict) = (dialect.integer, dialect.strict)
    return [
      """
      CREATE TABLE invitation_next (
        token_digest TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, email TEXT NOT NULL,
        language TEXT NOT NULL, role TEXT NOT NULL,
        scope_kind TEXT NOT NULL
          CHECK (scope_kind IN ('platform', 'programme', 'network', 'city')),
        scope_key TEXT NOT NULL, invited_by TEXT REFERENCES account (id),
        created_at \(sql: int) NOT NULL, expires_at \(sql: int) NOT NULL,
        used_at \(sql: int), CHECK (email = lower(email)),
        CHECK ((scope_kind = 'platform') = (scope_key = '')))\(sql: strict)
      """,
      """
      INSERT INTO invitation_next (token_digest, id, email, language, role, scope_kind, scope_key,
        invited_by, created_at, expires_at, used_at)
      SELECT token_digest, id, email, language, role, scope_kind, scope_key, invited_by,
        created_at, expires_at, used_at
      FROM invitation
      """,
      "DROP TABLE invitation",
      "ALTER TABLE invitation_next RENAME TO invitation",
      "CREATE INDEX invitation_email ON invitation (email)",
    ]
  }

  private static func calls(_ dialect: Dialect) -> [SQL] {
    let (int, strict) = (dialect.integer, dialect.strict)
    return [
      """
      CREATE TABLE selection_call (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
        programme TEXT NOT NULL REFERENCES programme (id) DEFERRABLE INITIALLY DEFERRED,
        title TEXT NOT NULL, about TEXT, themes TEXT, opens TEXT, closes TEXT,
        countries TEXT NOT NULL, min_population \(sql: int), max_population \(sql: int),
        regions TEXT NOT NULL, applicants TEXT NOT NULL, languages TEXT NOT NULL,
        needs_commitment \(sql: int) NOT NULL CHECK (needs_commitment IN (0, 1)),
        needs_contact \(sql: int) NOT NULL CHECK (needs_contact IN (0, 1)),
        partner TEXT NOT NULL, documents TEXT,
        one_per_city \(sql: int) NOT NULL CHECK (one_per_city IN (0, 1)),
        criteria TEXT NOT NULL, scale_lowest \(sql: int) NOT NULL,
        scale_highest \(sql: int) NOT NULL CHECK (scale_lowest < scale_highest), threshold TEXT,
        places \(sql: int) NOT NULL CHECK (places > 0),
        reserve_places \(sql: int) NOT NULL CHECK (reserve_places >= 0),
        assessors \(sql: int) NOT NULL CHECK (assessors > 0), tie_rule TEXT NOT NULL,
        opened_at TEXT, rules_version \(sql: int), rules_digest TEXT,
        decision TEXT REFERENCES decision (id) DEFERRABLE INITIALLY DEFERRED,
        CHECK ((opened_at IS NULL) = (rules_digest IS NULL)))\(sql: strict)
      """,
      """
      CREATE TABLE city_application (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
        call TEXT NOT NULL REFERENCES selection_call (id) DEFERRABLE INITIALLY DEFERRED,
        city TEXT NOT NULL REFERENCES city (id) DEFERRABLE INITIALLY DEFERRED,
        status TEXT NOT NULL CHECK (status IN ('draft', 'submitted', 'withdrawn')),
        applicant TEXT, themes TEXT NOT NULL, challenges TEXT, offers TEXT, wishes TEXT,
        commitment TEXT, is_committed \(sql: int) NOT NULL CHECK (is_committed IN (0, 1)),
        contact TEXT, partner TEXT NOT NULL, partner_name TEXT, documents TEXT NOT NULL,
        submitted_at TEXT, withdrawn_at TEXT,
        CHECK (status <> 'submitted' OR submitted_at IS NOT NULL))\(sql: strict)
      """,
      """
      CREATE TABLE assessor_sheet (
        application TEXT NOT NULL REFERENCES city_application (id),
        account TEXT NOT NULL REFERENCES account (id), assigned_at \(sql: int) NOT NULL,
        assigned_by TEXT, content TEXT NOT NULL,
        PRIMARY KEY (application, account))\(sql: strict)
      """,
      """
      CREATE TABLE selection_ruling (
        application TEXT PRIMARY KEY REFERENCES city_application (id), kind TEXT NOT NULL,
        reason TEXT NOT NULL CHECK (reason <> ''), at \(sql: int) NOT NULL,
        account TEXT)\(sql: strict)
      """,
      "CREATE INDEX selection_call_programme ON selection_call (programme)",
      "CREATE INDEX city_application_call ON city_application (call)",
      "CREATE INDEX city_application_city ON city_application (city)",
      "CREATE INDEX assessor_sheet_account ON assessor_sheet (account)",
    ]
  }
}
