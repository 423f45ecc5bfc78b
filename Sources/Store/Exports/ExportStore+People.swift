import Civic
import Database
import Exact

/// What is kept of who asked.
extension ExportStore {
  /// What a person asked for, as far as it is remembered.
  static func personalData(
    of account: ID<Account>, _ connection: any Connection
  ) throws -> [JSONValue] {
    try connection.rows(
      "SELECT * FROM export_job WHERE account = \(account.rawValue) ORDER BY at, id"
    ).map(Self.job).map { job in
      [
        "plan": .string(job.order.plan.rawValue), "format": .string(job.order.format.rawValue),
        "language": .string(job.order.language.rawValue), "askedAt": .string(job.at.description),
        "state": .string(job.state.rawValue),
      ]
    }
  }

  /// Ends what a person waits for, and forgets that it was they who asked for the rest.
  static func forget(_ account: ID<Account>, _ connection: any Connection) throws {
    let id = account.rawValue
    try connection.execute(
      """
      UPDATE export_job SET asked_to_stop = 1,
        state = CASE WHEN state = 'waiting' THEN 'cancelled' ELSE state END
      WHERE account = \(id) AND askers = 1 AND state IN ('waiting', 'running')
      """)
    try connection.execute("UPDATE export_job SET account = NULL WHERE account = \(id)")
  }
}
