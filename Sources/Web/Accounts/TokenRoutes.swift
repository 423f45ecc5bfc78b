import Civic
import Exact
import HTTPTypes
import Hummingbird
import Pages
import Store

/// The tokens that a person gives to programs.
struct TokenRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    routes.get("/account/tokens", use: show)
    routes.post("/account/tokens", use: add)
    routes.post("/account/tokens/:token/revocation", use: revoke)
  }

  private func page(_ context: AppContext) async throws -> TokensPage {
    let account = try await services.signedIn(context).account
    let atlas = try await services.cities.atlas()
    let plans = try await services.plans.workingPlans(for: context.viewer)
    let places = TokenPlaces(
      cities: atlas.cities.filter { context.viewer.may(.readWorking, .city($0.id)) },
      plans: plans.map(\.plan))
    return TokensPage(
      frame: try await services.frame(context, at: .tokens),
      tokens: try await services.accounts.tokens(of: account.id), places: places)
  }

  @Sendable private func show(_ request: Request, _ context: AppContext) async throws -> Response {
    services.page(try await page(context).html)
  }

  @Sendable private func add(_ request: Request, _ context: AppContext) async throws -> Response {
    let account = try await services.signedIn(context).account
    let input = try await services.form(request, context).input
    var page = try await page(context)
    page.input = input
    let name = input.text("name") ?? ""
    guard !name.isEmpty, name.count <= AccessToken.longestName, !name.contains("\n") else {
      return again(
        page, "name",
        Message("tokenNameProblem", ["limit": .text(String(AccessToken.longestName))]))
    }
    guard let access = TokenReach.Access(rawValue: input["access"] ?? "") else {
      return again(page, "access", Message("problemUnknown"))
    }
    guard let place = page.places.place(named: input["place"] ?? "") else {
      return again(page, "place", Message("problemUnknown"))
    }
    guard let days = Int(input["days"] ?? ""), AccessToken.lifetimes.contains(days) else {
      return again(page, "days", Message("problemUnknown"))
    }
    let (secret, now) = (services.token(), services.clock())
    let token = AccessToken(
      id: services.id(), account: account.id, name: name,
      reach: TokenReach(access, in: place), createdAt: now,
      expiresAt: now.adding(seconds: Int64(days) * 86_400))
    do {
      try await services.accounts.add(token, digest: secret.digest)
    } catch StoreError.invalid(let faults) {
      return again(page, "name", faults.first?.message ?? Message("problemUnknown"))
    }
    page = try await self.page(context)
    page.made = secret
    var response = services.page(page.html)
    response.headers[.cacheControl] = "no-store"
    return response
  }

  private func again(_ page: TokensPage, _ field: String, _ message: Message) -> Response {
    var page = page
    page.faults = FormFaults([FormFaults.Fault(field: field, message: message)])
    return services.page(page.html, status: .unprocessableContent)
  }

  @Sendable private func revoke(_ request: Request, _ context: AppContext) async throws -> Response
  {
    let account = try await services.signedIn(context).account
    _ = try await services.form(request, context)
    let token = ID<AccessToken>(rawValue: try context.parameters.require("token"))
    try await services.accounts.revoke(token, of: account.id, at: services.clock())
    return services.redirect(context, to: .tokens, notice: Message("noticeTokenRevoked"))
  }
}
