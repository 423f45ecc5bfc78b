import Civic
import Database
import Exact
import Store
import TestDatabase

/// A database in memory with an administrator, and a source of chance that repeats.
struct AccountSample {
  let database: any Database
  let store: AccountStore
  let mail: MailStore
  let now = Instant(milliseconds: 1_790_000_000_000)
  let administrator: Account
  let admin: Viewer
  let here = Scope.city(ID(rawValue: "here"))
  let elsewhere = Scope.city(ID(rawValue: "elsewhere"))

  init() async throws {
    database = try await TestDatabase.migrated()
    store = AccountStore(database)
    mail = MailStore(database)
    administrator = Account(
      id: ID(rawValue: "admin"), name: "Ada", email: "ada@city.example", language: .english,
      createdAt: now)
    try await store.createFirstAdministrator(administrator, passwordHash: "hash of ada")
    admin = try await store.viewer(of: administrator, at: now)
  }

  /// Makes an account with roles.
  @discardableResult
  func person(_ name: String, _ grants: Grant...) async throws -> (Account, Viewer) {
    let account = Account(
      id: ID(rawValue: name), name: name, email: "\(name)@city.example", language: .slovene,
      createdAt: now)
    try await store.create(
      account, passwordHash: "hash of \(name)", grants: Set(grants), by: admin)
    return (account, try await store.viewer(of: account, at: now))
  }

  func token(_ seed: UInt64) -> SecretToken {
    var random = SeededGenerator(seed: seed)
    return SecretToken(using: &random)
  }

  /// Signs an account in.
  func signIn(_ account: Account, _ seed: UInt64, awaits: Bool = false) async throws -> Digest {
    let session = AccountSession(
      id: ID(rawValue: "session \(seed)"), account: account.id, startedAt: now,
      awaitsSecondFactor: awaits)
    try await store.start(session, tokenDigest: token(seed).digest)
    return token(seed).digest
  }

  func isSignedIn(_ digest: Digest, at moment: Instant? = nil) async throws -> Bool {
    try await store.session(tokenDigest: digest, at: moment ?? now) != nil
  }

  func invitation(_ email: String, _ grant: Grant) -> Invitation {
    Invitation(
      id: ID(rawValue: "\(email) \(grant.role.rawValue)"), email: email, language: .slovene,
      grant: grant, invitedBy: administrator.id, createdAt: now)
  }

  func letter(_ name: String, to recipient: String = "x@city.example") -> Letter {
    Letter(
      id: ID(rawValue: name), recipient: recipient, subject: "Subject", text: "https://secret",
      html: "<p>secret</p>", language: .slovene)
  }
}
