import Civic
import Hummingbird
import Pages

/// Knows the language from the first part of the path, and says so in the answer.
struct LanguageMiddleware: RouterMiddleware {
  let language: Language

  func handle(
    _ request: Request, context: AppContext,
    next: (Request, AppContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    context.language = language
    context.path = String(request.uri.path.dropFirst(language.rawValue.count + 1))
    context.notice = Notices.take(from: request)
    var response = try await next(request, context)
    response.headers[.contentLanguage] = language.tag
    if context.notice != nil, response.status == .ok { Notices.clear(in: &response) }
    return response
  }
}
