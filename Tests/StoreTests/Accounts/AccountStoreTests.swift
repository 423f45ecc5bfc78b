import Civic
import Database
import Exact
import Store
import TestDatabase
import Testing

@Suite struct `Accounts in the store` {
  @Test func `the first administrator is made once, also by two at the same time`() async throws {
    let database = try await TestDatabase.migrated()
    let store = AccountStore(database)
    #expect(try await !store.hasAccounts())
    let made = await withTaskGroup(of: Bool.self) { group in
      for name in ["one", "two", "three"] {
        group.addTask {
          let account = Account(
            id: ID(rawValue: name), name: name, email: "\(name)@x.example", language: .english,
            createdAt: Instant(milliseconds: 0))
          do {
            try await store.createFirstAdministrator(account, passwordHash: "hash")
            return true
          } catch {
            #expect(error as? AccountError == .alreadySetUp)
            return false
          }
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(made == 1)
    #expect(try await store.hasAccounts())
  }

  @Test func `an e-mail address has one account`() async throws {
    let sample = try await AccountSample()
    try await sample.person("boris")
    var twin = sample.administrator
    twin.email = "boris@city.example"
    let account = Account(
      id: ID(rawValue: "twin"), name: "B", email: twin.email, language: .english,
      createdAt: sample.now)
    await #expect(throws: AccountError.emailTaken) {
      try await sample.store.create(account, passwordHash: nil, grants: [], by: sample.admin)
    }
  }

  @Test func `nobody makes accounts with roles they may not give`() async throws {
    let sample = try await AccountSample()
    let (_, coordinator) = try await sample.person(
      "cvetka", Grant(.cityCoordinator, in: sample.here))
    let account = Account(
      id: ID(rawValue: "new"), name: "N", email: "new@x.example", language: .english,
      createdAt: sample.now)
    for grants in [
      [], [Grant(.administrator, in: .platform)], [Grant(.cityViewer, in: sample.elsewhere)],
      [Grant(.cityViewer, in: sample.here), Grant(.cityViewer, in: sample.elsewhere)],
    ] as [Set<Grant>] {
      await #expect(throws: AccessError.refused(.manageAccounts)) {
        try await sample.store.create(account, passwordHash: nil, grants: grants, by: coordinator)
      }
    }
    try await sample.store.create(
      account, passwordHash: nil, grants: [Grant(.cityViewer, in: sample.here)], by: coordinator)
    #expect(try await sample.store.viewer(of: account, at: sample.now).cities.count == 1)
  }

  @Test func `a withdrawn role holds no longer and stays on record`() async throws {
    let sample = try await AccountSample()
    let grant = Grant(.cityViewer, in: sample.here)
    let (account, viewer) = try await sample.person("vera", grant)
    #expect(viewer.grants == [grant])
    let later = sample.now.adding(seconds: 60)
    try await sample.store.withdraw(grant, from: account.id, by: sample.admin, at: later)
    #expect(try await sample.store.viewer(of: account, at: later).grants == [])
    try await sample.store.give(grant, to: account.id, by: sample.admin, at: later)
    try await sample.store.give(grant, to: account.id, by: sample.admin, at: later)
    let roles = try await sample.store.roles(of: account.id)
    #expect(roles.map(\.status) == [.withdrawn, .confirmed])
    #expect(roles.map(\.until) == [later, nil])
    #expect(roles.map(\.givenBy) == [sample.administrator.id, sample.administrator.id])
  }

  @Test func `the last administrator stays`() async throws {
    let sample = try await AccountSample()
    let admin = sample.administrator.id
    let grant = Grant(.administrator, in: .platform)
    await #expect(throws: AccountError.lastAdministrator) {
      try await sample.store.deactivate(admin, by: sample.admin, at: sample.now)
    }
    await #expect(throws: AccountError.lastAdministrator) {
      try await sample.store.withdraw(grant, from: admin, by: sample.admin, at: sample.now)
    }
    await #expect(throws: AccountError.lastAdministrator) {
      try await sample.store.erase(admin, by: sample.admin, at: sample.now)
    }
    let (second, _) = try await sample.person("second", grant)
    try await sample.store.deactivate(second.id, by: sample.admin, at: sample.now)
    await #expect(throws: AccountError.lastAdministrator) {
      try await sample.store.deactivate(admin, by: sample.admin, at: sample.now)
    }
    try await sample.store.reactivate(second.id, by: sample.admin, at: sample.now)
    try await sample.store.deactivate(admin, by: sample.admin, at: sample.now)
  }

  @Test func `a closed account is signed out and may nothing`() async throws {
    let sample = try await AccountSample()
    let (account, viewer) = try await sample.person(
      "vera", Grant(.cityViewer, in: sample.here))
    let session = try await sample.signIn(account, 1)
    #expect(try await sample.isSignedIn(session))
    try await sample.store.deactivate(account.id, by: sample.admin, at: sample.now)
    #expect(try await !sample.isSignedIn(session))
    let closed = try await sample.store.account(account.id)
    #expect(!closed.isActive)
    #expect(try await sample.store.viewer(of: closed, at: sample.now).grants == [])
    try await sample.store.reactivate(account.id, by: sample.admin, at: sample.now)
    let open = try await sample.store.account(account.id)
    #expect(try await sample.store.viewer(of: open, at: sample.now) == viewer)
  }

  @Test func `a coordinator sees and closes the people of the own city alone`() async throws {
    let sample = try await AccountSample()
    let (_, coordinator) = try await sample.person(
      "cvetka", Grant(.cityCoordinator, in: sample.here))
    let (vera, _) = try await sample.person("vera", Grant(.cityViewer, in: sample.here))
    let (both, _) = try await sample.person(
      "both", Grant(.cityViewer, in: sample.here), Grant(.cityViewer, in: sample.elsewhere))
    let (far, stranger) = try await sample.person(
      "far", Grant(.cityViewer, in: sample.elsewhere))
    let store = sample.store
    let seen = try await store.accounts(matching: "", for: coordinator, at: sample.now)
    #expect(Set(seen.map(\.account.name)) == ["cvetka", "vera", "both"])
    let found = try await store.accounts(matching: "VER city", for: coordinator, at: sample.now)
    #expect(found.map(\.account.id) == [vera.id])
    #expect(try await store.accounts(matching: "", for: sample.admin, at: sample.now).count == 5)
    await #expect(throws: AccessError.self) {
      try await store.accounts(matching: "", for: stranger, at: sample.now)
    }
    try await store.deactivate(vera.id, by: coordinator, at: sample.now)
    for id in [both.id, far.id, sample.administrator.id] {
      await #expect(throws: AccessError.self) {
        try await store.deactivate(id, by: coordinator, at: sample.now)
      }
    }
    await #expect(throws: AccessError.self) {
      try await store.securityEvents(for: coordinator)
    }
  }

  @Test func `erasing leaves the changes and forgets the person`() async throws {
    let sample = try await AccountSample()
    let (account, viewer) = try await sample.person(
      "vera", Grant(.cityViewer, in: sample.here))
    let (_, other) = try await sample.person("other", Grant(.cityCoordinator, in: sample.here))
    try await sample.mail.put(sample.letter("l", to: account.email), at: sample.now)
    await #expect(throws: AccessError.self) {
      try await sample.store.erase(account.id, by: other, at: sample.now)
    }
    try await sample.store.erase(account.id, by: viewer, at: sample.now)
    await #expect(throws: StoreError.self) { try await sample.store.account(account.id) }
    #expect(try await sample.store.account(email: account.email) == nil)
    let rows = try await sample.database.rows(
      "SELECT * FROM account WHERE id = \(account.id.rawValue)")
    let row = try #require(rows.first)
    #expect(try row.value("name") == "")
    #expect(try row.value("email", as: String?.self) == nil)
    #expect(try await sample.mail.claim(9, lease: 1, at: sample.now).isEmpty)
    let text = try await sample.database.rows("SELECT * FROM security_event").description
    #expect(!text.contains("vera@"))
    try await sample.person("vera2")
  }

  @Test func `tokens given to programs are among the personal data, and go with the account`()
    async throws
  {
    let sample = try await AccountSample()
    let (account, viewer) = try await sample.person("vera", Grant(.cityViewer, in: sample.here))
    let secret = Digest(of: "secret".utf8)
    let token = AccessToken(
      id: ID(rawValue: "t1"), account: account.id, name: "Portal",
      reach: TokenReach(.write, in: .city(ID(rawValue: "here"))), createdAt: sample.now,
      expiresAt: sample.now.adding(seconds: 86_400))
    try await sample.store.add(token, digest: secret)
    let data = try await sample.store.personalData(of: account.id, at: sample.now)
    let told = try #require(data["tokens"]?.array?.first)
    #expect(data["tokens"]?.array?.count == 1)
    #expect(told["name"]?.string == "Portal" && told["access"]?.string == "write")
    #expect(told["city"]?.string == "here" && told["usedAt"] == .null)
    #expect(told["expiresAt"]?.string == token.expiresAt.description)
    #expect(!CanonicalJSON.text(of: data).contains(secret.rawValue))
    #expect(try await sample.store.bearer(of: secret, at: sample.now) != nil)
    try await sample.store.erase(account.id, by: viewer, at: sample.now)
    #expect(try await sample.store.bearer(of: secret, at: sample.now) == nil)
    #expect(try await sample.database.rows("SELECT * FROM access_token").isEmpty)
  }

  @Test func `personal data are all but secrets`() async throws {
    let sample = try await AccountSample()
    let (account, _) = try await sample.person("vera", Grant(.cityViewer, in: sample.here))
    _ = try await sample.signIn(account, 1)
    let data = try await sample.store.personalData(of: account.id, at: sample.now)
    #expect(data["account"]?["email"]?.string == "vera@city.example")
    #expect(data["roles"]?.array?.first?["role"]?.string == "cityViewer")
    #expect(data["sessions"]?.array?.count == 1)
    #expect(data["events"]?.array?.count == 4)
    let text = CanonicalJSON.text(of: data)
    #expect(!text.contains("hash of vera") && !text.contains("sha256"))
  }
}
