public import Civic

/// What every page of one request knows: the language, who reads it, where it stands.
public struct PageFrame: Sendable {
  public let texts: Texts
  public let viewer: Viewer
  /// The page's own address, without the language.
  public let link: Link
  /// Proves that a form is ours; empty where no form changes anything.
  public let csrf: String
  public let now: Instant
  /// Words of the last step: "The plan is published."
  public var notice: Message?
  /// The digest at the end of the public log.
  public var logHead: Digest?
  /// What this installation calls itself.
  public var installation: String
  /// Everything here is invented, and every page says so.
  public var isDemonstration: Bool
  /// Each language and its own name.
  public let languages: [(language: Language, name: String)]

  public init(
    texts: Texts, viewer: Viewer, link: Link, csrf: String, now: Instant,
    languages: [(language: Language, name: String)]
  ) {
    self.texts = texts
    self.viewer = viewer
    self.link = link
    self.csrf = csrf
    self.now = now
    self.languages = languages
    installation = "Gradnik"
    isDemonstration = false
  }

  public var language: Language { texts.language }
  public var today: Day { texts.formats.localDay(of: now) }

  /// The address of a page in the reader's language.
  public func address(_ link: Link) -> String { link.address(in: language) }

  func anchor(_ key: TextKey, _ link: Link) -> Anchor {
    Anchor(text: texts(key), href: address(link), isCurrent: link.path == self.link.path)
  }

  /// A text someone wrote, marked with its language where that is not the page's.
  func content(_ text: Multilingual?) -> HTML {
    guard let text, !text.isEmpty else { return .empty }
    let (words, written) = text.text(for: language)
    return written == language
      ? "\(words)" : "<span lang=\"\(written.tag)\">\(words)</span>"
  }

  /// The same as plain words, where no markup can stand.
  func words(_ text: Multilingual?) -> String { text?.text(for: language).text ?? "" }

  /// Paragraphs parted by empty lines; lines that begin with `- ` are a list.
  func prose(_ text: Multilingual?) -> HTML {
    guard let text, !text.isEmpty else { return .empty }
    let (words, written) = text.text(for: language)
    let blocks = words.replacing("\r\n", with: "\n").split(separator: "\n\n").map(Self.block)
    return
      "<div class=\"prose\"\(attribute: "lang", written == language ? nil : written.tag)>\(blocks)</div>"
  }

  /// Lines that follow each other are one paragraph, or one list, which may come right after the
  /// words that lead to it.
  private static func block(_ text: Substring) -> HTML {
    let lines = text.split(separator: "\n")
    var runs: [ArraySlice<Substring>] = []
    for index in lines.indices {
      if let last = runs.last, last.first.map(isItem) == isItem(lines[index]) {
        runs[runs.count - 1] = lines[last.startIndex...index]
      } else {
        runs.append(lines[index...index])
      }
    }
    return HTML.joined(
      runs.map { run in
        guard let first = run.first, isItem(first) else {
          return "<p>\(run.joined(separator: " "))</p>"
        }
        return "<ul>\(run.map { "<li>\(String($0.dropFirst(2)))</li>" as HTML })</ul>"
      })
  }

  private static func isItem(_ line: Substring) -> Bool { line.hasPrefix("- ") }

  var csrfField: HiddenField { HiddenField(name: "csrf", value: csrf) }
}

extension Language {
  /// The tag for HTML: Montenegrin has one of its own since 2017 (ISO 639-2 `cnr`).
  public var tag: String { rawValue }
}
