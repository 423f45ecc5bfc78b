/// A piece of markup: literals are markup, everything interpolated is escaped.
///
/// `"<li>\(name)</li>"` is safe whatever `name` holds, in text and inside double-quoted attributes.
/// Attribute values must be quoted, and an address must come from `Link` or `ExternalLink`:
/// escaping does not make `javascript:` harmless.
public struct HTML: ExpressibleByStringInterpolation, Hashable, Sendable {
  /// The markup, ready to be sent.
  public let rendered: String

  public init(stringLiteral markup: String) {
    rendered = markup
  }

  public init(stringInterpolation parts: Interpolation) {
    rendered = parts.markup
  }

  /// A run-time text as markup: every special character is escaped.
  public init(escaping text: String) {
    var markup = ""
    markup.appendEscaped(text)
    rendered = markup
  }

  /// A style sheet of ours, which stands in its element as it is; it must not hold `</`.
  init(styling sheet: String) {
    rendered = sheet.contains("</") ? "" : sheet
  }

  private init(rendered: String) {
    self.rendered = rendered
  }

  public static let empty: HTML = ""

  public var isEmpty: Bool { rendered.isEmpty }

  public static func + (first: HTML, second: HTML) -> HTML {
    HTML(rendered: first.rendered + second.rendered)
  }

  /// The markup around a word, in order; the word must need no escaping, and be no part of a tag.
  func pieces(between word: String) -> [HTML] {
    rendered.split(separator: word, omittingEmptySubsequences: false)
      .map { HTML(rendered: String($0)) }
  }

  /// The markup without a word at its start; nil where it begins otherwise.
  func removing(start word: String) -> HTML? {
    rendered.hasPrefix(word) ? HTML(rendered: String(rendered.dropFirst(word.count))) : nil
  }

  /// The pieces one after the other, with a separator between them.
  public static func joined(_ pieces: some Sequence<HTML>, separator: HTML = .empty) -> HTML {
    var markup = ""
    var isFirst = true
    for piece in pieces {
      if !isFirst { markup += separator.rendered }
      markup += piece.rendered
      isFirst = false
    }
    return HTML(rendered: markup)
  }
}

extension Sequence<HTML> {
  /// The pieces one after the other, with a separator between them.
  public func joined(separator: HTML = .empty) -> HTML {
    HTML.joined(self, separator: separator)
  }
}

/// What can be drawn as markup: components, charts, icons.
public protocol Component: Sendable {
  var html: HTML { get }
}
