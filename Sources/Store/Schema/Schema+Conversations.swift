import Database

extension Migration {
  /// Opinion conversations. Votes and who took part are outside the history of changes and carry no
  /// time; they are gone once a conversation is closed.
  static let conversations = Migration(number: 15, name: "conversations") { dialect in
    let int = dialect.integer
    let strict = dialect.strict
    return [
      """
      CREATE TABLE conversation (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
        city TEXT NOT NULL REFERENCES city (id) DEFERRABLE INITIALLY DEFERRED,
        name TEXT NOT NULL,
        owner TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
        about TEXT, opens_on TEXT, statements_until TEXT, closes_on TEXT, entry TEXT NOT NULL,
        moderation TEXT NOT NULL, votes_per_hour \(sql: int) NOT NULL,
        statements_per_day \(sql: int) NOT NULL, opened_at TEXT, rules_digest TEXT,
        closed_at TEXT, decision TEXT)\(sql: strict)
      """,
      """
      CREATE TABLE resident (
        id TEXT PRIMARY KEY, subject TEXT NOT NULL, token_digest TEXT NOT NULL UNIQUE,
        contact_digest TEXT, since TEXT NOT NULL,
        UNIQUE (subject, contact_digest))\(sql: strict)
      """,
      """
      CREATE TABLE conversation_statement (
        conversation TEXT NOT NULL REFERENCES conversation (id), number \(sql: int) NOT NULL,
        text TEXT NOT NULL, language TEXT NOT NULL,
        is_by_city \(sql: int) NOT NULL CHECK (is_by_city IN (0, 1)), moderation TEXT NOT NULL,
        PRIMARY KEY (conversation, number))\(sql: strict)
      """,
      """
      CREATE TABLE statement_author (
        conversation TEXT NOT NULL, number \(sql: int) NOT NULL,
        resident TEXT NOT NULL REFERENCES resident (id),
        PRIMARY KEY (conversation, number))\(sql: strict)
      """,
      """
      CREATE TABLE conversation_vote (
        conversation TEXT NOT NULL, resident TEXT NOT NULL REFERENCES resident (id),
        statement \(sql: int) NOT NULL,
        stance \(sql: int) NOT NULL CHECK (stance IN (-1, 0, 1)),
        PRIMARY KEY (conversation, resident, statement),
        FOREIGN KEY (conversation, statement)
          REFERENCES conversation_statement (conversation, number))\(sql: strict)
      """,
      """
      CREATE TABLE moderation_step (
        subject TEXT NOT NULL, item TEXT NOT NULL, step \(sql: int) NOT NULL,
        at \(sql: int) NOT NULL, author TEXT NOT NULL, state TEXT NOT NULL, reason TEXT,
        PRIMARY KEY (subject, item, step))\(sql: strict)
      """,
      "CREATE INDEX conversation_city ON conversation (city)",
      "CREATE INDEX statement_author_resident ON statement_author (resident)",
      "CREATE INDEX resident_subject ON resident (subject)",
    ]
  }
}
