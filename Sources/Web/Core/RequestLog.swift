import Civic
import HTTPTypes
import Hummingbird
import Logging
import Pages

/// Counts each request and writes one line about it: never bodies, query strings,
/// addresses or names.
struct RequestLog: RouterMiddleware {
  let services: Services

  func handle(
    _ request: Request, context: AppContext,
    next: (Request, AppContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    let (proxies, headers) = (services.settings.proxies, request.headers)
    context.client = proxies.client(peer: context.peer, headers: headers)
    context.isSecure =
      services.settings.publicAddress?.hasPrefix("https:") == true
      || proxies.isSecure(peer: context.peer, headers: headers)
    let start = ContinuousClock.now
    var response: Response
    do {
      response = try await next(request, context)
    } catch {
      await note(Self.status(of: error), request, context, took: start.duration(to: .now))
      throw error
    }
    response.headers[.requestID] = context.requestID
    await note(response.status, request, context, took: start.duration(to: .now))
    return response
  }

  private func note(
    _ status: HTTPResponse.Status, _ request: Request, _ context: AppContext, took: Duration
  ) async {
    let route = Self.route(context.endpointPath)
    context.logger.info(
      "request",
      metadata: [
        "request": "\(context.requestID)", "method": "\(request.method)", "route": "\(route)",
        "status": "\(status.code)", "ms": "\(Int(took.inSeconds * 1000))",
      ])
    await services.measures.answered(
      method: Self.known(request.method), route: route, status: status.code, in: took)
  }

  /// The template of the path below the language; what exists nowhere has none, whatever it was.
  static func route(_ template: String?) -> String {
    guard let template, template.hasPrefix("/") else { return "none" }
    return LanguageMiddleware.below(template) ?? template
  }

  /// Anybody can make up methods; measures count the known ones.
  private static func known(_ method: HTTPRequest.Method) -> String {
    [.get, .head, .post, .put, .patch, .delete, .options].contains(method)
      ? method.rawValue : "other"
  }

  private static func status(of error: any Error) -> HTTPResponse.Status {
    (error as? any HTTPResponseError)?.status ?? .internalServerError
  }
}
