public import Civic
import Database
public import Exact

extension AccountStore {
  /// What a sign-in is compared with.
  public struct Credentials: Sendable {
    public let account: Account
    /// In PHC form; none while the owner has not set one.
    public let passwordHash: String?
  }

  /// The account of an address in lower case with its password, active or not.
  public func credentials(email: String) async throws -> Credentials? {
    try await credentials("email = \(email)")
  }

  public func credentials(of account: ID<Account>) async throws -> Credentials? {
    try await credentials("id = \(account.rawValue)")
  }

  private func credentials(_ condition: SQL) async throws -> Credentials? {
    try await database.read { connection in
      try connection.row(
        """
        SELECT \(sql: AccountReader.columns), account.password_hash FROM account
        WHERE erased_at IS NULL AND \(sql: condition)
        """
      ).map { row in
        Credentials(
          account: try AccountReader.account(row), passwordHash: try row.value("password_hash"))
      }
    }
  }

  /// Sets a new password; other browsers are signed out, links to recover it are void.
  ///
  /// - Parameter session: The token of the browser in which it is done, which stays signed in.
  public func changePassword(
    of account: ID<Account>, to hash: String, keeping session: Digest?, at now: Instant
  ) async throws {
    try await database.write { connection in
      let writer = AccountWriter(connection, at: now)
      try writer.setPassword(hash, of: account)
      try writer.endSessions(of: account, except: session)
      try writer.endRecoveries(of: account)
    }
  }

  /// Puts the same password in a costlier form in place of the one it was checked against.
  public func rehash(of account: ID<Account>, from old: String, to new: String) async throws {
    try await database.execute(
      """
      UPDATE account SET password_hash = \(new)
      WHERE id = \(account.rawValue) AND password_hash = \(old)
      """)
  }
}
