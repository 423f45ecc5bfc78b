import Database

extension Migration {
  /// What cities have today.
  static let register = Migration(number: 4, name: "as-is register") { dialect in
    let (int, strict) = (dialect.integer, dialect.strict)
    let common: SQL = """
      id TEXT PRIMARY KEY, revision \(sql: int) NOT NULL,
      city TEXT NOT NULL REFERENCES city (id) DEFERRABLE INITIALLY DEFERRED,
      name TEXT NOT NULL,
      owner TEXT REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
      is_public \(sql: int) NOT NULL CHECK (is_public IN (0, 1))
      """
    let tables: [SQL] = [
      """
      CREATE TABLE strategy (
        \(sql: common), kind TEXT NOT NULL, adopted_on TEXT, adopted_by TEXT, valid_until TEXT,
        commitments TEXT, url TEXT)\(sql: strict)
      """,
      """
      CREATE TABLE service_contract (
        \(sql: common), supplier TEXT, start TEXT, "end" TEXT, amount \(sql: int),
        currency TEXT NOT NULL, notice_months \(sql: int), note TEXT)\(sql: strict)
      """,
      """
      CREATE TABLE information_system (
        \(sql: common), purpose TEXT, supplier TEXT, since_year \(sql: int), state TEXT,
        has_personal_data \(sql: int) NOT NULL CHECK (has_personal_data IN (0, 1)),
        has_interface \(sql: int) NOT NULL CHECK (has_interface IN (0, 1)),
        contract TEXT REFERENCES service_contract (id) DEFERRABLE INITIALLY DEFERRED)\(sql: strict)
      """,
      """
      CREATE TABLE public_service (
        \(sql: common), code TEXT, summary TEXT, theme TEXT, channels TEXT NOT NULL,
        digital_level TEXT, fee TEXT, processing_days \(sql: int), requirements TEXT, output TEXT,
        legal_basis TEXT, legal_basis_url TEXT, url TEXT, contact TEXT,
        users_per_year \(sql: int), users_year \(sql: int),
        system TEXT REFERENCES information_system (id) DEFERRABLE INITIALLY DEFERRED)\(sql: strict)
      """,
      """
      CREATE TABLE dataset (
        \(sql: common), summary TEXT, openness TEXT, licence TEXT, updates TEXT, url TEXT,
        system TEXT REFERENCES information_system (id) DEFERRABLE INITIALLY DEFERRED)\(sql: strict)
      """,
      """
      CREATE TABLE infrastructure (
        \(sql: common), kind TEXT NOT NULL, quantity TEXT, unit TEXT,
        condition \(sql: int) CHECK (condition BETWEEN 1 AND 5), built_year \(sql: int),
        latitude TEXT, longitude TEXT, note TEXT)\(sql: strict)
      """,
      """
      CREATE TABLE staff_skill (
        \(sql: common), people TEXT, needed TEXT, note TEXT)\(sql: strict)
      """,
      """
      CREATE TABLE budget_line (
        \(sql: common), year \(sql: int) NOT NULL, kind TEXT NOT NULL,
        planned \(sql: int) NOT NULL, actual \(sql: int), currency TEXT NOT NULL)\(sql: strict)
      """,
    ]
    let indexed = [
      "strategy", "service_contract", "information_system", "public_service", "dataset",
      "infrastructure", "staff_skill", "budget_line",
    ]
    return tables
      + indexed.compactMap(SQLName.init(checking:)).map { table in
        guard let index = SQLName(checking: "\(table)_city") else { return "SELECT 1" }
        return "CREATE INDEX \(identifier: index) ON \(identifier: table) (city)"
      }
  }
}
