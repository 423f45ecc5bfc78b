import Civic
import HTTPTypes
import Hummingbird
import NIOCore
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
      if first == "api" { return Problem.response(to: error, context) }
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

/// An error as programs read it.
///
/// Source: RFC 9457, "Problem Details for HTTP APIs".
enum Problem {
  static func response(to error: any Error, _ context: AppContext) -> Response {
    let (status, message) = ErrorPages.meaning(of: error)
    var problem = JSONObject()
    problem["type"] = "about:blank"
    problem["title"] = .string(status.reasonPhrase)
    problem["status"] = .number(JSONNumber(Int32(status.code)))
    problem["instance"] = .string("urn:gradnik:request:\(context.requestID)")
    if let message { problem["code"] = .string(message.key) }
    var headers = (error as? HTTPError)?.headers ?? HTTPFields()
    headers[.contentType] = "application/problem+json"
    return Response(
      status: status, headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(string: CanonicalJSON.text(of: .object(problem)))))
  }
}
