import Civic
import Database
import HTTPTypes
import Hummingbird
import Logging
import Pages
import Store

/// Turns what went wrong into a page in the reader's language; what nobody can mend is logged under
/// the request's number.
struct ErrorPages: RouterMiddleware {
  let services: Services

  func handle(
    _ request: Request, context: AppContext,
    next: (Request, AppContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as AccessError where context.viewer.account == nil {
      context.logger.debug("sign-in needed", metadata: ["error": "\(error)"])
      let back = context.path.isEmpty ? "/" : context.path
      return services.redirect(context, to: Link.signIn.with(query: ["to": back]))
    } catch {
      return await answer(error, context)
    }
  }

  /// What somebody is told whose request took too long; the database is not asked again.
  @Sendable func tooLong(_ request: Request, _ context: AppContext) async -> Response {
    var inside = context
    let first = request.uri.path.split(separator: "/").first.map(String.init) ?? ""
    inside.language =
      services.catalogue.languages.first { $0.rawValue == first }
      ?? LanguageChoice(catalogue: services.catalogue).language(of: request)
    context.logger.error("request took too long", metadata: ["request": "\(context.requestID)"])
    if request.uri.path.hasPrefix(API.root) {
      return Problem(services: services).response(to: CancellationError(), request, context)
    }
    let page = ErrorPage(
      frame: services.plainFrame(inside, at: .home), status: 503, message: nil,
      requestID: context.requestID)
    var response = services.page(page.html, status: .serviceUnavailable)
    response.headers[.retryAfter] = "60"
    return response
  }

  private func answer(_ error: any Error, _ context: AppContext) async -> Response {
    let (status, message) = Self.meaning(of: error)
    if status.code >= 500, !(error is CancellationError) {
      context.logger.error(
        "request failed",
        metadata: ["error": "\(String(reflecting: error))", "request": "\(context.requestID)"])
    }
    var frame = services.plainFrame(context, at: .home)
    if let head = try? await services.decisions.logHead() { frame.logHead = head }
    let page = ErrorPage(
      frame: frame, status: status.code, message: message, requestID: context.requestID)
    var response = services.page(page.html, status: status)
    response.headers.append(contentsOf: Self.headers(of: error))
    return response
  }

  /// What an error says beside its status: who meets a busy database is told when to come again.
  static func headers(of error: any Error) -> HTTPFields {
    if let error = error as? HTTPError { return error.headers }
    if error is CancellationError { return [.retryAfter: "60"] }
    return meaning(of: error).0 == .serviceUnavailable ? [.retryAfter: "5"] : [:]
  }

  /// The status of an error, and the sentence that says what to do where the domain has one.
  static func meaning(of error: any Error) -> (HTTPResponse.Status, Message?) {
    switch error {
    case let error as StoreError:
      if case .notFound = error { return (.notFound, nil) }
      return (.unprocessableContent, error.message)
    case let error as AccessError: return (.forbidden, error.message)
    case let error as PlanPhaseError: return (.conflict, error.message)
    case let error as SelectionError: return (.conflict, error.message)
    case let error as ConsultationError: return (.conflict, error.message)
    case let error as ScoringError: return (.conflict, error.message)
    case let error as AccountError: return (.unprocessableContent, error.message)
    case let error as ExportJobError:
      return (error.isPassing ? .tooManyRequests : .conflict, error.message)
    // What was asked for with a sign that no text may hold; and what is there already.
    case DatabaseError.nulInText: return (.badRequest, nil)
    case DatabaseError.uniqueViolation: return (.conflict, nil)
    case DatabaseError.diskFull:
      return (HTTPResponse.Status(code: 507, reasonPhrase: "Insufficient Storage"), nil)
    case DatabaseError.busy, DatabaseError.overloaded, DatabaseError.connectionLost,
      DatabaseError.unreachable:
      return (.serviceUnavailable, nil)
    // The time was over: ``tooLong(_:_:)`` has said so, and logs it.
    case is CancellationError: return (.serviceUnavailable, nil)
    case let error as HTTPError: return (error.status, nil)
    case let error as any HTTPResponseError: return (error.status, nil)
    default: return (.internalServerError, nil)
    }
  }
}
