/// What a text must hold to be found in a ``TextIndex``.
public struct TextQuery: Hashable, Sendable {
  /// One thing it must hold, written in one of several ways.
  public struct Term: Hashable, Sendable {
    /// Words of letters and digits that follow each other; others are never found.
    public var spellings: [[String]]
    /// Whether the last word may go on.
    public var isPrefix: Bool

    public init(spellings: [[String]], isPrefix: Bool) {
      self.spellings = spellings.map { words in
        words.map { String($0.filter { $0.isLetter || $0.isNumber }) }.filter { !$0.isEmpty }
      }.filter { !$0.isEmpty }
      self.isPrefix = isPrefix
    }
  }

  public let terms: [Term]

  /// - Parameter terms: A text must hold all of them; those without a word are left out.
  public init(_ terms: [Term]) {
    self.terms = terms.filter { !$0.spellings.isEmpty }
  }

  /// The words a person typed, each of which may go on.
  public init(words: String) {
    self.init(
      words.split { !$0.isLetter && !$0.isNumber }
        .map { Term(spellings: [[String($0)]], isPrefix: true) })
  }

  public var isEmpty: Bool { terms.isEmpty }

  /// What holds all the terms of both.
  public static func + (first: TextQuery, second: TextQuery) -> TextQuery {
    TextQuery(first.terms + second.terms)
  }

  /// The query in the words of the database.
  func text(in dialect: Dialect) -> String {
    terms.map { term in
      let ways = term.spellings.map { Self.phrase($0, isPrefix: term.isPrefix, in: dialect) }
      return "(" + ways.joined(separator: dialect == .sqlite ? " OR " : " | ") + ")"
    }.joined(separator: dialect == .sqlite ? " AND " : " & ")
  }

  private static func phrase(_ words: [String], isPrefix: Bool, in dialect: Dialect) -> String {
    switch dialect {
    case .sqlite:
      return "\"\(words.joined(separator: " "))\"" + (isPrefix ? "*" : "")
    case .postgres:
      let quoted = words.enumerated().map { index, word in
        "'\(word)'" + (isPrefix && index == words.count - 1 ? ":*" : "")
      }
      return "(" + quoted.joined(separator: " <-> ") + ")"
    }
  }
}
