/// Words that lead somewhere.
struct Anchor: Component {
  var text: String
  var href: String
  /// The current page or tab: a link to itself, marked for eyes and screen readers.
  var isCurrent = false
  var language: String?

  var html: HTML {
    """
    <a href="\(href)"\(attribute: "aria-current", isCurrent ? "page" : nil)\
    \(attribute: "lang", language)>\(text)</a>
    """
  }
}

/// An address typed by people: a link only where it is one of the web or of mail, else plain text.
struct ExternalLink: Component {
  var text: String
  var address: String

  var html: HTML {
    guard Self.isSafe(address) else { return "\(text)" }
    return
      "<a class=\"external\" href=\"\(address)\" rel=\"external noopener\">\(text)\(Icon.external)</a>"
  }

  /// Whether the address begins with `http:`, `https:` or `mailto:`; nothing else can run or leak.
  static func isSafe(_ address: String) -> Bool {
    let start = address.prefix(8).lowercased()
    return ["http://", "https://", "mailto:"].contains { start.hasPrefix($0) }
  }
}
