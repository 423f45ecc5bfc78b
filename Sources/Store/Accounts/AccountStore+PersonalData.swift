public import Civic
import Database
public import Exact

extension AccountStore {
  /// Everything kept about a person, for themselves: the account, roles, sessions, the tokens given
  /// to programs, and what happened.
  /// Secrets and their digests are not among it.
  public func personalData(of id: ID<Account>, at now: Instant) async throws -> JSONValue {
    try await database.write { connection in
      guard let account = try AccountReader(connection).account(id) else {
        throw StoreError.notFound
      }
      try AccountWriter(connection, at: now).log(.accountExported, id)
      let sessions = try connection.rows(
        "SELECT * FROM session WHERE account = \(id.rawValue) ORDER BY started_at, id"
      ).map(SessionReader.session)
      let tokens = try connection.rows(
        "SELECT * FROM access_token WHERE account = \(id.rawValue) ORDER BY created_at, id"
      ).compactMap(Self.token)
      let events = try SecurityLog(connection).events(
        "WHERE account = \(id.rawValue)", limit: 100_000)
      return [
        "account": Self.json(account),
        "roles": .array(try AccountReader(connection).roles(of: id).map(Self.json)),
        "sessions": .array(sessions.map(Self.json)),
        "tokens": .array(tokens.map(Self.json)),
        "events": .array(events.map(Self.json)),
        "scoringSheets": .array(try Self.sheets(of: id, connection)),
        "exports": .array(try ExportStore.personalData(of: id, connection)),
        "exportedAt": .string(now.description),
      ]
    }
  }

  /// What the person said in rounds of scoring.
  private static func sheets(
    of id: ID<Account>, _ connection: any Connection
  ) throws -> [JSONValue] {
    try connection.rows(
      """
      SELECT content FROM scoring_sheet WHERE account = \(id.rawValue) ORDER BY round, stage
      """
    ).map { try JSONValue(parsing: $0.value("content", as: String.self), limits: .records) }
  }

  private static func json(_ account: Account) -> JSONValue {
    [
      "id": .string(account.id.rawValue), "name": .string(account.name),
      "email": .string(account.email), "language": .string(account.language.rawValue),
      "isActive": .bool(account.isActive), "hasSecondFactor": .bool(account.hasSecondFactor),
      "createdAt": .string(account.createdAt.description),
    ]
  }

  private static func json(_ role: GivenRole) -> JSONValue {
    [
      "role": .string(role.grant.role.rawValue),
      "scope": .string(role.grant.scope.kind.rawValue),
      "scopeKey": .string(role.grant.scope.key), "status": .string(role.status.rawValue),
      "from": .string(role.from.description),
      "until": role.until.map { .string($0.description) } ?? .null,
    ]
  }

  private static func json(_ session: AccountSession) -> JSONValue {
    [
      "startedAt": .string(session.startedAt.description),
      "seenAt": .string(session.seenAt.description), "device": .string(session.device),
    ]
  }

  private static func json(_ token: AccessToken) -> JSONValue {
    var object = JSONObject()
    object["name"] = .string(token.name)
    object["access"] = .string(token.reach.access.rawValue)
    switch token.reach.place {
    case .everywhere: break
    case .city(let city): object["city"] = .string(city.rawValue)
    case .plan(let plan): object["plan"] = .string(plan.rawValue)
    }
    object["createdAt"] = .string(token.createdAt.description)
    object["expiresAt"] = .string(token.expiresAt.description)
    object["usedAt"] = token.usedAt.map { .string($0.description) } ?? .null
    return .object(object)
  }

  private static func json(_ event: SecurityEvent) -> JSONValue {
    ["at": .string(event.at.description), "what": .string(event.kind.rawValue)]
  }

  /// Erases who a person was; what they changed stays, done by a former account.
  ///
  /// Letters, invitations and links of that person go as well. It cannot be undone.
  ///
  /// - Throws: ``AccountError/lastAdministrator``; `AccessError` unless the account is the viewer's
  ///   own or the viewer is an administrator.
  public func erase(_ id: ID<Account>, by viewer: Viewer, at now: Instant) async throws {
    try await database.write { connection in
      if viewer.account != id { try viewer.require(.manageAccounts, .platform) }
      guard let account = try AccountReader(connection).account(id) else {
        throw StoreError.notFound
      }
      let writer = AccountWriter(
        connection, at: now, by: viewer.account == id ? nil : viewer.account)
      try writer.requireAnotherAdministrator(than: id)
      try writer.endSessions(of: id)
      try writer.dropSecondFactor(of: id)
      try Self.forget(account, in: connection, at: now)
      try writer.log(.accountErased, id)
    }
  }

  private static func forget(
    _ account: Account, in connection: any Connection, at now: Instant
  ) throws {
    let id = account.id.rawValue
    try connection.execute("DELETE FROM recovery WHERE account = \(id)")
    try connection.execute("DELETE FROM access_token WHERE account = \(id)")
    try connection.execute("DELETE FROM calendar_token WHERE account = \(id)")
    try ExportStore.forget(account.id, connection)
    try connection.execute("DELETE FROM invitation WHERE email = \(account.email)")
    try connection.execute("DELETE FROM mail WHERE recipient = \(account.email)")
    try connection.execute("UPDATE security_event SET address = NULL WHERE account = \(id)")
    try connection.execute(
      """
      UPDATE account_grant SET status = 'withdrawn', until_at = \(now.milliseconds)
      WHERE account = \(id) AND status <> 'withdrawn'
      """)
    try connection.execute(
      """
      UPDATE account SET name = '', email = NULL, password_hash = NULL, totp_secret = NULL,
        totp_pending = NULL, totp_last_step = NULL, is_active = 0,
        erased_at = \(now.milliseconds)
      WHERE id = \(id)
      """)
  }
}
