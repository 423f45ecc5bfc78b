import Civic
import Hummingbird
import Pages
import Store

/// Leads every page to the making of the first account, until there is one.
struct SetUpGate: RouterMiddleware {
  let services: Services

  func handle(
    _ request: Request, context: AppContext,
    next: (Request, AppContext) async throws -> Response
  ) async throws -> Response {
    if services.settings.asksForSetUp, context.path != Link.setUp.path,
      try await !services.setUp.isDone(AccountStore(services.database))
    {
      return services.redirect(context, to: .setUp)
    }
    return try await next(request, context)
  }
}

/// Remembers that there is an account, which remains so.
actor SetUpState {
  private var hasAccounts = false

  func isDone(_ accounts: AccountStore) async throws -> Bool {
    if !hasAccounts { hasAccounts = try await accounts.hasAccounts() }
    return hasAccounts
  }
}
