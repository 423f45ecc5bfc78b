import Civic
import Exact
import HTTPTypes
import Pages
import Store

/// Who there is and who may do what, for those who look after accounts.
///
/// Platform roles, passwords, second factors, links for those who lost them, and erasure stay with
/// people: a program that could give them could make itself at home.
struct AccountOperations {
  private let family = APIFamily(topic: .accounts)

  var all: [APIOperation] { [own] + people + roles + invitations + platform }

  private var own: APIOperation {
    family.one(
      "/account", "getOwnAccount", "Whose token this is, how far it goes and until when it holds"
    ) { request in
      guard let id = request.viewer.account, let reach = request.viewer.reach else {
        throw APIFault.noToken
      }
      let account = try await request.services.accounts.account(id)
      var object = JSONObject()
      object["id"] = .string(id.rawValue)
      object["name"] = .string(account.name)
      object["access"] = .string(reach.access.rawValue)
      switch reach.place {
      case .everywhere: break
      case .city(let city): object["city"] = .string(city.rawValue)
      case .plan(let plan): object["plan"] = .string(plan.rawValue)
      }
      object["roles"] = .array(request.viewer.grants.json)
      return .value(.object(object))
    }
  }

  // MARK: People

  private static let person = APISchema.object([
    .id("id"), .text("name"), .text("email"), .flag("isActive"),
    APIProperty(name: "roles", schema: .list(role, longest: 1000), isRequired: true),
    APIProperty(
      name: "signedInAt", schema: .text(APIText(form: .instant)), isRequired: false),
  ])

  private static let role = APISchema.object(given)

  private static let given: [APIProperty] = [
    .choice("role", of: Role.self), .choice("scope", of: Scope.Kind.self),
    .id("place", isRequired: false),
  ]

  private func listed(_ request: APIRequest) async throws -> [AccountStore.Listed] {
    try await request.services.accounts.accounts(
      matching: "", for: request.viewer, at: request.now)
  }

  private func person(_ request: APIRequest) async throws -> AccountStore.Listed {
    let id: ID<Account> = try request.id("account")
    guard let found = try await listed(request).first(where: { $0.account.id == id }) else {
      throw StoreError.notFound
    }
    return found
  }

  private var people: [APIOperation] {
    [
      family.list(
        "/people", "listPerson", "The people whose accounts one looks after", of: Self.person,
        access: .accounts
      ) { try await listed($0).map { APIItem(id: $0.account.id.rawValue, json: $0.json) } },
      family.one("/people/:account", "getPerson", "One person", Self.person, access: .accounts) {
        .value(try await person($0).json)
      },
      step("deactivation", "deactivatePerson", "Close an account") {
        try await $0.deactivate($1, by: $2.viewer, at: $2.now)
      },
      step("reactivation", "reactivatePerson", "Open a closed account again") {
        try await $0.reactivate($1, by: $2.viewer, at: $2.now)
      },
    ]
  }

  private var roles: [APIOperation] {
    [
      step("roles", "giveRole", "Give a role", Self.given) { store, id, request in
        try await store.give(try request.grant(), to: id, by: request.viewer, at: request.now)
      },
      step("role-withdrawal", "withdrawRole", "Withdraw a role", Self.given) {
        store, id, request in
        try await store.withdraw(
          try request.grant(), from: id, by: request.viewer, at: request.now)
      },
    ]
  }

  private func step(
    _ step: String, _ name: String, _ summary: String, _ body: [APIProperty]? = nil,
    run: @escaping @Sendable (AccountStore, ID<Account>, APIRequest) async throws -> Void
  ) -> APIOperation {
    family.step("/people/:account/\(step)", name, summary, body: body, access: .accounts) {
      request in
      // Of those whom one does not look after nothing is told, not even that they are there.
      let person = try await person(request)
      try await run(request.services.accounts, person.account.id, request)
    }
  }

  // MARK: The platform

