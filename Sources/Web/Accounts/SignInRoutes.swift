import Civic
import Exact
import HTTPTypes
import Hummingbird
import Pages
import Store

/// Signing in, by password and, where it is on, a second factor; and out.
struct SignInRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    routes.get("/sign-in", use: show)
    routes.post("/sign-in", use: signIn)
    routes.get("/sign-in/code", use: showCode)
    routes.post("/sign-in/code", use: enterCode)
    routes.post("/sign-out", use: signOut)
  }

  @Sendable private func show(_ request: Request, _ context: AppContext) async throws -> Response {
    if context.session != nil { return services.redirect(context, to: .work) }
    guard try await services.accounts.hasAccounts() else {
      return services.redirect(context, to: .setUp)
    }
    return services.page(try await page(request, context).html)
  }

  private func page(_ request: Request, _ context: AppContext) async throws -> SignInPage {
    var page = SignInPage(frame: try await services.frame(context, at: .signIn))
    page.to = Self.to(request)
    return page
  }

  /// Where to go on afterwards.
  private static func to(_ request: Request) -> Link? {
    request.uri.queryParameters["to"].flatMap { Link(path: String($0)) }
  }

  @Sendable private func signIn(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    var page = try await page(request, context)
    page.email = input["email"] ?? ""
    let email = try? Account.email(page.email)
    if let fault = await services.tooMany(context, email) {
      try await record(.signInLimited, of: email, context)
      page.faults = FormFaults([fault])
      return services.page(page.html, status: .tooManyRequests)
    }
    guard let account = try await account(email: email, password: input["password"] ?? "") else {
      try await record(.signInFailed, of: email, context)
      page.faults = FormFaults(.signInRefused)
      return services.page(page.html, status: .unprocessableContent)
    }
    await services.forgiveAttempts(account.email)
    let next = Self.to(request) ?? .work
    guard account.hasSecondFactor else {
      return try await services.startSession(of: account, request, context, then: next)
    }
    return try await services.startSession(
      of: account, awaitsSecondFactor: true, request, context,
      then: Link.signInCode.with(query: ["to": next.path]))
  }

  /// The account whose password this is; an address without one takes as long to refuse.
  private func account(email: String?, password: String) async throws -> Account? {
    var found: AccountStore.Credentials?
    if let email { found = try await services.accounts.credentials(email: email) }
    let verdict = try await services.desk.hasher.verify(
      password.utf8.count <= 4_096 ? password : "", against: found?.passwordHash)
    guard let found, let hash = found.passwordHash, found.account.isActive else { return nil }
    switch verdict {
    case .wrong: return nil
    case .right: return found.account
    case .outdated(let replacement):
      try await services.accounts.rehash(of: found.account.id, from: hash, to: replacement)
      return found.account
    }
  }

  private func record(
    _ kind: SecurityEvent.Kind, of email: String?, _ context: AppContext
  ) async throws {
    var account: Account?
    if let email { account = try await services.accounts.account(email: email) }
    try await services.accounts.record(
      SecurityEvent(
        kind, account: account?.id, address: services.desk.sign(of: context.client),
        at: services.clock()))
  }

  /// Whose password was given in this browser a moment ago.
  private func pending(_ request: Request) async throws -> SignedIn? {
    guard let token = SessionCookie.token(of: request) else { return nil }
    return try await services.accounts.pendingSession(
      tokenDigest: token.digest, at: services.clock())
  }

  @Sendable private func showCode(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    guard try await pending(request) != nil else {
      return services.redirect(context, to: .signIn)
    }
    var page = SecondFactorPage(frame: try await services.frame(context, at: .signInCode))
    page.to = Self.to(request)
    return services.page(page.html)
  }

  @Sendable private func enterCode(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    guard let pending = try await pending(request) else {
      return services.redirect(context, to: .signIn)
    }
    let account = pending.account
    var page = SecondFactorPage(frame: try await services.frame(context, at: .signInCode))
    page.to = Self.to(request)
    if let fault = await services.tooMany(context, "code \(account.id)") {
      page.faults = FormFaults([fault])
      return services.page(page.html, status: .tooManyRequests)
    }
    do {
      try await services.accounts.acceptCode(
        input["code"] ?? "", of: account.id,
        address: services.desk.sign(of: context.client), at: services.clock())
    } catch let error as AccountError {
      page.faults = FormFaults(error)
      return services.page(page.html, status: .unprocessableContent)
    }
    await services.forgiveAttempts("code \(account.id)")
    return try await services.startSession(
      of: account, request, context, then: Self.to(request) ?? .work)
  }

  @Sendable private func signOut(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    _ = try await services.form(request, context)
    if let token = SessionCookie.token(of: request) {
      try await services.accounts.endSession(tokenDigest: token.digest, at: services.clock())
    }
    var response = services.redirect(context, to: .home, notice: Message("noticeSignedOut"))
    SessionCookie.clear(in: &response, context)
    return response
  }
}
