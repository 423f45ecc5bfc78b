import Civic
import Hummingbird
import Pages

/// The cookie of somebody who takes part without an account: another one for each thing to take part
/// in. No script reads it, and other sites cannot send it along with forms of theirs.
enum ResidentCookie {
  /// Half a year: longer than most things are open.
  private static let age = 15_552_000

  private static func name(_ subject: String) -> String {
    "gradnik_" + subject.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
  }

  static func token(of request: Request, in subject: String) -> SecretToken? {
    request.cookies[name(subject)].flatMap { SecretToken($0.value) }
  }

  static func set(
    _ token: SecretToken, for subject: String, in response: inout Response, _ context: AppContext
  ) {
    response.setCookie(cookie(token.text, subject, maxAge: age, context))
  }

  static func clear(_ subject: String, in response: inout Response, _ context: AppContext) {
    response.setCookie(cookie("", subject, maxAge: 0, context))
  }

  private static func cookie(
    _ value: String, _ subject: String, maxAge: Int, _ context: AppContext
  ) -> Cookie {
    Cookie(
      name: name(subject), value: value, maxAge: maxAge, path: "/", secure: context.isSecure,
      httpOnly: true, sameSite: .lax)
  }
}

extension Allowance {
  /// New participants from one address: enough for a household or a library, too few for a machine.
  static func participants(perHour: Int) -> Allowance {
    Allowance(name: "participants", burst: perHour, perHour: perHour)
  }

  static func votes(perHour: Int) -> Allowance {
    Allowance(name: "conversation-votes", burst: perHour, perHour: perHour)
  }

  static func statements(perDay: Int) -> Allowance {
    Allowance(name: "conversation-statements", burst: perDay, perHour: max(1, perDay / 24))
  }
}
