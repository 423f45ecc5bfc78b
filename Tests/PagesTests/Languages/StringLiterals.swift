/// The string literals of a Swift source, each interpolation replaced by one U+FFFC.
struct StringLiterals {
  private(set) var texts: [String] = []
  private var rest: Substring

  init(in source: String) {
    rest = source[...]
    readCode(untilParenthesis: false)
  }

  /// Reads code up to its end, or up to the parenthesis that ends an interpolation.
  private mutating func readCode(untilParenthesis: Bool) {
    var depth = 0
    while let character = rest.first {
      if rest.hasPrefix("//") {
        rest = rest.drop { $0 != "\n" }
      } else if let opening = opening() {
        readLiteral(opening)
      } else {
        rest.removeFirst()
        if character == "(" { depth += 1 }
        if character == ")" {
          if untilParenthesis, depth == 0 { return }
          depth -= 1
        }
      }
    }
  }

  /// The hashes and quotation marks with which a literal begins here.
  private func opening() -> (hashes: String, quotes: String)? {
    let hashes = rest.prefix { $0 == "#" }
    let after = rest[hashes.endIndex...]
    guard after.first == "\"" else { return nil }
    return (String(hashes), after.hasPrefix("\"\"\"") ? "\"\"\"" : "\"")
  }

  private mutating func readLiteral(_ opening: (hashes: String, quotes: String)) {
    rest.removeFirst(opening.hashes.count + opening.quotes.count)
    let (ending, escape) = (opening.quotes + opening.hashes, "\\" + opening.hashes)
    var text = ""
    while let character = rest.first {
      if rest.hasPrefix(ending) {
        rest.removeFirst(ending.count)
        break
      }
      if rest.hasPrefix(escape + "(") {
        rest.removeFirst(escape.count + 1)
        readCode(untilParenthesis: true)
        text.append("\u{FFFC}")
      } else if rest.hasPrefix(escape) {
        rest.removeFirst(escape.count)
        if let escaped = rest.popFirst() { text.append(escaped == "n" ? " " : escaped) }
      } else {
        text.append(character)
        rest.removeFirst()
      }
    }
    texts.append(text)
  }

  /// The words that stand between the tags of a piece of markup; none when it has no tag.
  static func words(inMarkup text: String) -> [Substring] {
    guard text.contains(#/<\/?[a-z]/#) else { return [] }
    let bare = text.replacing(#/<[^<>]*(?:>|$)/#, with: " ").replacing(#/^[^<>]*>/#, with: " ")
      .replacing(#/&#?[A-Za-z0-9]+;/#, with: " ")
    return bare.matches(of: #/\p{L}{2,}/#).map(\.0)
  }
}
