import Civic
import Database
import Exact

/// Reads and writes the rows of one kind of record, without history or permission: those are the
/// stores' business.
struct RecordTable<Record: StoredRecord> {
  let connection: any Connection
  let dialect: Dialect

  init(_ connection: any Connection, _ dialect: Dialect) {
    self.connection = connection
    self.dialect = dialect
  }

  func find(_ id: Exact.ID<Record>) throws -> Record? {
    try all(where: "id = \(id.rawValue)").first
  }

  /// The records that meet a condition, in the order of their identifiers.
  func all(where condition: SQL = "1 = 1") throws -> [Record] {
    let rows = try connection.rows(
      "SELECT * FROM \(identifier: try table()) WHERE \(sql: condition) ORDER BY id")
    guard let first = rows.first else { return [] }
    let linked = try links(where: condition)
    let decoder = RowDecoder(columns: first.columns)
    return try rows.map { row in
      let id: String = try row.value("id")
      let own = linked.mapValues { $0[id] ?? [] }
      return try decoder.decode(Record.self, from: row, links: own)
    }
  }

  /// - Parameter coded: The record's coded form, where that is known already.
  func insert(_ record: Record, coded: JSONValue? = nil) throws {
    let values = try values(of: record, coded: coded)
    let names = values.columns.map { SQL("\(identifier: $0.name)") }
    try connection.execute(
      """
      INSERT INTO \(identifier: try table()) (\(sql: names.joined()))
      VALUES \(values: values.columns.map(\.value))
      """)
    try writeLinks(values, of: record)
  }

  /// - Parameter coded: The record's coded form, where that is known already.
  func update(_ record: Record, coded: JSONValue? = nil) throws {
    let values = try values(of: record, coded: coded)
    let pairs = values.columns.map { SQL("\(identifier: $0.name) = \($0.value)") }
    try connection.execute(
      """
      UPDATE \(identifier: try table()) SET \(sql: pairs.joined())
      WHERE id = \(record.id.rawValue)
      """)
    try writeLinks(values, of: record)
  }

  private func values(of record: Record, coded: JSONValue?) throws -> RecordValues {
    try RecordValues(
      of: Record.self, coded: try coded ?? JSONValue(encoding: record), columns: try columns())
  }

  func delete(_ id: Exact.ID<Record>) throws {
    for link in Record.links {
      try connection.execute(
        "DELETE FROM \(identifier: try name(link.table)) WHERE owner = \(id.rawValue)")
    }
    try connection.execute(
      "DELETE FROM \(identifier: try table()) WHERE id = \(id.rawValue)")
  }

  private func writeLinks(_ values: RecordValues, of record: Record) throws {
    for link in Record.links {
      let table = try name(link.table)
      try connection.execute(
        "DELETE FROM \(identifier: table) WHERE owner = \(record.id.rawValue)")
      for (position, target) in (values.links[link.property] ?? []).enumerated() {
        try connection.execute(
          """
          INSERT INTO \(identifier: table) (owner, target, position)
          VALUES (\(record.id.rawValue), \(target), \(position))
          ON CONFLICT (owner, target) DO NOTHING
          """)
      }
    }
  }

  /// The targets of every link, by property and owner, of the records that meet the condition.
  private func links(where condition: SQL) throws -> [String: [String: [String]]] {
    var found: [String: [String: [String]]] = [:]
    for link in Record.links {
      var byOwner: [String: [String]] = [:]
      try connection.forEachRow(
        """
        SELECT owner, target FROM \(identifier: try name(link.table))
        WHERE owner IN (SELECT id FROM \(identifier: try table()) WHERE \(sql: condition))
        ORDER BY owner, position
        """
      ) { row in
        byOwner[try row.value("owner"), default: []].append(try row.value("target"))
      }
      found[link.property] = byOwner
    }
    return found
  }

  /// The table's columns; asked of the database, which a person may have moved on by a migration.
  private func columns() throws -> [String] {
    switch dialect {
    case .sqlite:
      try connection.rows("SELECT name FROM pragma_table_info(\(Record.entityName))")
        .map { try $0.value("name") }
    case .postgres:
      try connection.rows(
        """
        SELECT column_name FROM information_schema.columns
        WHERE table_schema = current_schema() AND table_name = \(Record.entityName)
        """
      ).map { try $0.value("column_name") }
    }
  }

  private func table() throws -> SQLName { try name(Record.entityName) }

  private func name(_ text: String) throws -> SQLName {
    guard let name = SQLName(checking: text) else { throw StoreError.unstorable(text) }
    return name
  }
}
