import Database

extension Migration {
  /// What programs use in place of passwords, and the sites that may show a city's plans.
  static let tokens = Migration(number: 22, name: "tokens") { dialect in
    let int = dialect.integer
    return [
      """
      CREATE TABLE access_token (
        id TEXT PRIMARY KEY,
        account TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
        token_digest TEXT NOT NULL UNIQUE, name TEXT NOT NULL, access TEXT NOT NULL,
        city TEXT, plan TEXT, created_at \(sql: int) NOT NULL, expires_at \(sql: int) NOT NULL,
        used_at \(sql: int))\(sql: dialect.strict)
      """,
      "CREATE INDEX access_token_account ON access_token (account)",
      "ALTER TABLE city ADD COLUMN embed_hosts TEXT",
    ]
  }
}
