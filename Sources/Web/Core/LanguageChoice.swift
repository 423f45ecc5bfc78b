import Civic
import HTTPTypes
import Hummingbird
import Pages

/// Chooses the language where the address does not say: the one chosen before, or else the browser's.
struct LanguageChoice {
  static let cookie = "gradnik_language"

  let catalogue: TextCatalogue

  func language(of request: Request) -> Language {
    if let chosen = request.cookies[Self.cookie]?.value, let language = catalogue.match(chosen) {
      return language
    }
    return catalogue.language(accepting: request.headers[.acceptLanguage] ?? "")
  }
}

/// Keeps the language somebody picked, for a year, and goes on to the page in it.
struct LanguageChoiceRoutes: Sendable {
  let services: Services

  func add(to router: Router<AppContext>) {
    router.get("languages/:language") { request, context in
      guard let tag = context.parameters.get("language"),
        let language = services.catalogue.languages.first(where: { $0.rawValue == tag })
      else { throw HTTPError(.notFound) }
      let page = request.uri.queryParameters["to"].map(String.init).flatMap(Self.localPath) ?? ""
      var response = Response(
        status: .seeOther,
        headers: [.location: "/\(language.rawValue)\(page)", .cacheControl: "no-store"])
      response.setCookie(
        Cookie(
          name: LanguageChoice.cookie, value: language.rawValue, maxAge: 31_536_000, path: "/",
          secure: context.isSecure, httpOnly: true, sameSite: .lax))
      return response
    }
  }

  /// A path of this site as it may stand behind a language; nil for anything else.
  static func localPath(_ text: String) -> String? {
    let isPlain = text.utf8.allSatisfy { (0x21...0x7E).contains($0) && $0 != UInt8(ascii: "\\") }
    guard isPlain, text.hasPrefix("/"), !text.hasPrefix("//"), text.utf8.count <= 2000 else {
      return nil
    }
    return text == "/" ? "" : text
  }
}
