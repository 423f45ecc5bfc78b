import Civic
import Exact
import HTTPTypes
import Hummingbird
import Pages
import Store

/// A person's own account.
struct MyAccountRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    routes.get("/account", use: show)
    routes.get("/account/details", use: showDetails)
    routes.post("/account/details", use: saveDetails)
    routes.get("/account/password", use: showPassword)
    routes.post("/account/password", use: changePassword)
    routes.post("/account/sessions/:session/end", use: endSession)
    routes.post("/account/data", use: export)
    routes.get("/account/erasure", use: showErasure)
    routes.post("/account/erasure", use: erase)
  }

  @Sendable private func show(_ request: Request, _ context: AppContext) async throws -> Response {
    let signedIn = try await services.signedIn(context)
    let places = try await services.places()
    let account = signedIn.account.id
    let page = MyAccountPage(
      frame: try await services.frame(context, at: .account), signedIn: signedIn,
      roles: signedIn.viewer.grants.held(places, in: context.language),
      sessions: try await services.accounts.sessions(of: account, at: services.clock()),
      recoveryCodesLeft: try await services.accounts.recoveryCodesLeft(of: account))
    return services.page(page.html)
  }

  @Sendable private func showDetails(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let account = try await services.signedIn(context).account
    let page = AccountDetailsPage(
      frame: try await services.frame(context, at: .account(.details)), name: account.name,
      language: account.language)
    return services.page(page.html)
  }

  @Sendable private func saveDetails(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let account = try await services.signedIn(context).account
    let input = try await services.form(request, context).input
    var page = AccountDetailsPage(
      frame: try await services.frame(context, at: .account(.details)),
      name: input["name"] ?? "", language: account.language)
    do {
      let name = try Account.name(page.name)
      guard let language = Language(rawValue: input["language"] ?? ""),
        services.catalogue.languages.contains(language)
      else { throw AccountError.languageUnknown }
      try await services.accounts.save(name: name, language: language, of: account.id)
    } catch let error as AccountError {
      page.faults = FormFaults(error)
      return services.page(page.html, status: .unprocessableContent)
    }
    return services.redirect(context, to: .account, notice: Message("noticeAccountSaved"))
  }

  @Sendable private func showPassword(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    _ = try await services.signedIn(context)
    let frame = try await services.frame(context, at: .account(.password))
    return services.page(ChangePasswordPage(frame: frame).html)
  }

  @Sendable private func changePassword(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let account = try await services.signedIn(context).account
    let input = try await services.form(request, context).input
    var page = ChangePasswordPage(
      frame: try await services.frame(context, at: .account(.password)))
    let password = input["password"] ?? ""
    var faults: [FormFaults.Fault] = []
    if let fault = try await services.check(input["current"] ?? "", of: account, context) {
      faults.append(fault)
    }
    do {
      try PasswordPolicy.check(password, name: account.name, email: account.email)
    } catch {
      faults.append(FormFaults.Fault(field: "password", message: error.message))
    }
    guard faults.isEmpty else {
      page.faults = FormFaults(faults)
      return services.page(page.html, status: .unprocessableContent)
    }
    let hash = try await services.desk.hasher.hash(password)
    try await services.accounts.changePassword(
      of: account.id, to: hash, keeping: context.session, at: services.clock())
    return services.redirect(context, to: .account, notice: Message("noticePasswordChanged"))
  }

  @Sendable private func endSession(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let account = try await services.signedIn(context).account
    _ = try await services.form(request, context)
    let session = ID<AccountSession>(rawValue: try context.parameters.require("session"))
    try await services.accounts.endSession(session, of: account.id, at: services.clock())
    return services.redirect(context, to: .account, notice: Message("noticeSessionEnded"))
  }

  @Sendable private func export(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let account = try await services.signedIn(context).account
    _ = try await services.form(request, context)
    let data = try await services.accounts.personalData(of: account.id, at: services.clock())
    return services.download(
      CanonicalJSON.bytes(of: data), type: "application/json", name: "account.json")
  }

  @Sendable private func showErasure(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    _ = try await services.signedIn(context)
    let frame = try await services.frame(context, at: .account(.erasure))
    return services.page(ConfirmAccountPage(frame: frame, step: .erase).html)
  }

  @Sendable private func erase(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let account = try await services.signedIn(context).account
    let input = try await services.form(request, context).input
    var page = ConfirmAccountPage(
      frame: try await services.frame(context, at: .account(.erasure)), step: .erase)
    do {
      if let fault = try await services.check(input["current"] ?? "", of: account, context) {
        page.faults = FormFaults([fault])
        return services.page(page.html, status: .unprocessableContent)
      }
      try await services.accounts.erase(account.id, by: context.viewer, at: services.clock())
    } catch let error as AccountError {
      page.faults = FormFaults(error)
      return services.page(page.html, status: .unprocessableContent)
    }
    var response = services.redirect(
      context, to: .home, notice: Message("noticeAccountErased"))
    SessionCookie.clear(in: &response, context)
    return response
  }
}

extension Set<Grant> {
  /// The roles with the names of their places, in one order.
  func held(
    _ places: [Scope: Multilingual], in language: Language
  ) -> [MyAccountPage.HeldRole] {
    sorted { $0.formValue < $1.formValue }.map {
      MyAccountPage.HeldRole(grant: $0, place: places.name(of: $0.scope, in: language))
    }
  }
}
