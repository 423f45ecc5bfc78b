import Database

extension Migration {
  /// What leads from a gap to an action, peers' figures, and frameworks that people write.
  static let frontOfChain = Migration(number: 13, name: "front of the chain") { dialect in
    let int = dialect.integer
    return [
      "ALTER TABLE self_assessment ADD COLUMN wanted_level \(sql: int)",
      "ALTER TABLE self_assessment ADD COLUMN peer_consent \(sql: int)",
      "ALTER TABLE challenge ADD COLUMN gap TEXT",
      "ALTER TABLE practice ADD COLUMN codes TEXT",
      "ALTER TABLE adoption ADD COLUMN plan TEXT",
      "ALTER TABLE adoption ADD COLUMN action TEXT",
      """
      CREATE TABLE peer_comparison (
        framework TEXT NOT NULL, version TEXT NOT NULL, number \(sql: int) NOT NULL,
        at \(sql: int) NOT NULL, content TEXT NOT NULL,
        PRIMARY KEY (framework, version, number))\(sql: dialect.strict)
      """,
      """
      CREATE TABLE written_framework (
        id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
        city TEXT REFERENCES city (id) DEFERRABLE INITIALLY DEFERRED,
        network TEXT REFERENCES network (id) DEFERRABLE INITIALLY DEFERRED,
        key TEXT NOT NULL, version TEXT NOT NULL, draft TEXT NOT NULL, published TEXT,
        published_at TEXT, UNIQUE (key, version))\(sql: dialect.strict)
      """,
      "CREATE INDEX self_assessment_framework ON self_assessment (framework)",
    ]
  }
}
