import Civic
import Exact
import HTTPTypes
import Hummingbird
import Pages
import Store

/// The account of one person, for those who look after it.
struct PersonRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    routes.get("/accounts/people/:account", use: show)
    routes.post("/accounts/people/:account/roles", use: giveRole)
    routes.post("/accounts/people/:account/withdrawal", use: withdrawRole)
    routes.post("/accounts/people/:account/deactivation", use: deactivate)
    routes.post("/accounts/people/:account/reactivation", use: reactivate)
    routes.post("/accounts/people/:account/recovery", use: makeLink)
    routes.get("/accounts/people/:account/erasure", use: showErasure)
    routes.post("/accounts/people/:account/erasure", use: erase)
  }

  private func id(_ context: AppContext) throws -> ID<Account> {
    ID(rawValue: try context.parameters.require("account"))
  }

  /// - Throws: `StoreError.notFound` for an account the viewer does not look after.
  private func page(_ context: AppContext) async throws -> PersonPage {
    let viewer = context.viewer
    let id = try id(context)
    let listed = try await services.accounts.accounts(
      matching: "", for: viewer, at: services.clock())
    guard let person = listed.first(where: { $0.account.id == id }) else {
      throw StoreError.notFound
    }
    let places = try await services.places()
    var page = PersonPage(
      frame: try await services.frame(context, at: .account(id)),
      person: person.person(places, in: context.language),
      scopes: try await services.scopes(for: viewer, in: context.language),
      isManaged: viewer.mayManageAccount(with: person.grants))
    if viewer.isAdministrator {
      page.events = try await services.accounts.securityEvents(of: id, for: viewer, limit: 50)
    }
    return page
  }

  @Sendable private func show(_ request: Request, _ context: AppContext) async throws -> Response {
    services.page(try await page(context).html)
  }

  /// Does a step and shows the person again; what somebody can mend stands on the page.
  private func step(
    _ request: Request, _ context: AppContext, notice: String,
    _ body: (FormInput, ID<Account>) async throws -> Void
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let id = try id(context)
    do {
      try await body(input, id)
    } catch let error as AccountError {
      var page = try await page(context)
      page.faults = FormFaults(error)
      return services.page(page.html, status: .unprocessableContent)
    }
    return services.redirect(context, to: .account(id), notice: Message(notice))
  }

  @Sendable private func giveRole(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let id = try id(context)
    guard let grant = input["role"].flatMap({ Grant(formValue: $0) }) else {
      var page = try await page(context)
      page.faults = FormFaults([.init(field: "role", message: Message("accountRoleMissing"))])
      return services.page(page.html, status: .unprocessableContent)
    }
    _ = try await page(context)
    try await services.accounts.give(grant, to: id, by: context.viewer, at: services.clock())
    return services.redirect(context, to: .account(id), notice: Message("noticeRoleGiven"))
  }

  @Sendable private func withdrawRole(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    try await step(request, context, notice: "noticeRoleWithdrawn") { input, id in
      guard let grant = input["role"].flatMap({ Grant(formValue: $0) }) else {
        throw StoreError.notFound
      }
      try await services.accounts.withdraw(
        grant, from: id, by: context.viewer, at: services.clock())
    }
  }

  @Sendable private func deactivate(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    try await step(request, context, notice: "noticeAccountClosed") { _, id in
      try await services.accounts.deactivate(id, by: context.viewer, at: services.clock())
    }
  }

  @Sendable private func reactivate(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    try await step(request, context, notice: "noticeAccountOpened") { _, id in
      try await services.accounts.reactivate(id, by: context.viewer, at: services.clock())
    }
  }

  @Sendable private func makeLink(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    let account = try await page(context).person.account
    guard let kind = Recovery.Kind(rawValue: input["kind"] ?? "") else {
      throw HTTPError(.badRequest)
    }
    let now = services.clock()
    let token = services.token()
    let recovery = Recovery(
      account: account.id, kind: kind, madeBy: context.viewer.account,
      expiresAt: now.adding(milliseconds: Recovery.lifetimeByHand))
    try await services.accounts.makeRecovery(
      recovery, tokenDigest: token.digest, by: context.viewer, at: now)
    let page = HandedLinkPage(
      frame: try await services.frame(context, at: .account(account.id)),
      email: account.email,
      address: services.wholeAddress(.recovery(token), in: account.language, asked: request),
      expiresAt: recovery.expiresAt)
    return services.page(page.html)
  }

  @Sendable private func showErasure(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    try context.viewer.require(.manageAccounts, .platform)
    let id = try id(context)
    let page = ErasePersonPage(
      frame: try await services.frame(context, at: .account(id, .erasure)),
      account: try await services.accounts.account(id))
    return services.page(page.html)
  }

  @Sendable private func erase(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    _ = try await services.form(request, context)
    try await services.accounts.erase(
      try id(context), by: context.viewer, at: services.clock())
    return services.redirect(
      context, to: .accounts, notice: Message("noticePersonErased"))
  }
}

/// Letters that could not be sent.
struct LetterRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    routes.get("/accounts/letters", use: list)
    routes.post("/accounts/letters/:letter/retry", use: retry)
  }

  @Sendable private func list(_ request: Request, _ context: AppContext) async throws -> Response {
    let failures = try await services.mail.failures(for: context.viewer)
    let page = LettersPage(
      frame: try await services.frame(context, at: .letters),
      failures: failures.map {
        .init(
          id: $0.id, recipient: $0.recipient, subject: $0.subject, reason: $0.reason,
          attempts: $0.attempts, isFinal: $0.isFinal)
      })
    return services.page(page.html)
  }

  @Sendable private func retry(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    _ = try await services.form(request, context)
    let id = ID<Letter>(rawValue: try context.parameters.require("letter"))
    try await services.mail.retry(id, by: context.viewer, at: services.clock())
    return services.redirect(
      context, to: .letters, notice: Message("noticeLetterQueued"))
  }
}
