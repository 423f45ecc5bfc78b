import Database

extension Migration {
  /// Calendars that are read with a secret, and workbooks on their way in.
  static let exchange = Migration(number: 21, name: "exchange") { dialect in
    let (int, strict) = (dialect.integer, dialect.strict)
    return [
      """
      CREATE TABLE calendar_token (
        digest TEXT PRIMARY KEY,
        account TEXT NOT NULL REFERENCES account (id) DEFERRABLE INITIALLY DEFERRED,
        plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
        made_at \(sql: int) NOT NULL, UNIQUE (account, plan))\(sql: strict)
      """,
      """
      CREATE TABLE workbook_import (
        id TEXT PRIMARY KEY,
        plan TEXT NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
        account TEXT, file_name TEXT NOT NULL, tables TEXT NOT NULL, settings TEXT NOT NULL,
        created_at \(sql: int) NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('draft', 'done', 'undone')),
        added \(sql: int) NOT NULL, changed \(sql: int) NOT NULL, removed \(sql: int) NOT NULL,
        CHECK (state = 'draft' OR tables = '[]'))\(sql: strict)
      """,
      "CREATE INDEX workbook_import_plan ON workbook_import (plan, created_at)",
    ]
  }
}
