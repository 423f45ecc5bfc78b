import Civic
import Crypto
import Exact
import HTTPTypes
import Hummingbird
import Pages
import Store

/// Knows who asks by the session's cookie, and refuses posts that another site sent.
struct SessionMiddleware: RouterMiddleware {
  static let cookie = "gradnik_session"

  let services: Services

  func handle(
    _ request: Request, context: AppContext,
    next: (Request, AppContext) async throws -> Response
  ) async throws -> Response {
    if request.method != .get && request.method != .head {
      guard Self.isOwn(request, publicAddress: services.settings.publicAddress) else {
        throw HTTPError(.forbidden)
      }
    }
    var context = context
    if let text = request.cookies[Self.cookie]?.value, let token = SecretToken(text),
      let signedIn = try await AccountStore(services.database).session(
        tokenDigest: token.digest, at: services.clock())
    {
      context.viewer = signedIn.viewer
      context.session = token.digest
      context.csrf = Self.csrf(of: token)
    }
    return try await next(request, context)
  }

  /// Whether our own pages sent it: the browser says so by Fetch Metadata, or else by Origin, or
  /// else by Referer. What says nothing is refused.
  static func isOwn(_ request: Request, publicAddress: String?) -> Bool {
    if let site = request.headers[.fetchSite] { return site == "same-origin" }
    let host = request.head.authority ?? ""
    let own = ["http://\(host)", "https://\(host)"] + (publicAddress.map { [$0] } ?? [])
    if let origin = request.headers[.origin] { return own.contains(origin) }
    guard let referer = request.headers[.referer] else { return false }
    return own.contains { referer == $0 || referer.hasPrefix($0 + "/") }
  }

  static func csrf(of token: SecretToken) -> String {
    let code = HMAC<SHA256>.authenticationCode(
      for: Array("csrf".utf8), using: SymmetricKey(data: Array(token.text.utf8)))
    return code.map { byte in
      let digits = String(byte, radix: 16)
      return digits.count < 2 ? "0" + digits : digits
    }.joined()
  }
}

extension Services {
  /// Reads a form, which must carry the session's proof when somebody is signed in.
  func form(_ request: Request, _ context: AppContext) async throws -> FormBody {
    if FormBody.hasFiles(request) {
      guard let account = context.viewer.account else { throw HTTPError(.forbidden) }
      try await limiter.require(.uploads, of: account.rawValue, at: clock())
    }
    let body = try await FormBody(request)
    if context.session != nil {
      let given = Array((body.input["csrf"] ?? "").utf8)
      let wanted = Array(context.csrf.utf8)
      guard given.count == wanted.count,
        zip(given, wanted).reduce(0, { $0 | ($1.0 ^ $1.1) }) == 0
      else { throw HTTPError(.forbidden) }
    }
    return body
  }
}
