import Civic
import Database
import Exact
import Store
import TestDatabase
import Testing

@Suite struct `Selections in the store` {
  private static let now = Instant(startOf: Day(daysSince1970: 20_600))

  private static func opened() async throws -> (any Database, SelectionStore, SelectionCall) {
    let database = try await TestDatabase.migrated()
    let programme = Programme(id: ID(rawValue: "programme"), name: "Programme")
    let city = City(
      id: ID(rawValue: "city"), name: Multilingual("City", in: .english), country: "MK")
    let cities = CityStore(database)
    try await cities.add(
      Atlas(cities: [city], programmes: [programme]), by: .machine, at: now)
    var call = SelectionCall(
      id: ID(rawValue: "call"), programme: programme.id, title: Multilingual("Call", in: .english))
    call.opens = now.day
    call.closes = now.day
    call.criteria = [
      SelectionCriterion(
        name: Multilingual("Quality", in: .english), weight: 3, threshold: ExactDecimal("2.5"))
    ]
    call.regions = [.transition]
    call.languages = [.macedonian]
    try await cities.add(call, by: .machine, at: now)
    let store = SelectionStore(database)
    try await store.open(call.id, by: .machine, at: now)
    return (database, store, try await store.call(call.id, for: .anonymous))
  }

  @Test func `keep a call as it was written, and enter its rules in the log once`() async throws {
    let (database, store, call) = try await Self.opened()
    #expect(call.criteria.first?.threshold == ExactDecimal("2.5") && call.regions == [.transition])
    #expect(try call.rulesDigest == call.rules.digest())
    try await store.open(call.id, by: .machine, at: Self.now.adding(seconds: 9))
    let log = try await DecisionStore(database).log()
    #expect(log.lines.map(\.entry.digest) == [call.rulesDigest])
    #expect(log.lines.first?.entry.at == call.openedAt)
    let other = Viewer(
      account: ID(rawValue: "o"), name: "O",
      grants: [Grant(.programmeSecretariat, in: .programme(ID(rawValue: "other")))])
    await #expect(throws: AccessError.self) {
      _ = try await store.preview(of: call.id, for: other)
    }
  }

  @Test func `take one application a city, and none after the deadline`() async throws {
    let (_, store, call) = try await Self.opened()
    let city = Exact.ID<City>(rawValue: "city")
    let first = try await store.start(
      ID(rawValue: "a"), in: call.id, of: city, by: .machine, at: Self.now)
    let second = try await store.start(
      ID(rawValue: "b"), in: call.id, of: city, by: .machine, at: Self.now)
    #expect(first == second)
    await #expect(throws: StoreError.self) {
      try await store.submit(first, by: .machine, at: Self.now)
    }
    let late = Self.now.adding(seconds: 86_400)
    await #expect(throws: SelectionError.notOpen) {
      try await store.submit(first, by: .machine, at: late)
    }
    await #expect(throws: SelectionError.notOpen) {
      _ = try await store.start(ID(rawValue: "c"), in: call.id, of: city, by: .machine, at: late)
    }
    await #expect(throws: SelectionError.notClosed) {
      try await store.decide(call.id, as: ID(rawValue: "d"), by: .machine, at: Self.now)
    }
    #expect(try await store.input(of: call.id) == nil)
  }

  @Test func `keep roles and invitations given before there were programmes`() async throws {
    let database = try await TestDatabase.empty()
    _ = try await Migrations(Array(Schema.migrations.migrations.prefix { $0.name != "selections" }))
      .run(on: database)
    try await database.execute(
      """
      INSERT INTO account (id, name, email, language, is_active, created_at)
      VALUES ('ana', 'Ana', 'ana@example.org', 'en', 1, 0)
      """)
    try await database.execute(
      """
      INSERT INTO account_grant (id, account, role, scope_kind, scope_key, status, from_at)
      VALUES ('g', 'ana', 'cityCoordinator', 'city', 'here', 'confirmed', 0)
      """)
    _ = try await Schema.migrations.run(on: database)
    let held: Int? = try await database.read {
      try $0.value("SELECT COUNT(*) FROM account_grant WHERE account = 'ana'")
    }
    #expect(held == 1)
    await #expect(throws: (any Error).self) {
      try await database.execute(
        """
        INSERT INTO account_grant (id, account, role, scope_kind, scope_key, status, from_at)
        VALUES ('h', 'ana', 'cityCoordinator', 'city', 'here', 'confirmed', 0)
        """)
    }
  }
}
