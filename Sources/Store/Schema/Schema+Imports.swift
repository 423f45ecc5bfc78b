import Database

extension Migration {
  /// Uploaded tables on their way into a plan.
  static let imports = Migration(number: 3, name: "imports") { dialect in
    let (int, strict) = (dialect.integer, dialect.strict)
    return [
      """
      CREATE TABLE table_import (
        id TEXT PRIMARY KEY,
        plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
        account TEXT, file_name TEXT NOT NULL, tables TEXT NOT NULL,
        settings TEXT NOT NULL, corrections TEXT NOT NULL, created_at \(sql: int) NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('draft', 'done', 'undone')),
        action_count \(sql: int) NOT NULL CHECK (action_count >= 0),
        CHECK (state = 'draft' OR tables = '[]'))\(sql: strict)
      """,
      "CREATE INDEX table_import_plan ON table_import (plan, created_at)",
    ]
  }
}
