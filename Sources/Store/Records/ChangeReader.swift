import Civic
import Database

/// Reads the change history.
struct ChangeReader {
  let connection: any Connection

  init(_ connection: any Connection) {
    self.connection = connection
  }

  /// The changes of one record, newest first.
  func changes(of record: RecordReference) throws -> [ChangeRecord] {
    try changes(where: "change.kind = \(record.kind) AND change.record = \(record.id)", limit: 500)
  }

  /// The changes that meet a condition, newest first.
  func changes(where condition: SQL, limit: Int) throws -> [ChangeRecord] {
    try connection.rows(
      """
      SELECT change.id, change.at, account.name AS author, change.kind, change.record,
        change.operation, change.before, change.after, change.batch
      FROM change LEFT JOIN account ON account.id = change.account
      WHERE \(sql: condition) ORDER BY change.id DESC LIMIT \(limit)
      """
    ).map(Self.change)
  }

  private static func change(_ row: Row) throws -> ChangeRecord {
    let json = { (column: String) -> JSONValue? in
      let text: String? = try row.value(column)
      return try text.map { try JSONValue(parsing: $0, limits: .records) }
    }
    let operation: String = try row.value("operation")
    return ChangeRecord(
      id: try row.value("id"), at: Instant(milliseconds: try row.value("at")),
      author: try row.value("author"),
      record: RecordReference(kind: try row.value("kind"), id: try row.value("record")),
      operation: ChangeRecord.Operation(rawValue: operation) ?? .changed,
      before: try json("before"), after: try json("after"), batch: try row.value("batch"))
  }
}
