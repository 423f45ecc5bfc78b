public import Civic
import Database
public import Exact

extension AccountStore {
  /// Who a session token belongs to.
  ///
  /// - Returns: Nil when there is no such session, it has ended, still awaits the second factor, or
  ///   its account was deactivated.
  public func session(tokenDigest: Digest, at now: Instant) async throws -> SignedIn? {
    let found = try await database.read { connection in
      try SessionReader(connection).signedIn(tokenDigest, at: now)
    }
    guard let found, !found.session.awaitsSecondFactor else { return nil }
    // To the minute is enough, and spares a write with every page.
    if now.milliseconds(since: found.session.seenAt) >= 60_000 {
      try await database.execute(
        """
        UPDATE session SET seen_at = \(now.milliseconds)
        WHERE token_digest = \(tokenDigest.rawValue) AND seen_at < \(now.milliseconds)
        """)
    }
    return found
  }

  /// The account whose password was given in a session and whose second factor is still to come.
  public func pendingSession(tokenDigest: Digest, at now: Instant) async throws -> SignedIn? {
    let found = try await database.read { connection in
      try SessionReader(connection).signedIn(tokenDigest, at: now)
    }
    return found?.session.awaitsSecondFactor == true ? found : nil
  }

  /// Starts a session in place of the one before, if there was one, and forgets those that ended.
  ///
  /// - Parameter previous: The token this browser had; it is of no use afterwards.
  public func start(
    _ session: AccountSession, tokenDigest: Digest, replacing previous: Digest? = nil,
    address: String? = nil
  ) async throws {
    let now = session.startedAt
    try await database.write { connection in
      if let previous { try Self.end(previous, in: connection) }
      try connection.execute(
        """
        DELETE FROM session WHERE started_at <= \(now.milliseconds - AccountSession.totalLimit)
          OR seen_at <= \(now.milliseconds - AccountSession.idleLimit)
        """)
      try connection.execute(
        """
        INSERT INTO session (token_digest, id, account, started_at, seen_at, device, awaits_code)
        VALUES (\(tokenDigest.rawValue), \(session.id.rawValue), \(session.account.rawValue),
          \(now.milliseconds), \(session.seenAt.milliseconds), \(session.device),
          \(session.awaitsSecondFactor))
        """)
      guard !session.awaitsSecondFactor else { return }
      try connection.execute(
        """
        UPDATE account SET signed_in_at = \(now.milliseconds)
        WHERE id = \(session.account.rawValue)
        """)
      let event = SecurityEvent(.signedIn, account: session.account, address: address, at: now)
      try SecurityLog(connection).write(event)
    }
  }

  /// Signs a browser out.
  public func endSession(tokenDigest: Digest, at now: Instant) async throws {
    try await database.write { connection in
      let account: String? = try connection.value(
        "SELECT account FROM session WHERE token_digest = \(tokenDigest.rawValue)")
      guard let account else { return }
      try Self.end(tokenDigest, in: connection)
      try SecurityLog(connection).write(
        SecurityEvent(.signedOut, account: ID(rawValue: account), at: now))
    }
  }

  /// Ends one session of an account, from the list of its sessions.
  public func endSession(
    _ session: ID<AccountSession>, of account: ID<Account>, at now: Instant
  ) async throws {
    try await database.write { connection in
      let count = try connection.execute(
        """
        DELETE FROM session
        WHERE id = \(session.rawValue) AND account = \(account.rawValue)
        """)
      guard count > 0 else { throw StoreError.notFound }
      try SecurityLog(connection).write(SecurityEvent(.sessionEnded, account: account, at: now))
    }
  }

  /// Where an account is signed in, the last used first.
  public func sessions(of account: ID<Account>, at now: Instant) async throws -> [AccountSession] {
    try await database.read { connection in
      try connection.rows(
        """
        SELECT * FROM session WHERE account = \(account.rawValue) AND awaits_code = 0
        ORDER BY seen_at DESC, id
        """
      ).map(SessionReader.session).filter { $0.isLive(at: now) }
    }
  }

  private static func end(_ digest: Digest, in connection: any Connection) throws {
    try connection.execute("DELETE FROM session WHERE token_digest = \(digest.rawValue)")
  }
}

/// Reads sessions within one transaction.
struct SessionReader {
  let connection: any Connection

  init(_ connection: any Connection) {
    self.connection = connection
  }

  func signedIn(_ digest: Digest, at now: Instant) throws -> SignedIn? {
    let row = try connection.row(
      "SELECT * FROM session WHERE token_digest = \(digest.rawValue)")
    let reader = AccountReader(connection)
    guard let session = try row.map(Self.session), session.isLive(at: now),
      let account = try reader.account(session.account), account.isActive
    else { return nil }
    return SignedIn(
      session: session, account: account, viewer: try reader.viewer(of: account, at: now))
  }

  static func session(_ row: Row) throws -> AccountSession {
    AccountSession(
      id: ID(rawValue: try row.value("id")), account: ID(rawValue: try row.value("account")),
      startedAt: Instant(milliseconds: try row.value("started_at")),
      seenAt: Instant(milliseconds: try row.value("seen_at")), device: try row.value("device"),
      awaitsSecondFactor: try row.value("awaits_code"))
  }
}
