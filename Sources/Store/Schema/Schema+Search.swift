import Database

extension Migration {
  /// What can be found, with an index of words for what is published and one for working plans.
  static let search = Migration(number: 19, name: "search") { dialect in
    let int = dialect.integer
    return [
      """
      CREATE TABLE search_entry (
        number \(sql: dialect.identity),
        scope TEXT NOT NULL CHECK (scope IN ('published', 'working')), kind TEXT NOT NULL,
        record TEXT NOT NULL, plan TEXT, city TEXT, title TEXT NOT NULL, content TEXT,
        UNIQUE (scope, kind, record))\(sql: dialect.strict)
      """,
      "CREATE INDEX search_entry_plan ON search_entry (plan)",
      "CREATE TABLE search_state (version \(sql: int) PRIMARY KEY)\(sql: dialect.strict)",
    ] + SearchIndex.tables.flatMap { $0.create(in: dialect) }
  }
}
