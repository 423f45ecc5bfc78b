import Civic
import Database
import Exact

/// Changes accounts within one transaction, each change with its entry in the security log.
struct AccountWriter {
  let connection: any Connection
  let now: Instant
  /// Who does it, when it is somebody else than the account's owner.
  var by: ID<Account>?
  /// A keyed digest of where it came from.
  var address: String?

  init(
    _ connection: any Connection, at now: Instant, by: ID<Account>? = nil,
    address: String? = nil
  ) {
    self.connection = connection
    self.now = now
    self.by = by
    self.address = address
  }

  func log(_ kind: SecurityEvent.Kind, _ account: ID<Account>?) throws {
    try SecurityLog(connection).write(
      SecurityEvent(kind, account: account, by: by, address: address, at: now))
  }

  /// - Throws: ``AccountError/emailTaken``.
  func insert(_ account: Account, passwordHash: String?) throws {
    guard try AccountReader(connection).account(email: account.email) == nil else {
      throw AccountError.emailTaken
    }
    try connection.execute(
      """
      INSERT INTO account (id, name, email, language, password_hash, is_active, created_at)
      VALUES (\(account.id.rawValue), \(account.name), \(account.email),
        \(account.language.rawValue), \(passwordHash), 1, \(account.createdAt.milliseconds))
      """)
    try log(.accountCreated, account.id)
  }

  /// Gives a role; one that is held already stays as it is.
  func give(_ grant: Grant, to account: ID<Account>, givenBy: ID<Account>?) throws {
    var random = SystemRandomNumberGenerator()
    let id = ID<GivenRole>(at: now.milliseconds, using: &random)
    let count = try connection.execute(
      """
      INSERT INTO account_grant (id, account, role, scope_kind, scope_key, status, from_at, given_by)
      SELECT \(id.rawValue), \(account.rawValue), \(grant.role.rawValue),
        \(grant.scope.kind.rawValue), \(grant.scope.key), 'confirmed', \(now.milliseconds),
        \(givenBy?.rawValue)
      WHERE NOT EXISTS (
        SELECT 1 FROM account_grant
        WHERE account = \(account.rawValue) AND role = \(grant.role.rawValue)
          AND scope_kind = \(grant.scope.kind.rawValue) AND scope_key = \(grant.scope.key)
          AND status = 'confirmed' AND until_at IS NULL)
      """)
    if count > 0 { try log(.roleGiven, account) }
  }

  func setPassword(_ hash: String, of account: ID<Account>) throws {
    try connection.execute(
      "UPDATE account SET password_hash = \(hash) WHERE id = \(account.rawValue)")
    try log(.passwordChanged, account)
  }

  func endSessions(of account: ID<Account>, except kept: Digest? = nil) throws {
    try connection.execute(
      """
      DELETE FROM session
      WHERE account = \(account.rawValue) AND token_digest <> \(kept?.rawValue ?? "")
      """)
  }

  /// Links that were made for an account and not used are of no use any more.
  func endRecoveries(of account: ID<Account>) throws {
    try connection.execute(
      """
      UPDATE recovery SET used_at = \(now.milliseconds)
      WHERE account = \(account.rawValue) AND used_at IS NULL
      """)
  }

  func dropSecondFactor(of account: ID<Account>) throws {
    try connection.execute(
      """
      UPDATE account SET totp_secret = NULL, totp_pending = NULL
      WHERE id = \(account.rawValue)
      """)
    try connection.execute("DELETE FROM recovery_code WHERE account = \(account.rawValue)")
  }

  /// - Throws: ``AccountError/lastAdministrator`` unless another active account is administrator.
  func requireAnotherAdministrator(than account: ID<Account>) throws {
    let isOne = try AccountReader(connection).heldGrants(of: account, at: now)
      .contains(Grant(.administrator, in: .platform))
    guard isOne else { return }
    let others: Int? = try connection.value(
      """
      SELECT COUNT(DISTINCT account.id) FROM account
      JOIN account_grant ON account_grant.account = account.id
      WHERE account.id <> \(account.rawValue) AND account.is_active = 1
        AND account_grant.role = \(Role.administrator.rawValue)
        AND account_grant.status = 'confirmed' AND account_grant.from_at <= \(now.milliseconds)
        AND account_grant.until_at IS NULL
      """)
    guard others ?? 0 > 0 else { throw AccountError.lastAdministrator }
  }
}
