import Database

extension Migration {
  /// Accounts, what they may do, sessions, links, letters and what happened.
  static let accounts = Migration(number: 1, name: "accounts") { dialect in
    accountTables(dialect) + sessionTables(dialect) + linkTables(dialect) + letterTables(dialect)
  }

  private static func accountTables(_ dialect: Dialect) -> [SQL] {
    let (int, blob, strict) = (dialect.integer, dialect.blob, dialect.strict)
    return [
      """
      CREATE TABLE account (
        id TEXT PRIMARY KEY, name TEXT NOT NULL, email TEXT UNIQUE, language TEXT NOT NULL,
        password_hash TEXT, is_active \(sql: int) NOT NULL CHECK (is_active IN (0, 1)),
        totp_secret \(sql: blob), totp_pending \(sql: blob), totp_last_step \(sql: int),
        created_at \(sql: int) NOT NULL, signed_in_at \(sql: int), erased_at \(sql: int),
        CHECK (email = lower(email)),
        CHECK (erased_at IS NULL OR (name = '' AND email IS NULL AND password_hash IS NULL
          AND totp_secret IS NULL AND is_active = 0)),
        CHECK (erased_at IS NOT NULL OR (name <> '' AND email IS NOT NULL)))\(sql: strict)
      """,
      """
      CREATE TABLE account_grant (
        id TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES account (id), role TEXT NOT NULL,
        scope_kind TEXT NOT NULL CHECK (scope_kind IN ('platform', 'network', 'city')),
        scope_key TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('proposed', 'confirmed', 'withdrawn')),
        from_at \(sql: int) NOT NULL, until_at \(sql: int),
        given_by TEXT REFERENCES account (id),
        CHECK ((scope_kind = 'platform') = (scope_key = '')),
        CHECK (status <> 'withdrawn' OR until_at IS NOT NULL))\(sql: strict)
      """,
      """
      CREATE UNIQUE INDEX account_grant_held ON account_grant (account, role, scope_kind, scope_key)
      WHERE status = 'confirmed' AND until_at IS NULL
      """,
      "CREATE INDEX account_grant_scope ON account_grant (scope_kind, scope_key)",
    ]
  }

  private static func sessionTables(_ dialect: Dialect) -> [SQL] {
    let (int, strict) = (dialect.integer, dialect.strict)
    return [
      """
      CREATE TABLE session (
        token_digest TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE,
        account TEXT NOT NULL REFERENCES account (id), started_at \(sql: int) NOT NULL,
        seen_at \(sql: int) NOT NULL CHECK (seen_at >= started_at), device TEXT NOT NULL,
        awaits_code \(sql: int) NOT NULL CHECK (awaits_code IN (0, 1)))\(sql: strict)
      """,
      "CREATE INDEX session_account ON session (account)",
      """
      CREATE TABLE recovery_code (
        account TEXT NOT NULL REFERENCES account (id), digest TEXT NOT NULL,
        used_at \(sql: int), PRIMARY KEY (account, digest))\(sql: strict)
      """,
    ]
  }

  private static func linkTables(_ dialect: Dialect) -> [SQL] {
    let (int, strict) = (dialect.integer, dialect.strict)
    return [
      """
      CREATE TABLE invitation (
        token_digest TEXT PRIMARY KEY, id TEXT NOT NULL UNIQUE, email TEXT NOT NULL,
        language TEXT NOT NULL, role TEXT NOT NULL,
        scope_kind TEXT NOT NULL CHECK (scope_kind IN ('platform', 'network', 'city')),
        scope_key TEXT NOT NULL, invited_by TEXT REFERENCES account (id),
        created_at \(sql: int) NOT NULL, expires_at \(sql: int) NOT NULL,
        used_at \(sql: int), CHECK (email = lower(email)),
        CHECK ((scope_kind = 'platform') = (scope_key = '')))\(sql: strict)
      """,
      "CREATE INDEX invitation_email ON invitation (email)",
      """
      CREATE TABLE recovery (
        token_digest TEXT PRIMARY KEY, account TEXT NOT NULL REFERENCES account (id),
        kind TEXT NOT NULL CHECK (kind IN ('password', 'secondFactor')),
        made_by TEXT REFERENCES account (id), created_at \(sql: int) NOT NULL,
        expires_at \(sql: int) NOT NULL, used_at \(sql: int))\(sql: strict)
      """,
      "CREATE INDEX recovery_account ON recovery (account)",
    ]
  }

  private static func letterTables(_ dialect: Dialect) -> [SQL] {
    let (int, strict) = (dialect.integer, dialect.strict)
    return [
      """
      CREATE TABLE mail (
        id TEXT PRIMARY KEY, recipient TEXT NOT NULL, subject TEXT NOT NULL,
        text_body TEXT NOT NULL, html_body TEXT, language TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'failed')),
        attempts \(sql: int) NOT NULL CHECK (attempts >= 0), created_at \(sql: int) NOT NULL,
        next_attempt_at \(sql: int) NOT NULL, leased_until \(sql: int), sent_at \(sql: int),
        last_error TEXT)\(sql: strict)
      """,
      "CREATE INDEX mail_next ON mail (state, next_attempt_at)",
      """
      CREATE TABLE security_event (
        id \(sql: dialect.identity), at \(sql: int) NOT NULL,
        account TEXT REFERENCES account (id), made_by TEXT REFERENCES account (id),
        what TEXT NOT NULL, address TEXT)\(sql: strict)
      """,
      "CREATE INDEX security_event_account ON security_event (account, at)",
    ]
  }
}
