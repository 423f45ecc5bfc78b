public import Civic
import Database
public import Exact

extension AccountStore {
  /// The tokens of an account, the newest first; those that have expired too.
  public func tokens(of account: ID<Account>) async throws -> [AccessToken] {
    try await database.read { connection in
      try connection.rows(
        "SELECT * FROM access_token WHERE account = \(account.rawValue) ORDER BY id DESC"
      ).compactMap(Self.token)
    }
  }

  /// Keeps a new token by its digest alone.
  ///
  /// - Throws: ``StoreError/invalid(_:)`` when the account has as many as it may.
  public func add(_ token: AccessToken, digest: Digest) async throws {
    try await database.write { connection in
      let account = token.account.rawValue
      let now = token.createdAt
      let count: Int? = try connection.value(
        """
        SELECT COUNT(*) FROM access_token
        WHERE account = \(account) AND expires_at > \(now.milliseconds)
        """)
      guard (count ?? 0) < AccessToken.most else {
        throw StoreError.invalid([
          FieldFault(
            field: "name", message: Message("tokenTooMany", ["count": .count(AccessToken.most)]))
        ])
      }
      var (city, plan): (String?, String?) = (nil, nil)
      switch token.reach.place {
      case .everywhere: break
      case .city(let id): city = id.rawValue
      case .plan(let id): plan = id.rawValue
      }
      try connection.execute(
        """
        INSERT INTO access_token
          (id, account, token_digest, name, access, city, plan, created_at, expires_at)
        VALUES (\(token.id.rawValue), \(account), \(digest.rawValue), \(token.name),
          \(token.reach.access.rawValue), \(city), \(plan), \(now.milliseconds),
          \(token.expiresAt.milliseconds))
        """)
      try SecurityLog(connection).write(
        SecurityEvent(.tokenCreated, account: token.account, at: now))
    }
  }

  /// Takes a token back; it is of no use from then on.
  public func revoke(_ token: ID<AccessToken>, of account: ID<Account>, at now: Instant)
    async throws
  {
    try await database.write { connection in
      let count = try connection.execute(
        """
        DELETE FROM access_token
        WHERE id = \(token.rawValue) AND account = \(account.rawValue)
        """)
      guard count > 0 else { throw StoreError.notFound }
      try SecurityLog(connection).write(SecurityEvent(.tokenRevoked, account: account, at: now))
    }
  }

  /// Who a program asks for by its token, and no more than that token allows.
  ///
  /// - Returns: Nil when there is no such token, it has expired, or its account was deactivated.
  public func bearer(
    of digest: Digest, at now: Instant
  ) async throws -> (token: AccessToken, viewer: Viewer)? {
    let found = try await database.read { connection -> (token: AccessToken, viewer: Viewer)? in
      let reader = AccountReader(connection)
      let row = try connection.row(
        "SELECT * FROM access_token WHERE token_digest = \(digest.rawValue)")
      guard let token = try row.flatMap(Self.token), token.isLive(at: now),
        let account = try reader.account(token.account), account.isActive
      else { return nil }
      return (token, try reader.viewer(of: account, at: now).limited(to: token.reach))
    }
    // To the minute is enough, and spares a write with every request.
    if let found, now.milliseconds(since: found.token.usedAt ?? .first) >= 60_000 {
      try await database.execute(
        """
        UPDATE access_token SET used_at = \(now.milliseconds)
        WHERE token_digest = \(digest.rawValue)
        """)
    }
    return found
  }

  /// What this program does not know opens nothing.
  static func token(_ row: Row) throws -> AccessToken? {
    guard let access = TokenReach.Access(rawValue: try row.value("access")) else { return nil }
    let city: String? = try row.value("city")
    let plan: String? = try row.value("plan")
    let place: TokenReach.Place =
      city.map { .city(ID(rawValue: $0)) } ?? plan.map { .plan(ID(rawValue: $0)) } ?? .everywhere
    return AccessToken(
      id: ID(rawValue: try row.value("id")), account: ID(rawValue: try row.value("account")),
      name: try row.value("name"), reach: TokenReach(access, in: place),
      createdAt: Instant(milliseconds: try row.value("created_at")),
      expiresAt: Instant(milliseconds: try row.value("expires_at")),
      usedAt: try row.value("used_at", as: Int64?.self).map(Instant.init(milliseconds:)))
  }
}
