import Civic
import Exact
import HTTPTypes
import Hummingbird
import Pages
import Store

/// Looking after accounts: who there is, and inviting more.
struct AccountsRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    routes.get("/accounts", use: list)
    routes.get("/accounts/invitations", use: showInvite)
    routes.post("/accounts/invitations", use: invite)
    routes.post("/accounts/invitations/:invitation/withdrawal", use: withdraw)
    routes.get("/accounts/events", use: events)
  }

  @Sendable private func list(_ request: Request, _ context: AppContext) async throws -> Response {
    let now = services.clock()
    let words = request.uri.queryParameters["words"].map { String($0) } ?? ""
    let people = try await services.accounts.accounts(
      matching: words, for: context.viewer, at: now)
    let places = try await services.places()
    let page = AccountsPage(
      frame: try await services.frame(context, at: .accounts),
      people: people.map { $0.person(places, in: context.language) },
      invitations: try await services.accounts.invitations(for: context.viewer, at: now).map {
        .init(
          invitation: $0, place: places.name(of: $0.grant.scope, in: context.language))
      }, words: words)
    return services.page(page.html)
  }

  private func page(_ context: AppContext) async throws -> InvitePage {
    guard context.viewer.managesAccounts else { throw AccessError.refused(.manageAccounts) }
    return InvitePage(
      frame: try await services.frame(context, at: .invite),
      scopes: try await services.scopes(for: context.viewer, in: context.language),
      sendsMail: services.sendsMail)
  }

  @Sendable private func showInvite(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    services.page(try await page(context).html)
  }

  @Sendable private func invite(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    var page = try await page(context)
    page.email = input["email"] ?? ""
    page.grant = input["role"].flatMap { Grant(formValue: $0) }
    page.language = Language(rawValue: input["language"] ?? "") ?? context.language
    do {
      let email = try Account.email(page.email)
      guard let grant = page.grant else {
        page.faults = FormFaults([
          .init(field: "role", message: Message("accountRoleMissing"))
        ])
        return services.page(page.html, status: .unprocessableContent)
      }
      let invitation = Invitation(
        id: services.id(), email: email, language: page.language, grant: grant,
        invitedBy: context.viewer.account, createdAt: services.clock())
      return try await invite(invitation, request, context)
    } catch let error as AccountError {
      page.faults = FormFaults(error)
      return services.page(page.html, status: .unprocessableContent)
    }
  }

  private func invite(
    _ invitation: Invitation, _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let site = services.site(of: request)
    let address = try await services.invite(invitation, site: site, by: context.viewer)
    guard let address else {
      return services.redirect(
        context, to: .accounts, notice: Message("noticeInvitationSent"))
    }
    let page = HandedLinkPage(
      frame: try await services.frame(context, at: .invite), email: invitation.email,
      address: address, expiresAt: invitation.expiresAt)
    return services.page(page.html)
  }

  @Sendable private func withdraw(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    _ = try await services.form(request, context)
    let id = ID<Invitation>(rawValue: try context.parameters.require("invitation"))
    try await services.accounts.withdraw(id, by: context.viewer, at: services.clock())
    return services.redirect(
      context, to: .accounts, notice: Message("noticeInvitationWithdrawn"))
  }

  @Sendable private func events(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let events = try await services.accounts.securityEvents(for: context.viewer)
    let people = try await services.accounts.accounts(
      matching: "", for: context.viewer, at: services.clock())
    let page = EventsPage(
      frame: try await services.frame(context, at: .securityEvents), events: events,
      names: Dictionary(
        people.map { ($0.account.id, $0.account.name) }, uniquingKeysWith: { first, _ in first }))
    return services.page(page.html)
  }
}

extension AccountStore.Listed {
  func person(_ places: [Scope: Multilingual], in language: Language) -> AccountsPage.Person {
    AccountsPage.Person(
      account: account, roles: grants.held(places, in: language), signedInAt: signedInAt)
  }
}

extension Services {
  /// Invites somebody, with a link of its own.
  ///
  /// - Returns: The link, where no letter takes it along.
  func invite(
    _ invitation: Invitation, site: String, by viewer: Viewer
  ) async throws -> String? {
    let token = token()
    let address = site + Link.invitation(token).address(in: invitation.language)
    var letter: Letter?
    if sendsMail {
      letter = AccountLetters(
        texts: catalogue.texts(for: invitation.language), installation: settings.installation
      ).invitation(
        invitation, id: id(),
        place: try await places().name(of: invitation.grant.scope, in: invitation.language),
        by: viewer.name, address: address)
    }
    try await accounts.invite(
      invitation, tokenDigest: token.digest, letter: letter, by: viewer)
    return letter == nil ? address : nil
  }

  /// Where somebody may give roles, the platform first, then networks and cities by name.
  func scopes(for viewer: Viewer, in language: Language) async throws -> [ScopeChoice] {
    let places = try await places()
    let formats = catalogue.texts(for: language).formats
    let named = places.keys.filter { viewer.may(.manageAccounts, $0.subject) }.map {
      ScopeChoice(scope: $0, name: places.name(of: $0, in: language))
    }
    let platform = viewer.isAdministrator ? [ScopeChoice(scope: .platform, name: nil)] : []
    let byName = { (kind: Scope.Kind) in
      formats.sorted(named.filter { $0.scope.kind == kind }) { $0.name ?? "" }
    }
    return platform + byName(.programme) + byName(.network) + byName(.city)
  }
}
