import HTTPTypes
import Hummingbird

/// Answers 405, with what is allowed, to methods that a path has no handler for.
enum MethodGuard {
  /// Called after the last route was added.
  static func add(to router: Router<AppContext>) {
    let allowed = Dictionary(grouping: router.routes, by: \.path.description)
    for routes in allowed.values {
      guard let path = routes.first?.path else { continue }
      var methods = Set(routes.map(\.method))
      if methods.contains(.get) { methods.insert(.head) }
      let list = methods.map(\.rawValue).sorted().joined(separator: ", ")
      var others: [HTTPRequest.Method] = [
        .get, .head, .post, .put, .patch, .delete, .options, .trace,
      ]
      HTTPRequest.Method("QUERY").map { others.append($0) }
      for method in others where !methods.contains(method) {
        router.on(path, method: method) { _, _ -> Response in
          throw HTTPError(.methodNotAllowed, headers: [.allow: list])
        }
      }
    }
  }
}
