public import Civic
public import Database
public import Exact

/// Who may read the days of a plan by a secret address, one for each person and plan.
public struct CalendarStore: Sendable {
  let database: any Database

  public init(_ database: any Database) {
    self.database = database
  }

  /// Makes a new secret address; the one before is worth nothing from now on.
  ///
  /// - Throws: `AccessError` for those who may not read the working plan.
  public func issue(
    _ digest: Digest, of plan: ID<Plan>, by viewer: Viewer, at now: Instant
  ) async throws {
    let account = try await account(of: viewer, reading: plan)
    try await database.write { connection in
      try connection.execute(
        "DELETE FROM calendar_token WHERE account = \(account) AND plan = \(plan.rawValue)")
      try connection.execute(
        """
        INSERT INTO calendar_token (digest, account, plan, made_at)
        VALUES (\(digest.rawValue), \(account), \(plan.rawValue), \(now.milliseconds))
        """)
    }
  }

  /// Takes the secret address back.
  public func revoke(of plan: ID<Plan>, by viewer: Viewer) async throws {
    guard let account = viewer.account?.rawValue else { return }
    try await database.write { connection in
      _ = try connection.execute(
        "DELETE FROM calendar_token WHERE account = \(account) AND plan = \(plan.rawValue)")
    }
  }

  /// Since when the viewer has an address; none without one.
  public func since(of plan: ID<Plan>, for viewer: Viewer) async throws -> Instant? {
    guard let account = viewer.account?.rawValue else { return nil }
    let time: Int64? = try await database.read { connection in
      try connection.value(
        """
        SELECT made_at FROM calendar_token
        WHERE account = \(account) AND plan = \(plan.rawValue)
        """)
    }
    return time.map { Instant(milliseconds: $0) }
  }

  /// Whose address it is, as far as the person may do things today, and of which plan.
  ///
  /// - Throws: ``StoreError/notFound`` for an address that is no longer worth anything.
  public func reader(
    of digest: Digest, at now: Instant
  ) async throws -> (viewer: Viewer, plan: ID<Plan>) {
    try await database.read { connection in
      guard
        let row = try connection.row(
          "SELECT account, plan FROM calendar_token WHERE digest = \(digest.rawValue)")
      else { throw StoreError.notFound }
      let reader = AccountReader(connection)
      guard let account = try reader.account(ID(rawValue: try row.value("account"))) else {
        throw StoreError.notFound
      }
      return (try reader.viewer(of: account, at: now), ID(rawValue: try row.value("plan")))
    }
  }

  private func account(of viewer: Viewer, reading plan: ID<Plan>) async throws -> String {
    let dialect = database.dialect
    let owner = try await database.read { try PlanReader($0, dialect).plan(plan) }
    guard let account = viewer.account, viewer.may(.readWorking, .plan(owner)) else {
      throw StoreError.notFound
    }
    return account.rawValue
  }
}
