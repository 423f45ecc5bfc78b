import Civic
import Database
import Exact

/// Writes and reads what happened to accounts within one transaction.
struct SecurityLog {
  let connection: any Connection

  init(_ connection: any Connection) {
    self.connection = connection
  }

  func write(_ event: SecurityEvent) throws {
    try connection.execute(
      """
      INSERT INTO security_event (at, account, made_by, what, address)
      VALUES (\(event.at.milliseconds), \(event.account?.rawValue), \(event.by?.rawValue),
        \(event.kind.rawValue), \(event.address))
      """)
  }

  func events(_ condition: SQL, limit: Int) throws -> [SecurityEvent] {
    try connection.rows(
      "SELECT * FROM security_event \(sql: condition) ORDER BY id DESC LIMIT \(limit)"
    ).compactMap { row in
      guard let kind = SecurityEvent.Kind(rawValue: try row.value("what")) else { return nil }
      return SecurityEvent(
        kind, account: try row.value("account", as: String?.self).map(ID.init(rawValue:)),
        by: try row.value("made_by", as: String?.self).map(ID.init(rawValue:)),
        address: try row.value("address"), at: Instant(milliseconds: try row.value("at")))
    }
  }
}
