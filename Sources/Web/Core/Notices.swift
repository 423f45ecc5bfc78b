import Civic
import Hummingbird

/// The word about a step that was done, carried to the next page by the name of its text alone: what
/// others put into such a cookie can only choose among our own sentences.
enum Notices {
  static let cookie = "gradnik_notice"

  static func set(_ notice: Message, in response: inout Response) {
    response.setCookie(
      Cookie(name: cookie, value: notice.key, maxAge: 60, path: "/", httpOnly: true, sameSite: .lax)
    )
  }

  static func take(from request: Request) -> Message? {
    guard let key = request.cookies[cookie]?.value, key.hasPrefix("notice"), key.count < 60,
      key.allSatisfy({ $0.isASCII && $0.isLetter })
    else { return nil }
    return Message(key)
  }

  static func clear(in response: inout Response) {
    response.setCookie(Cookie(name: cookie, value: "", maxAge: 0, path: "/", httpOnly: true))
  }
}