  private var platform: [APIOperation] {
    [
      family.list(
        "/security-events", "listSecurityEvent", "What happened to accounts, the newest first",
        access: .accounts
      ) { request in
        try await request.services.accounts.securityEvents(for: request.viewer).enumerated().map {
          place, event in
          var object = JSONObject()
          object["at"] = .string(event.at.description)
          object["what"] = .string(event.kind.rawValue)
          object["account"] = event.account.map { .string($0.rawValue) }
          object["by"] = event.by.map { .string($0.rawValue) }
          return APIItem(id: APIItem.place(place), json: .object(object))
        }
      },
      family.list(
        "/letters", "listLetter", "Letters that could not be sent, and why", access: .accounts
      ) { request in
        try await request.services.mail.failures(for: request.viewer).map { letter in
          APIItem(
            id: letter.id.rawValue,
            json: [
              "id": .string(letter.id.rawValue), "recipient": .string(letter.recipient),
              "subject": .string(letter.subject), "reason": .string(letter.reason),
              "isFinal": .bool(letter.isFinal),
            ])
        }
      },
      family.step(
        "/letters/:letter/retry", "retryLetter", "Try a letter again", access: .accounts
      ) { request in
        try await request.services.mail.retry(
          try request.id("letter"), by: request.viewer, at: request.now)
      },
    ]
  }

  // MARK: Invitations

  private var invitations: [APIOperation] {
    [
      family.list(
        "/invitations", "listInvitation", "Invitations that wait for an answer",
        access: .accounts
      ) { request in
        try await request.services.accounts.invitations(for: request.viewer, at: request.now).map {
          invitation in
          var object = invitation.grant.object
          object["id"] = .string(invitation.id.rawValue)
          object["email"] = .string(invitation.email)
          object["expiresAt"] = .string(invitation.expiresAt.description)
          return APIItem(id: invitation.id.rawValue, json: .object(object))
        }
      },
      family.make(
        "/invitations", "invite", "Invite somebody to a role, by a letter",
        body: [
          .text("email", longest: 254),
          APIProperty(name: "language", schema: .text(.language), isRequired: false),
        ] + Self.given, access: .accounts
      ) { request in
        // The link in the letter opens an account: it is told to nobody else.
        guard request.services.sendsMail, let site = request.services.settings.publicAddress else {
          throw APIFault(.conflict, Message("apiConflict"))
        }
        let language = request.body["language"]?.string.flatMap(Language.init(rawValue:))
        let invitation = Invitation(
          id: request.services.id(), email: try Account.email(try request.needed("email")),
          language: language ?? request.context.language, grant: try request.grant(),
          invitedBy: request.viewer.account, createdAt: request.now)
        _ = try await request.services.invite(invitation, site: site, by: request.viewer)
        return .made(invitation.id, at: "/invitations")
      },
      family.removal(
        "/invitations/:invitation", "withdrawInvitation", "Withdraw an invitation",
        access: .accounts
      ) { request in
        try request.requireFirst()
        try await request.services.accounts.withdraw(
          try request.id("invitation"), by: request.viewer, at: request.now)
      },
    ]
  }
}

extension APIRequest {
  /// The role that was sent.
  fileprivate func grant() throws -> Grant {
    guard let role = body["role"]?.string.flatMap(Role.init(rawValue:)),
      let kind = body["scope"]?.string.flatMap(Scope.Kind.init(rawValue:))
    else { throw APIFault(at: "role", Message("accountRoleMissing")) }
    let place = body["place"]?.string
    guard (kind == .platform) == (place == nil) else {
      throw APIFault(at: "place", Message("problemUnknown"))
    }
    return Grant(role, in: Scope(kind: kind, key: place ?? ""))
  }
}

extension Grant {
  fileprivate var object: JSONObject {
    var object = JSONObject()
    object["role"] = .string(role.rawValue)
    object["scope"] = .string(scope.kind.rawValue)
    if scope.kind != .platform { object["place"] = .string(scope.key) }
    return object
  }
}

extension Set<Grant> {
  fileprivate var json: [JSONValue] {
    sorted { $0.formValue < $1.formValue }.map { .object($0.object) }
  }
}

extension AccountStore.Listed {
  fileprivate var json: JSONValue {
    var object = JSONObject()
    object["id"] = .string(account.id.rawValue)
    object["name"] = .string(account.name)
    object["email"] = .string(account.email)
    object["isActive"] = .bool(account.isActive)
    object["roles"] = .array(grants.json)
    object["signedInAt"] = signedInAt.map { .string($0.description) }
    return .object(object)
  }
}
