import Civic
import Hummingbird
import Pages

/// Knows the language from the first part of the path, and says so in the answer.
///
/// All languages share one set of routes: a set for each took more memory than all else together.
struct LanguageMiddleware: RouterMiddleware {
  /// The first part of the path of every page.
  static let prefix = "{lang}"

  private let languages: [Substring: Language]

  init(_ languages: [Language]) {
    self.languages = Dictionary(languages.map { (Substring($0.rawValue), $0) }) { first, _ in first
    }
  }

  /// What of a route's template is below the language; nil where it is no page's.
  static func below(_ template: String) -> String? {
    let parts = template.split(separator: "/")
    return parts.first.map(String.init) == prefix
      ? "/" + parts.dropFirst().joined(separator: "/") : nil
  }

  /// The language that a path begins with, as it is written there.
  func language(of path: String) -> Language? {
    path.split(separator: "/", maxSplits: 1).first.flatMap { languages[$0] }
  }

  func handle(
    _ request: Request, context: AppContext,
    next: (Request, AppContext) async throws -> Response
  ) async throws -> Response {
    guard let language = language(of: request.uri.path) else { throw HTTPError(.notFound) }
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
