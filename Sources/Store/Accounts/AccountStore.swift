public import Civic
public import Database
public import Exact

/// The questions asked of the database about accounts, sessions and what they may do.
///
/// Methods that change the account of somebody else take a `Viewer` and ask `Permission`; the
/// others are for the account's own person, whom the caller has recognised.
public struct AccountStore: Sendable {
  let database: any Database

  public init(_ database: any Database) {
    self.database = database
  }

  /// Whether anybody has an account; until then the platform waits for its first administrator.
  public func hasAccounts() async throws -> Bool {
    try await database.read { try Self.hasAccounts($0) }
  }

  private static func hasAccounts(_ connection: any Connection) throws -> Bool {
    try connection.row("SELECT 1 FROM account LIMIT 1") != nil
  }

  /// Makes the account that may do everything, while there is none.
  ///
  /// - Throws: ``AccountError/alreadySetUp``; of two at the same time, one succeeds.
  public func createFirstAdministrator(
    _ account: Account, passwordHash: String
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let lock = dialect.lock("account")
      if !lock.isEmpty { try connection.execute(lock) }
      guard try !Self.hasAccounts(connection) else { throw AccountError.alreadySetUp }
      let writer = AccountWriter(connection, at: account.createdAt)
      try writer.insert(account, passwordHash: passwordHash)
      try writer.give(Grant(.administrator, in: .platform), to: account.id, givenBy: nil)
    }
  }

  /// Makes an account with roles, each of which the viewer may give.
  ///
  /// - Throws: ``AccountError/emailTaken``, ``AccountError/roleElsewhere(_:)``, `AccessError`.
  public func create(
    _ account: Account, passwordHash: String?, grants: Set<Grant>, by viewer: Viewer
  ) async throws {
    try await database.write { connection in
      if grants.isEmpty { try viewer.require(.manageAccounts, .platform) }
      for grant in grants { try viewer.requireToGive(grant) }
      let writer = AccountWriter(connection, at: account.createdAt, by: viewer.account)
      try writer.insert(account, passwordHash: passwordHash)
      for grant in grants {
        try writer.give(grant, to: account.id, givenBy: viewer.account)
      }
    }
  }

  /// - Throws: ``StoreError/notFound``, also for an account that was erased.
  public func account(_ id: ID<Account>) async throws -> Account {
    try await database.read { connection in
      guard let account = try AccountReader(connection).account(id) else {
        throw StoreError.notFound
      }
      return account
    }
  }

  /// The account of an address in lower case, active or not.
  public func account(email: String) async throws -> Account? {
    try await database.read { try AccountReader($0).account(email: email) }
  }

  /// What an account may do now; nothing when it is not active.
  public func viewer(of account: Account, at now: Instant) async throws -> Viewer {
    try await database.read { try AccountReader($0).viewer(of: account, at: now) }
  }

  /// The roles an account was given, the oldest first, with those that were withdrawn.
  public func roles(of account: ID<Account>) async throws -> [GivenRole] {
    try await database.read { try AccountReader($0).roles(of: account) }
  }

  /// Changes what the owner of an account may change about it.
  public func save(name: String, language: Language, of account: ID<Account>) async throws {
    let count = try await database.execute(
      """
      UPDATE account SET name = \(name), language = \(language.rawValue)
      WHERE id = \(account.rawValue) AND erased_at IS NULL
      """)
    guard count > 0 else { throw StoreError.notFound }
  }

  /// Keeps something that happened and changed nothing, such as a sign-in that failed.
  public func record(_ event: SecurityEvent) async throws {
    try await database.write { try SecurityLog($0).write(event) }
  }
}
