/// What somebody looks for: words, each of which may be the beginning of one, and phrases in quotes.
///
/// Script, diacritics and case make no difference: see ``Fold``.
public struct SearchQuery: Hashable, Sendable {
  /// One thing that a text must hold.
  public struct Term: Hashable, Sendable {
    /// The ways to write it: each is words that follow each other, folded.
    public let spellings: [[String]]
    /// Whether the last word may go on.
    public let isPrefix: Bool
  }

  /// The text as it was typed, cut to ``longest``.
  public let text: String
  /// In the order they were typed; the first ``most`` of them.
  public let terms: [Term]

  /// The longest text that is read, in characters.
  public static let longest = 200
  /// The most terms that are looked for.
  public static let most = 12

  public init(_ text: String) {
    self.text = String(text.prefix(Self.longest))
    var terms: [Term] = []
    for (part, isQuoted) in Self.parts(of: self.text) {
      let words = Fold.runs(in: part)
      if isQuoted {
        if let term = Self.term(words, isPrefix: false) { terms.append(term) }
      } else {
        terms += words.compactMap { Self.term([$0], isPrefix: true) }
      }
    }
    self.terms = Array(terms.prefix(Self.most))
  }

  /// Whether there is nothing to look for.
  public var isEmpty: Bool { terms.isEmpty }

  private static func term(_ words: [Substring], isPrefix: Bool) -> Term? {
    let spelled = words.map { Fold.spellings(of: $0) }.filter { !$0.isEmpty }
    if spelled.isEmpty { return nil }
    let plain = spelled.compactMap(\.first)
    let other = spelled.compactMap(\.last)
    return Term(spellings: plain == other ? [plain] : [plain, other], isPrefix: isPrefix)
  }

  /// The text cut at quotation marks, of whatever language; one without its fellow is none.
  private static func parts(of text: String) -> [(text: Substring, isQuoted: Bool)] {
    let pieces = text.split(omittingEmptySubsequences: false) { "\"“”„«»".contains($0) }
    return pieces.enumerated().map { index, piece in
      (piece, index % 2 == 1 && index < pieces.count - 1)
    }
  }
}

extension SearchQuery {
  /// The words of a text that were looked for, in order.
  public func matches(in text: String) -> [Range<String.Index>] {
    Fold.runs(in: text[...]).filter(isLookedFor).map { $0.startIndex..<$0.endIndex }
  }

  /// The first of them.
  public func firstMatch(in text: String) -> Range<String.Index>? {
    Fold.runs(in: text[...]).first(where: isLookedFor).map { $0.startIndex..<$0.endIndex }
  }

  private func isLookedFor(_ word: Substring) -> Bool {
    let written = Fold.spellings(of: word)
    return terms.contains { term in
      term.spellings.contains { words in
        words.indices.contains { index in
          let mayGoOn = term.isPrefix && index == words.count - 1
          return written.contains { mayGoOn ? $0.hasPrefix(words[index]) : $0 == words[index] }
        }
      }
    }
  }
}
