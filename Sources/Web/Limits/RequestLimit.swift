import Civic
import Hummingbird

/// Refuses more requests from one address than the installation allows.
struct RequestLimit: RouterMiddleware {
  let services: Services

  func handle(
    _ request: Request, context: AppContext,
    next: (Request, AppContext) async throws -> Response
  ) async throws -> Response {
    if services.settings.requestLimit > 0 {
      try await services.limiter.require(
        .requests(perMinute: services.settings.requestLimit), of: context.client,
        at: services.clock())
    }
    return try await next(request, context)
  }
}
