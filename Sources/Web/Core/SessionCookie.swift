import Civic
import Hummingbird

/// The cookie that holds the token of a session. No script reads it, and other sites cannot send it
/// along with forms of theirs.
enum SessionCookie {
  /// The token a browser sent, whether or not it is of any use.
  static func token(of request: Request) -> SecretToken? {
    request.cookies[SessionMiddleware.cookie].flatMap { SecretToken($0.value) }
  }

  static func set(_ token: SecretToken, in response: inout Response, _ context: AppContext) {
    response.setCookie(cookie(token.text, maxAge: nil, context))
  }

  static func clear(in response: inout Response, _ context: AppContext) {
    response.setCookie(cookie("", maxAge: 0, context))
  }

  private static func cookie(_ value: String, maxAge: Int?, _ context: AppContext) -> Cookie {
    Cookie(
      name: SessionMiddleware.cookie, value: value, maxAge: maxAge, path: "/",
      secure: context.isSecure, httpOnly: true, sameSite: .lax)
  }
}
