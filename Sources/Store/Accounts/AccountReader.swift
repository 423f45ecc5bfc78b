import Civic
import Database
import Exact

/// Reads accounts and what they may do, within one transaction.
struct AccountReader {
  let connection: any Connection

  init(_ connection: any Connection) {
    self.connection = connection
  }

  /// The columns an account is read from.
  static let columns: SQL = """
    account.id, account.name, account.email, account.language, account.is_active,
    account.totp_secret IS NOT NULL AS has_totp, account.created_at
    """

  func account(_ id: ID<Account>) throws -> Account? {
    try connection.row(
      "SELECT \(sql: Self.columns) FROM account WHERE id = \(id.rawValue) AND erased_at IS NULL"
    ).map(Self.account)
  }

  func account(email: String) throws -> Account? {
    try connection.row("SELECT \(sql: Self.columns) FROM account WHERE email = \(email)")
      .map(Self.account)
  }

  /// What an account may do now: nothing while it is not active.
  func viewer(of account: Account, at now: Instant) throws -> Viewer {
    guard account.isActive else {
      return Viewer(account: account.id, name: account.name, grants: [])
    }
    let grants = try heldGrants(of: account.id, at: now)
    return Viewer(account: account.id, name: account.name, grants: grants)
  }

  /// The roles in force, whether or not the account is active.
  func heldGrants(of account: ID<Account>, at now: Instant) throws -> Set<Grant> {
    Set(
      try roles(of: account)
        .filter { $0.status == .confirmed && $0.from <= now && ($0.until ?? .last) > now }
        .map(\.grant))
  }

  func roles(of account: ID<Account>) throws -> [GivenRole] {
    try connection.rows(
      "SELECT * FROM account_grant WHERE account = \(account.rawValue) ORDER BY from_at, id"
    ).compactMap(Self.givenRole)
  }

  static func account(_ row: Row) throws -> Account {
    let language: String = try row.value("language")
    var account = Account(
      id: ID(rawValue: try row.value("id")), name: try row.value("name"),
      email: try row.value("email", as: String?.self) ?? "",
      language: Language(rawValue: language) ?? .english,
      createdAt: Instant(milliseconds: try row.value("created_at")))
    account.isActive = try row.value("is_active")
    account.hasSecondFactor = try row.value("has_totp")
    return account
  }

  /// A role this program no longer knows gives nothing.
  static func givenRole(_ row: Row) throws -> GivenRole? {
    guard let grant = try grant(row),
      let status = GivenRole.Status(rawValue: try row.value("status"))
    else { return nil }
    return GivenRole(
      id: ID(rawValue: try row.value("id")), account: ID(rawValue: try row.value("account")),
      grant: grant, status: status, from: Instant(milliseconds: try row.value("from_at")),
      until: try row.value("until_at", as: Int64?.self).map(Instant.init(milliseconds:)),
      givenBy: try row.value("given_by", as: String?.self).map(ID.init(rawValue:)))
  }

  static func grant(_ row: Row) throws -> Grant? {
    guard let role = Role(rawValue: try row.value("role")),
      let kind = Scope.Kind(rawValue: try row.value("scope_kind"))
    else { return nil }
    return Grant(role, in: Scope(kind: kind, key: try row.value("scope_key")))
  }
}
