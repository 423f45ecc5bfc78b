public import Civic
import Database
public import Exact

extension AccountStore {
  /// Keeps a secret until its owner has shown that the app has it.
  public func propose(_ totp: TOTP, for account: ID<Account>) async throws {
    try await database.execute(
      "UPDATE account SET totp_pending = \(totp.secret) WHERE id = \(account.rawValue)")
  }

  /// The secret that waits to be confirmed.
  public func proposedSecondFactor(of account: ID<Account>) async throws -> TOTP? {
    try await database.read { connection in
      let secret: [UInt8]?? = try connection.value(
        "SELECT totp_pending FROM account WHERE id = \(account.rawValue)")
      return (secret ?? nil).map(TOTP.init(secret:))
    }
  }

  /// Makes the proposed secret the account's second factor.
  ///
  /// - Parameters:
  ///   - code: The code the app shows.
  ///   - recoveryCodes: In place of all earlier ones.
  ///   - session: Stays signed in; others end.
  /// - Throws: ``AccountError/codeWrong``, and nothing is changed.
  public func enableSecondFactor(
    of account: ID<Account>, code: String, recoveryCodes: [RecoveryCode],
    keeping session: Digest?, at now: Instant
  ) async throws {
    try await database.write { connection in
      let secret: [UInt8]?? = try connection.value(
        "SELECT totp_pending FROM account WHERE id = \(account.rawValue)")
      guard let secret = secret ?? nil,
        let step = TOTP(secret: secret).step(ofCode: code, at: now, after: nil)
      else { throw AccountError.codeWrong }
      try connection.execute(
        """
        UPDATE account SET totp_secret = \(secret), totp_pending = NULL, totp_last_step = \(step)
        WHERE id = \(account.rawValue)
        """)
      try Self.put(recoveryCodes, for: account, in: connection)
      let writer = AccountWriter(connection, at: now)
      try writer.endSessions(of: account, except: session)
      try writer.log(.secondFactorOn, account)
    }
  }

  public func disableSecondFactor(of account: ID<Account>, at now: Instant) async throws {
    try await database.write { connection in
      let writer = AccountWriter(connection, at: now)
      try writer.dropSecondFactor(of: account)
      try writer.log(.secondFactorOff, account)
    }
  }

  /// Hands out new recovery codes in place of the earlier ones.
  public func replaceRecoveryCodes(
    of account: ID<Account>, with codes: [RecoveryCode]
  ) async throws {
    try await database.write { try Self.put(codes, for: account, in: $0) }
  }

  /// How many recovery codes are left.
  public func recoveryCodesLeft(of account: ID<Account>) async throws -> Int {
    try await database.read { connection in
      try connection.value(
        """
        SELECT COUNT(*) FROM recovery_code
        WHERE account = \(account.rawValue) AND used_at IS NULL
        """) ?? 0
    }
  }

  /// Takes a code of the app or a recovery code; each works once.
  ///
  /// - Throws: ``AccountError/codeWrong``.
  public func acceptCode(
    _ typed: String, of account: ID<Account>, address: String? = nil, at now: Instant
  ) async throws {
    let isAccepted = try await database.write { connection in
      let writer = AccountWriter(connection, at: now, address: address)
      if try Self.useStep(of: typed, account, in: connection, at: now) { return true }
      if try Self.useRecoveryCode(typed, account, in: connection, at: now) {
        try writer.log(.recoveryCodeUsed, account)
        return true
      }
      try writer.log(.codeFailed, account)
      return false
    }
    guard isAccepted else { throw AccountError.codeWrong }
  }

  private static func useStep(
    of typed: String, _ account: ID<Account>, in connection: any Connection, at now: Instant
  ) throws -> Bool {
    let row = try connection.row(
      """
      SELECT totp_secret, totp_last_step FROM account
      WHERE id = \(account.rawValue) AND totp_secret IS NOT NULL
      """)
    guard let row else { return false }
    let last: Int64? = try row.value("totp_last_step")
    let totp = TOTP(secret: try row.value("totp_secret"))
    guard let step = totp.step(ofCode: typed, at: now, after: last) else { return false }
    return try connection.execute(
      """
      UPDATE account SET totp_last_step = \(step)
      WHERE id = \(account.rawValue) AND (totp_last_step IS NULL OR totp_last_step < \(step))
      """) == 1
  }

  private static func useRecoveryCode(
    _ typed: String, _ account: ID<Account>, in connection: any Connection, at now: Instant
  ) throws -> Bool {
    guard let code = RecoveryCode(typed: typed) else { return false }
    return try connection.execute(
      """
      UPDATE recovery_code SET used_at = \(now.milliseconds)
      WHERE account = \(account.rawValue) AND digest = \(code.digest.rawValue)
        AND used_at IS NULL
      """) == 1
  }

  private static func put(
    _ codes: [RecoveryCode], for account: ID<Account>, in connection: any Connection
  ) throws {
    try connection.execute("DELETE FROM recovery_code WHERE account = \(account.rawValue)")
    for code in codes {
      try connection.execute(
        """
        INSERT INTO recovery_code (account, digest)
        VALUES (\(account.rawValue), \(code.digest.rawValue))
        """)
    }
  }
}
