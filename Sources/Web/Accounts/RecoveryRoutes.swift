import Civic
import Exact
import HTTPTypes
import Hummingbird
import Pages
import Store

/// Getting in again after the password or the second factor was lost.
struct RecoveryRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    routes.get("/recovery", use: showLost)
    routes.post("/recovery", use: sendLink)
    routes.get("/recovery/:token", use: show)
    routes.post("/recovery/:token", use: finish)
  }

  @Sendable private func showLost(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let frame = try await services.frame(context, at: .recovery)
    return services.page(LostPage(frame: frame, sendsMail: services.sendsMail).html)
  }

  /// Answers the same whether or not there is such an account.
  @Sendable private func sendLink(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    guard services.sendsMail else { throw HTTPError(.notFound) }
    let input = try await services.form(request, context).input
    let frame = try await services.frame(context, at: .recovery)
    var page = LostPage(frame: frame, sendsMail: true)
    page.email = input["email"] ?? ""
    page.kind = Recovery.Kind(rawValue: input["kind"] ?? "") ?? .password
    guard let email = try? Account.email(page.email) else {
      page.faults = FormFaults(.emailInvalid)
      return services.page(page.html, status: .unprocessableContent)
    }
    if let fault = await services.tooMany(context, email, .recovery) {
      page.faults = FormFaults([fault])
      return services.page(page.html, status: .tooManyRequests)
    }
    try await start(page.kind, for: email, request, context)
    return services.page(LostSentPage(frame: frame, email: email).html)
  }

  private func start(
    _ kind: Recovery.Kind, for email: String, _ request: Request, _ context: AppContext
  ) async throws {
    let now = services.clock()
    let address = services.desk.sign(of: context.client)
    let account = try await services.accounts.account(email: email)
    guard let account, account.isActive, kind == .password || account.hasSecondFactor else {
      // One write as well, so that the answer takes as long.
      return try await services.accounts.record(
        SecurityEvent(.recoveryStarted, account: nil, address: address, at: now))
    }
    let token = services.token()
    let recovery = Recovery(
      account: account.id, kind: kind, madeBy: nil,
      expiresAt: now.adding(milliseconds: Recovery.lifetimeByMail))
    let letters = AccountLetters(
      texts: services.catalogue.texts(for: account.language),
      installation: services.settings.installation)
    let letter = letters.recovery(
      recovery, id: services.id(), to: account.email,
      address: services.wholeAddress(.recovery(token), in: account.language, asked: request))
    try await services.accounts.startRecovery(
      recovery, tokenDigest: token.digest, letter: letter, address: address, at: now)
  }

  /// The link's token with what it is for; nil when it does not work any more.
  private func found(
    _ context: AppContext
  ) async throws -> (token: SecretToken, recovery: Recovery, account: Account)? {
    guard let token = SecretToken(try context.parameters.require("token")) else { return nil }
    do {
      let (recovery, account) = try await services.accounts.recovery(
        tokenDigest: token.digest, at: services.clock())
      return (token, recovery, account)
    } catch AccountError.linkInvalid {
      return nil
    }
  }

  private func page(
    _ token: SecretToken, _ recovery: Recovery, _ account: Account, _ context: AppContext
  ) async throws -> RecoveryPage {
    RecoveryPage(
      frame: try await services.frame(context, at: .recovery(token)), token: token,
      kind: recovery.kind, email: account.email)
  }

  @Sendable private func show(_ request: Request, _ context: AppContext) async throws -> Response {
    guard let (token, recovery, account) = try await found(context) else {
      return try await services.invalidLink(context)
    }
    return services.page(try await page(token, recovery, account, context).html)
  }

  @Sendable private func finish(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    guard let (token, recovery, account) = try await found(context) else {
      return try await services.invalidLink(context)
    }
    let now = services.clock()
    var page = try await page(token, recovery, account, context)
    switch recovery.kind {
    case .password:
      let password = input["password"] ?? ""
      do {
        try PasswordPolicy.check(password, name: account.name, email: account.email)
      } catch {
        page.faults = FormFaults(.password(error))
        return services.page(page.html, status: .unprocessableContent)
      }
      let hash = try await services.desk.hasher.hash(password)
      try await services.accounts.recoverPassword(tokenDigest: token.digest, to: hash, at: now)
    case .secondFactor:
      if let fault = try await services.check(input["current"] ?? "", of: account, context) {
        page.faults = FormFaults([fault])
        return services.page(page.html, status: .unprocessableContent)
      }
      try await services.accounts.recoverSecondFactor(tokenDigest: token.digest, at: now)
    }
    let notice =
      recovery.kind == .password ? "noticePasswordSet" : "noticeSecondFactorRecovered"
    return services.redirect(context, to: .signIn, notice: Message(notice))
  }
}

extension Services {
  func invalidLink(_ context: AppContext) async throws -> Response {
    page(LinkInvalidPage(frame: try await frame(context, at: .recovery)).html, status: .notFound)
  }
}
