public import Civic
import Database
import Exact

extension AccountStore {
  /// Keeps a link that the owner of an account asked for, with the letter that brings it.
  ///
  /// Nothing is kept for an account that is not active; the caller answers the same in any case.
  public func startRecovery(
    _ recovery: Recovery, tokenDigest: Digest, letter: Letter, address: String?, at now: Instant
  ) async throws {
    try await database.write { connection in
      let account = try AccountReader(connection).account(recovery.account)
      guard let account, account.isActive else { return }
      try Self.put(recovery, tokenDigest, in: connection, at: now)
      try AccountWriter(connection, at: now, address: address).log(.recoveryStarted, account.id)
      try MailQueue(connection).put(letter, at: now)
    }
  }

  /// Makes a link for somebody else, to be handed over by other means than e-mail.
  ///
  /// - Throws: ``StoreError/notFound``, `AccessError` unless the viewer manages all that the account
  ///   may do.
  public func makeRecovery(
    _ recovery: Recovery, tokenDigest: Digest, by viewer: Viewer, at now: Instant
  ) async throws {
    try await database.write { connection in
      try Self.requireToManage(recovery.account, in: connection, by: viewer, at: now)
      try Self.put(recovery, tokenDigest, in: connection, at: now)
      try AccountWriter(connection, at: now, by: viewer.account)
        .log(.recoveryStarted, recovery.account)
    }
  }

  private static func put(
    _ recovery: Recovery, _ digest: Digest, in connection: any Connection, at now: Instant
  ) throws {
    try connection.execute(
      """
      INSERT INTO recovery (token_digest, account, kind, made_by, created_at, expires_at)
      VALUES (\(digest.rawValue), \(recovery.account.rawValue), \(recovery.kind.rawValue),
        \(recovery.madeBy?.rawValue), \(now.milliseconds), \(recovery.expiresAt.milliseconds))
      """)
  }

  /// The account and kind of a link.
  ///
  /// - Throws: ``AccountError/linkInvalid`` when it is unknown, used or expired, or the account is
  ///   not active.
  public func recovery(
    tokenDigest: Digest, at now: Instant
  ) async throws -> (recovery: Recovery, account: Account) {
    try await database.read { try Self.recovery(tokenDigest, in: $0, at: now) }
  }

  private static func recovery(
    _ digest: Digest, in connection: any Connection, at now: Instant
  ) throws -> (recovery: Recovery, account: Account) {
    let row = try connection.row(
      """
      SELECT * FROM recovery WHERE token_digest = \(digest.rawValue) AND used_at IS NULL
        AND expires_at > \(now.milliseconds)
      """)
    guard let row, let kind = Recovery.Kind(rawValue: try row.value("kind")),
      let account = try AccountReader(connection).account(
        ID(rawValue: try row.value("account"))),
      account.isActive
    else { throw AccountError.linkInvalid }
    let recovery = Recovery(
      account: account.id, kind: kind,
      madeBy: try row.value("made_by", as: String?.self).map(ID.init(rawValue:)),
      expiresAt: Instant(milliseconds: try row.value("expires_at")))
    return (recovery, account)
  }

  /// Sets the password by a link; every session ends, and the second factor stays as it is.
  public func recoverPassword(
    tokenDigest: Digest, to hash: String, at now: Instant
  ) async throws {
    try await finish(.password, tokenDigest, at: now) { writer, account in
      try writer.setPassword(hash, of: account)
    }
  }

  /// Turns the second factor off by a link, for somebody who also knows the password.
  public func recoverSecondFactor(tokenDigest: Digest, at now: Instant) async throws {
    try await finish(.secondFactor, tokenDigest, at: now) { writer, account in
      try writer.dropSecondFactor(of: account)
      try writer.log(.secondFactorOff, account)
    }
  }

  private func finish(
    _ kind: Recovery.Kind, _ digest: Digest, at now: Instant,
    _ change: @Sendable @escaping (AccountWriter, ID<Account>) throws -> Void
  ) async throws {
    try await database.write { connection in
      let (recovery, account) = try Self.recovery(digest, in: connection, at: now)
      guard recovery.kind == kind else { throw AccountError.linkInvalid }
      let writer = AccountWriter(connection, at: now)
      try change(writer, account.id)
      try writer.endSessions(of: account.id)
      try writer.endRecoveries(of: account.id)
      try writer.log(.recoveryFinished, account.id)
    }
  }

  /// - Throws: ``StoreError/notFound`` for an account the viewer may not see, `AccessError` for one
  ///   they see and may not manage.
  static func requireToManage(
    _ account: ID<Account>, in connection: any Connection, by viewer: Viewer, at now: Instant
  ) throws {
    let reader = AccountReader(connection)
    guard try reader.account(account) != nil else { throw StoreError.notFound }
    let grants = try reader.heldGrants(of: account, at: now)
    guard viewer.mayManageAccount(with: grants) else {
      throw AccessError.refused(.manageAccounts)
    }
  }
}
