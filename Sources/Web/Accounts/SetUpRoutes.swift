import Civic
import Exact
import HTTPTypes
import Hummingbird
import Pages
import Store

/// The first administrator of a new installation.
struct SetUpRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    routes.get("/set-up", use: show)
    routes.post("/set-up", use: create)
  }

  @Sendable private func show(_ request: Request, _ context: AppContext) async throws -> Response {
    guard try await !services.accounts.hasAccounts() else {
      return services.redirect(context, to: .signIn)
    }
    let frame = try await services.frame(context, at: .setUp)
    return services.page(SetUpPage(frame: frame).html)
  }

  @Sendable private func create(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    var page = SetUpPage(frame: try await services.frame(context, at: .setUp))
    page.name = input["name"] ?? ""
    page.email = input["email"] ?? ""
    if let fault = await services.tooMany(context, "set-up") {
      page.faults = FormFaults([fault])
      return services.page(page.html, status: .tooManyRequests)
    }
    guard RecoveryCode(typed: input["code"] ?? "")?.digest == services.desk.setUpCode.digest else {
      page.faults = FormFaults(.setUpCodeWrong)
      return services.page(page.html, status: .unprocessableContent)
    }
    let form = NewAccountForm(input, language: context.language)
    guard let account = form.account(services), let password = form.password else {
      page.faults = form.faults
      return services.page(page.html, status: .unprocessableContent)
    }
    let hash = try await services.desk.hasher.hash(password)
    try await services.accounts.createFirstAdministrator(account, passwordHash: hash)
    return try await services.startSession(of: account, request, context, then: .account)
  }
}

/// Name, e-mail, language and password of an account that is to be made.
struct NewAccountForm {
  private(set) var faults = FormFaults.none
  private(set) var name: String?
  private(set) var email: String?
  private(set) var password: String?
  let language: Language

  /// - Parameter email: Where it is known already; the form's otherwise.
  init(_ input: FormInput, email known: String? = nil, language: Language) {
    var faults: [FormFaults.Fault] = []
    let note = { (error: AccountError) in
      faults.append(FormFaults.Fault(field: error.field, message: error.message))
    }
    self.language = Language(rawValue: input["language"] ?? "") ?? language
    do { name = try Account.name(input["name"] ?? "") } catch { note(error) }
    do { email = try Account.email(known ?? input["email"] ?? "") } catch { note(error) }
    let typed = input["password"] ?? ""
    do {
      try PasswordPolicy.check(typed, name: name ?? "", email: email ?? "")
      password = typed
    } catch {
      note(.password(error))
    }
    self.faults = FormFaults(faults)
  }

  /// The account; nil when something is wrong with the form.
  func account(_ services: Services) -> Account? {
    guard faults.isEmpty, let name, let email else { return nil }
    return Account(
      id: services.id(), name: name, email: email, language: language,
      createdAt: services.clock())
  }
}
