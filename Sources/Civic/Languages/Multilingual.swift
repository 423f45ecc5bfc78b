/// A text that someone wrote in one language and others may have translated.
public struct Multilingual: Hashable, Sendable, Codable {
  /// The language it was written in.
  public let original: Language
  /// The text in every language that has it; none of them is empty.
  public let texts: [Language: String]

  /// - Parameter texts: Empty texts are left out.
  public init(original: Language, texts: [Language: String]) {
    self.original = original
    self.texts = texts.filter { !$0.value.isEmpty }
  }

  public init(_ text: String, in language: Language) {
    self.init(original: language, texts: [language: text])
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      original: try container.decode(Language.self, forKey: .original),
      texts: try container.decode([Language: String].self, forKey: .texts))
  }

  private enum CodingKeys: CodingKey { case original, texts }

  public var isEmpty: Bool { texts.isEmpty }

  /// The languages that have the text: the original first, then by tag.
  public var languages: [Language] {
    texts.keys.sorted { ($0 != original ? 1 : 0, $0) < ($1 != original ? 1 : 0, $1) }
  }

  public subscript(language: Language) -> String? { texts[language] }

  /// The text in `language`, or else in the original language, or else in the first that has it.
  ///
  /// - Returns: The text and the language it is in, for the page's `lang`; an empty text when there
  ///   is none.
  public func text(for language: Language) -> (text: String, language: Language) {
    if let text = texts[language] { return (text, language) }
    guard let first = languages.first else { return ("", original) }
    return (texts[first, default: ""], first)
  }

  /// The same text with one language set, or taken away when `text` is empty.
  public func setting(_ text: String, in language: Language) -> Multilingual {
    var changed = texts
    changed[language] = text
    return Multilingual(original: original, texts: changed)
  }
}

extension Multilingual {
  /// The text with a code before it in every language: `A3 Open data portal`.
  public func prefixed(by code: String) -> Multilingual {
    code.isEmpty
      ? self : Multilingual(original: original, texts: texts.mapValues { "\(code) \($0)" })
  }

  /// The lines that are not empty, each with the translations of the same line.
  public var lines: [Multilingual] {
    let parts = texts.mapValues { text in
      text.split(separator: "\n").map { String($0) }.filter { !$0.allSatisfy(\.isWhitespace) }
    }
    let count = parts.values.map(\.count).max() ?? 0
    return (0..<count).map { line in
      Multilingual(
        original: original,
        texts: parts.compactMapValues { $0.indices.contains(line) ? $0[line] : nil })
    }
  }
}
