import HTTPTypes
import Hummingbird
import Synchronization

/// Answers 405, with what is allowed, to methods that a path has no handler for.
///
/// The paths stand in a router of their own, once each, and are looked at only when nothing else
/// answered: a handler for each method of each path would take more memory than all else together.
struct MethodGuard: RouterMiddleware {
  private let known = KnownPaths()

  func handle(
    _ request: Request, context: AppContext,
    next: (Request, AppContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as HTTPError where error.status == .notFound {
      guard context.endpointPath == "NotFound",
        let allowed = try await known.methods(of: request, context)
      else { throw error }
      throw HTTPError(.methodNotAllowed, headers: [.allow: allowed])
    }
  }

  /// Called after the last route was added.
  func learn(from router: Router<AppContext>, _ languages: LanguageMiddleware) {
    let paths = Router(context: AppContext.self)
    for routes in Dictionary(grouping: router.routes, by: \.path.description).values {
      guard let path = routes.first?.path else { continue }
      var methods = Set(routes.map(\.method))
      if methods.contains(.get) { methods.insert(.head) }
      let list = methods.map(\.rawValue).sorted().joined(separator: ", ")
      let isPage = LanguageMiddleware.below(path.description) != nil
      paths.get(path) { request, _ in
        if isPage, languages.language(of: request.uri.path) == nil { throw HTTPError(.notFound) }
        return Response(status: .ok, headers: [.allow: list])
      }
    }
    known.learn(paths.buildResponder())
  }
}

/// The paths that have a handler; a class, for they are known only after the guard is in its place.
private final class KnownPaths: Sendable {
  private let responder = Mutex<RouterResponder<AppContext>?>(nil)

  func learn(_ responder: RouterResponder<AppContext>) {
    self.responder.withLock { $0 = responder }
  }

  /// What a path takes; nil where there is no such path.
  func methods(of request: Request, _ context: AppContext) async throws -> String? {
    guard let responder = responder.withLock({ $0 }) else { return nil }
    var head = request.head
    head.method = .get
    let answer = try await responder.respond(
      to: Request(head: head, body: RequestBody(buffer: .init())), context: context)
    return answer.status == .ok ? answer.headers[.allow] : nil
  }
}
