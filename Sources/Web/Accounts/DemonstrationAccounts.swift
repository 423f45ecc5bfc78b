public import Civic
public import Exact
public import Store

/// An account of the demonstration, with the password to print.
public struct DemonstrationAccount: Hashable, Sendable {
  public let role: Role
  public let email: String
  public let password: String
}

/// Makes one account for each role, with passwords that are new every time.
public struct DemonstrationAccounts: Sendable {
  let store: AccountStore
  let hasher: PasswordHasher

  public init(store: AccountStore, hasher: PasswordHasher) {
    self.store = store
    self.hasher = hasher
  }

  private static let people: [(role: Role, mailbox: String, name: String)] = [
    (.administrator, "administrator", "Ada Arhar"),
    (.cityCoordinator, "coordinator", "Kosta Kralev"),
    (.cityContributor, "contributor", "Vesna Vidmar"),
    (.electedMember, "council", "Elena Petrova"),
    (.cityViewer, "viewer", "Marin Popa"),
    (.networkLead, "network-lead", "Ilir Hoxha"),
    (.networkExpert, "expert", "Claire Martin"),
    (.resident, "resident", "Rade Savić"),
    (.programmeSecretariat, "secretariat", "Petra Zorić"),
    (.assessor, "assessor", "Luka Stan"),
    (.assessor, "second-assessor", "Mira Dobre"),
  ]

  /// Creates the accounts, or gives those that are there new passwords.
  ///
  /// - Returns: In the order of the roles' weight: the administrator first.
  public func make(
    city: ID<City>, network: ID<Network>, programme: ID<Programme>? = nil,
    language: Language = .english, at now: Instant
  ) async throws -> [DemonstrationAccount] {
    try await withThrowingTaskGroup(of: (Int, DemonstrationAccount).self) { group in
      for (index, person) in Self.people.enumerated()
      where programme != nil || person.role.scopeKind != .programme {
        group.addTask {
          let scope: Scope =
            switch person.role.scopeKind {
            case .platform: .platform
            case .programme: .programme(programme ?? ID(rawValue: ""))
            case .network: .network(network)
            case .city: .city(city)
            }
          let made = try await make(
            person.name, mailbox: person.mailbox, Grant(person.role, in: scope), language, at: now)
          return (index, made)
        }
      }
      var made: [(Int, DemonstrationAccount)] = []
      for try await one in group { made.append(one) }
      return made.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }

  private func make(
    _ name: String, mailbox: String, _ grant: Grant, _ language: Language, at now: Instant
  ) async throws -> DemonstrationAccount {
    var random = SystemRandomNumberGenerator()
    let email = "\(mailbox)@demo.invalid"
    let password = PasswordWords.password(using: &random)
    let hash = try await hasher.hash(password)
    if let present = try await store.account(email: email) {
      try await store.changePassword(of: present.id, to: hash, keeping: nil, at: now)
      try await store.give(grant, to: present.id, by: .machine, at: now)
    } else {
      let account = Account(
        id: ID(at: now.milliseconds, using: &random), name: name, email: email,
        language: language, createdAt: now)
      try await store.create(account, passwordHash: hash, grants: [grant], by: .machine)
    }
    return DemonstrationAccount(role: grant.role, email: email, password: password)
  }
}
