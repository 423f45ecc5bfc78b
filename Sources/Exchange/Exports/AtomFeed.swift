public import Civic

/// What was published, newest first, for programs that read news.
///
/// Source: RFC 4287, <https://www.rfc-editor.org/rfc/rfc4287>
public struct AtomFeed: Hashable, Sendable {
  public struct Entry: Hashable, Sendable {
    /// Never another's, and never changed.
    public let id: String
    public let title: String
    public let updated: Instant
    public let address: String
    public let summary: String
    public let category: String

    public init(
      id: String, title: String, updated: Instant, address: String, summary: String,
      category: String
    ) {
      self.id = id
      self.title = title
      self.updated = updated
      self.address = address
      self.summary = summary
      self.category = category
    }
  }

  public let id: String
  public let title: String
  public let author: String
  public let language: Language
  /// Where the feed itself stands, and the page for people.
  public let address: String
  public let page: String
  /// When nothing was published yet.
  public let begun: Instant
  public let entries: [Entry]

  public init(
    id: String, title: String, author: String, language: Language, address: String, page: String,
    begun: Instant, entries: [Entry]
  ) {
    self.id = id
    self.title = title
    self.author = author
    self.language = language
    self.address = address
    self.page = page
    self.begun = begun
    self.entries = entries
  }

  public var text: String {
    let updated = entries.map(\.updated).max() ?? begun
    return """
      <?xml version="1.0" encoding="utf-8"?>
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="\(language.rawValue)">
      <id>\(XMLText.escaped(id))</id>
      <title>\(XMLText.escaped(title))</title>
      <updated>\(updated)</updated>
      <author><name>\(XMLText.escaped(author))</name></author>
      <link rel="self" type="application/atom+xml" href="\(XMLText.escaped(address))"/>
      <link rel="alternate" type="text/html" href="\(XMLText.escaped(page))"/>
      <generator>Gradnik</generator>
      \(entries.map(Self.xml).joined(separator: "\n"))
      </feed>

      """
  }

  private static func xml(_ entry: Entry) -> String {
    """
    <entry>
    <id>\(XMLText.escaped(entry.id))</id>
    <title>\(XMLText.escaped(entry.title))</title>
    <updated>\(entry.updated)</updated>
    <link rel="alternate" type="text/html" href="\(XMLText.escaped(entry.address))"/>
    <category term="\(XMLText.escaped(entry.category))"/>
    <summary>\(XMLText.escaped(entry.summary))</summary>
    </entry>
    """
  }
}
