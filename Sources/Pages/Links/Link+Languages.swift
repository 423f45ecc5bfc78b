public import Civic

extension Link {
  /// The address that keeps a language for later visits, and then leads to this page in it.
  public func choosing(_ language: Language) -> String {
    let page = address(in: language).dropFirst(language.rawValue.utf8.count + 1)
    let place = page.isEmpty ? "" : "?to=\(Self.encoded(String(page)))"
    return "/languages/\(language.rawValue)\(place)"
  }
}
