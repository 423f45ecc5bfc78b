import Civic
import HTTPTypes
import Hummingbird
import Pages

/// Leads addresses without a language to the one in the reader's language; what exists nowhere gets
/// its page there, and what programs ask for gets an answer for programs.
struct UnprefixedPages: RouterMiddleware {
  let services: Services

  func handle(
    _ request: Request, context: AppContext,
    next: (Request, AppContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch {
      let first = request.uri.path.split(separator: "/").first.map(String.init) ?? ""
      if request.uri.path.hasPrefix(API.root) {
        return Problem(services: services).response(to: error, request, context)
      }
      let written = services.catalogue.languages.first { $0.rawValue == first }
      let isMissing = (error as? HTTPError)?.status == .notFound
      let isRead = request.method == .get || request.method == .head
      let chosen = LanguageChoice(catalogue: services.catalogue).language(of: request)
      if isMissing, isRead, written == nil { return redirect(request, to: chosen) }
      var inside = context
      inside.language = written ?? chosen
      return try await ErrorPages(services: services).handle(request, context: inside) { _, _ in
        throw error
      }
    }
  }

  private func redirect(_ request: Request, to language: Language) -> Response {
    let path = request.uri.path
    var headers: HTTPFields = [.vary: "Accept-Language, Cookie"]
    headers[.cacheControl] = "private, no-cache"
    headers[.location] =
      "/" + language.rawValue + (path == "/" ? "" : path)
      + (request.uri.query.map { "?" + $0 } ?? "")
    return Response(status: .found, headers: headers)
  }
}
