import Civic
import Exact
import HTTPTypes
import Hummingbird
import Store

/// Knows who asks by the token in `Authorization` alone: cookies are not read, so that no other site
/// can make a browser ask. Answers carry no word on other origins, so that pages of other sites
/// cannot read them.
struct APIDoor: RouterMiddleware {
  let services: Services

  func handle(
    _ request: Request, context: AppContext,
    next: (Request, AppContext) async throws -> Response
  ) async throws -> Response {
    do {
      var context = context
      context.viewer = .anonymous
      context.session = nil
      let bearer = try await bearer(of: request, context)
      if let bearer { context.viewer = bearer.viewer }
      if services.settings.apiLimit > 0 {
        try await services.limiter.require(
          .api(perMinute: services.settings.apiLimit),
          of: bearer?.token.id.rawValue ?? context.client, at: services.clock())
      }
      return try await next(request, context)
    } catch {
      return Problem(services: services).response(to: error, request, context)
    }
  }

  /// - Throws: ``APIFault/wrongToken`` for a token that is of no use, as often as is borne.
  private func bearer(
    of request: Request, _ context: AppContext
  ) async throws -> (token: AccessToken, viewer: Viewer)? {
    guard let field = request.headers[.authorization] else { return nil }
    let parts = field.split(separator: " ")
    if parts.count == 2, parts[0].lowercased() == "bearer",
      let token = SecretToken(String(parts[1])),
      let found = try await services.accounts.bearer(of: token.digest, at: services.clock())
    {
      return found
    }
    if services.settings.apiLimit > 0 {
      try await services.limiter.require(
        .wrongTokens(perMinute: services.settings.apiLimit), of: context.client,
        at: services.clock())
    }
    throw APIFault.wrongToken
  }
}

extension Allowance {
  /// Requests of one token, or of one address without a token.
  static func api(perMinute: Int) -> Allowance {
    Allowance(name: "api", burst: max(20, perMinute / 2), perHour: perMinute * 60)
  }

  /// Tokens tried from one address that open nothing.
  static func wrongTokens(perMinute: Int) -> Allowance {
    Allowance(name: "tokens", burst: max(20, perMinute / 4), perHour: perMinute * 10)
  }
}
