/// A text with its placeholders found: `{count} actions` is a slot and a literal.
struct TextTemplate: Hashable, Sendable {
  enum Piece: Hashable, Sendable {
    case literal(String)
    case slot(String)
  }

  let pieces: [Piece]

  /// Braces that do not enclose a name of letters and digits are literal.
  init(_ text: String) {
    var pieces: [Piece] = []
    var rest = Substring(text)
    var literal = ""
    while let open = rest.firstIndex(of: "{") {
      let inside = rest[rest.index(after: open)...]
      literal += rest[..<open]
      let name = inside.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
      guard !name.isEmpty, name.endIndex < inside.endIndex, inside[name.endIndex] == "}" else {
        literal += "{"
        rest = inside
        continue
      }
      if !literal.isEmpty { pieces.append(.literal(literal)) }
      literal = ""
      pieces.append(.slot(String(name)))
      rest = inside[inside.index(after: name.endIndex)...]
    }
    literal += rest
    if !literal.isEmpty { pieces.append(.literal(literal)) }
    self.pieces = pieces
  }

  /// The names of the placeholders.
  var slots: Set<String> {
    Set(pieces.compactMap { if case .slot(let name) = $0 { name } else { nil } })
  }
}
