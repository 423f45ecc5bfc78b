import Civic
import Exchange
import Database
import Exact
import Hummingbird
import HummingbirdTesting
import Logging
import Pages
import Store
import Synchronization
import TestDatabase

@testable import Web

/// A clock that stands still until it is moved.
final class TestClock: Sendable {
  private let time = Mutex(Instant(startOf: Day(daysSince1970: 20_600)))

  var now: Instant { time.withLock { $0 } }

  func wait(seconds: Int64) {
    time.withLock { $0 = $0.adding(seconds: seconds) }
  }
}

/// A site on an empty database.
struct TestSite: Sendable {
  let database: any Database
  let services: Services
  let clock = TestClock()

  init(
    hasMailServer: Bool = false, _ change: (inout SiteSettings) -> Void = { _ in }
  ) async throws {
    database = try await TestDatabase.migrated()
    var settings = SiteSettings()
    if hasMailServer { settings.publicAddress = "https://plans.example" }
    change(&settings)
    let clock = clock
    services = Services(
      database: database, catalogue: try TextCatalogue.bundled(), settings: settings,
      desk: AccountDesk(hasMailServer: hasMailServer),
      frameworks: [try FrameworkReader.read(Array(Self.framework.utf8))]
    ) { clock.now }
  }

  /// Two subjects, three questions.
  private static let framework = """
    id: small
    version: "1"
    name: {en: "Small"}
    languages: [en]
    aggregation: weighted-mean
    missing: interval
    dimensions:
      - id: one
        name: {en: "One"}
        questions:
          - id: plan
            text: {en: "Is there a plan?"}
            levels: [{en: "No"}, {en: "Nearly"}, {en: "Yes"}, {en: "And kept"}, {en: "And measured"}]
          - id: team
            text: {en: "Is there a team?"}
            levels: [{en: "No"}, {en: "Nearly"}, {en: "Yes"}, {en: "And kept"}, {en: "And measured"}]
      - id: two
        name: {en: "Two"}
        questions:
          - id: data
            text: {en: "Are there data?"}
            levels: [{en: "No"}, {en: "Nearly"}, {en: "Yes"}, {en: "And kept"}, {en: "And measured"}]

    """

  static let silent = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  /// Asks the whole site, without a network between.
  func test(_ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void) async throws
  {
    // Beside long computations of other tests a page may take its time.
    let application = buildApplication(
      services, address: "127.0.0.1", port: 0, logger: Self.silent, limit: .seconds(600))
    try await application.test(.router) { try await body($0) }
  }

  /// Asks one form behind what stands before every page; it answers with what was typed as `word`.
  func testForm(
    _ body: @escaping @Sendable (any TestClientProtocol) async throws -> Void
  ) async throws {
    let services = services
    let router = Router(context: AppContext.self)
    router.add(middleware: RequestLog(services: services))
    let pages = router.group("en")
      .add(middleware: LanguageMiddleware([.english]))
      .add(middleware: ErrorPages(services: services))
      .add(middleware: SessionMiddleware(services: services))
    pages.post("form") { request, context in
      let form = try await services.form(request, context)
      return "\(context.viewer.name):\(form.input["word"] ?? "")\(form.files.map(\.name).joined())"
    }
    try await Application(router: router, logger: Self.silent).test(.router) { try await body($0) }
  }

  /// Makes the first administrator and a session of theirs.
  func signIn() async throws -> SecretToken {
    let account = Account(
      id: services.id(), name: "Ana", email: "ana@example.org", language: .slovene,
      createdAt: services.clock())
    let store = AccountStore(services.database)
    try await store.createFirstAdministrator(account, passwordHash: "-")
    var random = SystemRandomNumberGenerator()
    let token = SecretToken(using: &random)
    let session = AccountSession(
      id: services.id(), account: account.id, startedAt: services.clock())
    try await store.start(session, tokenDigest: token.digest)
    return token
  }

  /// Makes an account with one role and a session of its person.
  func signIn(_ name: String, as grant: Grant) async throws -> SecretToken {
    let account = Account(
      id: ID(rawValue: name), name: name, email: "\(name)@example.org", language: .english,
      createdAt: services.clock())
    let store = AccountStore(services.database)
    try await store.create(account, passwordHash: "-", grants: [grant], by: .machine)
    var random = SystemRandomNumberGenerator()
    let token = SecretToken(using: &random)
    let session = AccountSession(
      id: services.id(), account: account.id, startedAt: services.clock())
    try await store.start(session, tokenDigest: token.digest)
    return token
  }
}
