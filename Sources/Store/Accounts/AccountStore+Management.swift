public import Civic
import Database
public import Exact

extension AccountStore {
  /// Closes an account: it can do nothing and is signed out everywhere; its roles wait.
  ///
  /// - Throws: ``AccountError/lastAdministrator``, `AccessError`.
  public func deactivate(
    _ account: ID<Account>, by viewer: Viewer, at now: Instant
  ) async throws {
    try await database.write { connection in
      try Self.requireToManage(account, in: connection, by: viewer, at: now)
      let writer = AccountWriter(connection, at: now, by: viewer.account)
      try writer.requireAnotherAdministrator(than: account)
      try connection.execute(
        "UPDATE account SET is_active = 0 WHERE id = \(account.rawValue)")
      try writer.endSessions(of: account)
      try writer.endRecoveries(of: account)
      try writer.log(.deactivated, account)
    }
  }

  public func reactivate(
    _ account: ID<Account>, by viewer: Viewer, at now: Instant
  ) async throws {
    try await database.write { connection in
      try Self.requireToManage(account, in: connection, by: viewer, at: now)
      try connection.execute(
        "UPDATE account SET is_active = 1 WHERE id = \(account.rawValue)")
      try AccountWriter(connection, at: now, by: viewer.account).log(.reactivated, account)
    }
  }

  /// Gives a role from now on.
  public func give(
    _ grant: Grant, to account: ID<Account>, by viewer: Viewer, at now: Instant
  ) async throws {
    try await database.write { connection in
      try viewer.requireToGive(grant)
      guard try AccountReader(connection).account(account) != nil else {
        throw StoreError.notFound
      }
      try AccountWriter(connection, at: now, by: viewer.account)
        .give(grant, to: account, givenBy: viewer.account)
    }
  }

  /// Withdraws a role: it stays on record, and holds no longer.
  ///
  /// - Throws: ``AccountError/lastAdministrator``, ``StoreError/notFound``, `AccessError`.
  public func withdraw(
    _ grant: Grant, from account: ID<Account>, by viewer: Viewer, at now: Instant
  ) async throws {
    try await database.write { connection in
      try viewer.requireToGive(grant)
      let writer = AccountWriter(connection, at: now, by: viewer.account)
      if grant.role == .administrator {
        try writer.requireAnotherAdministrator(than: account)
      }
      let count = try connection.execute(
        """
        UPDATE account_grant SET status = 'withdrawn', until_at = \(now.milliseconds)
        WHERE account = \(account.rawValue) AND role = \(grant.role.rawValue)
          AND scope_kind = \(grant.scope.kind.rawValue) AND scope_key = \(grant.scope.key)
          AND status = 'confirmed' AND until_at IS NULL
        """)
      guard count > 0 else { throw StoreError.notFound }
      try writer.log(.roleWithdrawn, account)
    }
  }

  /// An account in the list of those who look after it.
  public struct Listed: Hashable, Sendable {
    public let account: Account
    /// The roles in force.
    public let grants: Set<Grant>
    public let signedInAt: Instant?
  }

  /// The accounts the viewer looks after, by name: all for an administrator, those with a role in
  /// their city for a coordinator.
  ///
  /// - Parameter words: A part of the name or e-mail; empty for all.
  /// - Complexity: O(*n*) accounts, which are as many as there are colleagues.
  public func accounts(
    matching words: String, for viewer: Viewer, at now: Instant
  ) async throws -> [Listed] {
    guard viewer.managesAccounts else { throw AccessError.refused(.manageAccounts) }
    let sought = words.lowercased().split(separator: " ")
    return try await database.read { connection in
      let grants = Dictionary(
        grouping: try connection.rows(
          """
          SELECT * FROM account_grant WHERE status = 'confirmed'
            AND from_at <= \(now.milliseconds)
            AND (until_at IS NULL OR until_at > \(now.milliseconds))
          """
        ).compactMap(AccountReader.givenRole), by: \.account)
      return try connection.rows(
        """
        SELECT \(sql: AccountReader.columns), account.signed_in_at FROM account
        WHERE erased_at IS NULL ORDER BY name, id
        """
      ).compactMap { row in
        let account = try AccountReader.account(row)
        let held = Set((grants[account.id] ?? []).map(\.grant))
        let text = "\(account.name) \(account.email)".lowercased()
        guard viewer.isAdministrator || held.contains(where: viewer.mayGive),
          sought.allSatisfy({ text.contains($0) })
        else { return nil }
        return Listed(
          account: account, grants: held,
          signedInAt: try row.value("signed_in_at", as: Int64?.self)
            .map(Instant.init(milliseconds:)))
      }
    }
  }

  /// What happened, the newest first.
  ///
  /// - Parameter account: That of one account, or of all; for administrators alone.
  public func securityEvents(
    of account: ID<Account>? = nil, for viewer: Viewer, limit: Int = 200
  ) async throws -> [SecurityEvent] {
    try viewer.require(.manageAccounts, .platform)
    return try await database.read { connection in
      let condition: SQL = account.map { "WHERE account = \($0.rawValue)" } ?? ""
      return try SecurityLog(connection).events(condition, limit: limit)
    }
  }

  /// What happened to one's own account, the newest first.
  public func ownSecurityEvents(
    of account: ID<Account>, limit: Int = 50
  ) async throws -> [SecurityEvent] {
    try await database.read { connection in
      try SecurityLog(connection).events("WHERE account = \(account.rawValue)", limit: limit)
    }
  }
}
