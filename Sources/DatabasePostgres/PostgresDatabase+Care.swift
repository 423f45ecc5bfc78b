internal import Database

extension PostgresDatabase {
  /// What is wrong with the database, empty when nothing is: indexes and constraints that do not
  /// hold, and tables that cannot be read to the last byte.
  public func integrityCheck() async throws -> [String] {
    let tables: [String] = try await rows(
      """
      SELECT relname FROM pg_class
      WHERE relnamespace = to_regnamespace(current_schema()) AND relkind = 'r' ORDER BY relname
      """
    ).map { try $0.value("relname") }
    var problems: [String] = try await rows(
      """
      SELECT 'the index ' || indexrelid::regclass::text || ' is not valid' AS problem
      FROM pg_index WHERE NOT indisvalid
      UNION ALL
      SELECT 'the constraint ' || conname || ' was not checked' FROM pg_constraint
      WHERE NOT convalidated
      """
    ).map { try $0.value("problem") }
    for table in tables {
      guard let name = SQLName(checking: table) else { continue }
      do {
        // Every row as text: also what lies outside the table is read, and its checksums compared.
        _ = try await rows(
          "SELECT sum(length(entry::text)) FROM \(identifier: name) AS entry")
      } catch let error as DatabaseError {
        problems.append("\(table): \(error)")
      }
    }
    return problems
  }
}
