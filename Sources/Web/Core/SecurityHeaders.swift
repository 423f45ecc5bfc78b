import HTTPTypes
import Hummingbird

/// Headers that every answer carries.
struct SecurityHeaders: RouterMiddleware {
  static let policy = [
    "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self' data:",
    "font-src 'self'", "connect-src 'self'", "form-action 'self'", "frame-ancestors 'none'",
    "base-uri 'none'",
  ].joined(separator: "; ")

  func handle(
    _ request: Request, context: AppContext,
    next: (Request, AppContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    var headers = response.headers
    if headers[.contentSecurityPolicy] == nil { headers[.contentSecurityPolicy] = Self.policy }
    headers[.xContentTypeOptions] = "nosniff"
    headers[.referrerPolicy] = "same-origin"
    headers[.permissionsPolicy] = "camera=(), geolocation=(), microphone=()"
    headers[.crossOriginOpenerPolicy] = "same-origin"
    if context.isSecure {
      headers[.strictTransportSecurity] = "max-age=31536000"
    }
    response.headers = headers
    return response
  }
}

extension HTTPField.Name {
  static let referrerPolicy = Self.known("Referrer-Policy")
  static let permissionsPolicy = Self.known("Permissions-Policy")
  static let crossOriginOpenerPolicy = Self.known("Cross-Origin-Opener-Policy")
  static let forwardedProto = Self.known("X-Forwarded-Proto")
  static let forwardedFor = Self.known("X-Forwarded-For")
  static let fetchSite = Self.known("Sec-Fetch-Site")
  static let link = Self.known("Link")
  static let requestID = Self.known("X-Request-Id")

  /// A name written in the source, where it cannot be malformed.
  private static func known(_ name: String) -> Self { Self(name) ?? .server }
}
