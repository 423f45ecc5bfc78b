import Civic
import Exact
import HTTPTypes
import Hummingbird
import Pages
import Store

/// Turning one's second factor on and off, and its recovery codes.
struct SecondFactorRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    routes.get("/account/second-factor", use: show)
    routes.post("/account/second-factor", use: turnOn)
    routes.get("/account/second-factor-removal", use: showRemoval)
    routes.post("/account/second-factor-removal", use: turnOff)
    routes.get("/account/recovery-codes", use: showCodes)
    routes.post("/account/recovery-codes", use: replaceCodes)
  }

  /// The secret that waits to be confirmed; a new one when there is none.
  private func proposal(for account: Account) async throws -> TOTP {
    if let present = try await services.accounts.proposedSecondFactor(of: account.id) {
      return present
    }
    var random = SystemRandomNumberGenerator()
    let totp = TOTP(using: &random)
    try await services.accounts.propose(totp, for: account.id)
    return totp
  }

  @Sendable private func show(_ request: Request, _ context: AppContext) async throws -> Response {
    let account = try await services.signedIn(context).account
    if account.hasSecondFactor { return services.redirect(context, to: .account) }
    let page = SecondFactorSetUpPage(
      frame: try await services.frame(context, at: .account(.secondFactor)),
      totp: try await proposal(for: account), email: account.email)
    return services.page(page.html)
  }

  @Sendable private func turnOn(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let account = try await services.signedIn(context).account
    let input = try await services.form(request, context).input
    if account.hasSecondFactor { return services.redirect(context, to: .account) }
    let frame = try await services.frame(context, at: .account(.secondFactor))
    var page = SecondFactorSetUpPage(
      frame: frame, totp: try await proposal(for: account), email: account.email)
    if let fault = try await services.check(input["current"] ?? "", of: account, context) {
      page.faults = FormFaults([fault])
      return services.page(page.html, status: .unprocessableContent)
    }
    let codes = newCodes()
    do {
      try await services.accounts.enableSecondFactor(
        of: account.id, code: input["code"] ?? "", recoveryCodes: codes,
        keeping: context.session, at: services.clock())
    } catch let error as AccountError {
      page.faults = FormFaults(error)
      return services.page(page.html, status: .unprocessableContent)
    }
    return services.page(RecoveryCodesPage(frame: frame, codes: codes).html)
  }

  private func newCodes() -> [RecoveryCode] {
    var random = SystemRandomNumberGenerator()
    return (0..<RecoveryCode.count).map { _ in RecoveryCode(using: &random) }
  }

  @Sendable private func showRemoval(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    try await ask(.turnOffSecondFactor, .secondFactorRemoval, context)
  }

  @Sendable private func showCodes(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    try await ask(.newRecoveryCodes, .recoveryCodes, context)
  }

  private func ask(
    _ step: ConfirmAccountPage.Step, _ part: Link.AccountPart, _ context: AppContext
  ) async throws -> Response {
    guard try await services.signedIn(context).account.hasSecondFactor else {
      return services.redirect(context, to: .account)
    }
    let frame = try await services.frame(context, at: .account(part))
    return services.page(ConfirmAccountPage(frame: frame, step: step).html)
  }

  /// Runs a step once the password is right; the page asks again otherwise.
  private func confirmed(
    _ step: ConfirmAccountPage.Step, _ part: Link.AccountPart, _ request: Request,
    _ context: AppContext, _ answer: (Account, PageFrame) async throws -> Response
  ) async throws -> Response {
    let account = try await services.signedIn(context).account
    let input = try await services.form(request, context).input
    let frame = try await services.frame(context, at: .account(part))
    if let fault = try await services.check(input["current"] ?? "", of: account, context) {
      var page = ConfirmAccountPage(frame: frame, step: step)
      page.faults = FormFaults([fault])
      return services.page(page.html, status: .unprocessableContent)
    }
    return try await answer(account, frame)
  }

  @Sendable private func turnOff(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    try await confirmed(.turnOffSecondFactor, .secondFactorRemoval, request, context) {
      account, _ in
      try await services.accounts.disableSecondFactor(of: account.id, at: services.clock())
      return services.redirect(
        context, to: .account, notice: Message("noticeSecondFactorOff"))
    }
  }

  @Sendable private func replaceCodes(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    try await confirmed(.newRecoveryCodes, .recoveryCodes, request, context) { account, frame in
      guard account.hasSecondFactor else { return services.redirect(context, to: .account) }
      let codes = newCodes()
      try await services.accounts.replaceRecoveryCodes(of: account.id, with: codes)
      return services.page(RecoveryCodesPage(frame: frame, codes: codes).html)
    }
  }
}
