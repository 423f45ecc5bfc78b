import Civic
import Exact
import HTTPTypes
import Hummingbird
import Pages
import Store

/// Where the link of an invitation leads.
struct InvitationRoutes: Sendable {
  let services: Services

  func add(to routes: RouterGroup<AppContext>) {
    routes.get("/invitations/:token", use: show)
    routes.post("/invitations/:token", use: accept)
  }

  private func page(_ context: AppContext) async throws -> InvitationPage? {
    guard let token = SecretToken(try context.parameters.require("token")) else { return nil }
    do {
      let invitation = try await services.accounts.invitation(
        tokenDigest: token.digest, at: services.clock())
      return InvitationPage(
        frame: try await services.frame(context, at: .invitation(token)), token: token,
        invitation: invitation,
        place: try await services.places().name(
          of: invitation.grant.scope, in: context.language))
    } catch AccountError.linkInvalid {
      return nil
    }
  }

  @Sendable private func show(_ request: Request, _ context: AppContext) async throws -> Response {
    guard let page = try await page(context) else {
      return try await services.invalidLink(context)
    }
    return services.page(page.html)
  }

  @Sendable private func accept(
    _ request: Request, _ context: AppContext
  ) async throws -> Response {
    let input = try await services.form(request, context).input
    guard var page = try await page(context) else {
      return try await services.invalidLink(context)
    }
    page.name = input["name"] ?? ""
    let form = NewAccountForm(
      input, email: page.invitation.email, language: page.invitation.language)
    guard let account = form.account(services), let password = form.password else {
      page.faults = form.faults
      return services.page(page.html, status: .unprocessableContent)
    }
    let hash = try await services.desk.hasher.hash(password)
    do {
      try await services.accounts.accept(page.token.digest, as: account, passwordHash: hash)
    } catch AccountError.linkInvalid {
      return try await services.invalidLink(context)
    }
    return try await services.startSession(of: account, request, context, then: .work)
  }
}
