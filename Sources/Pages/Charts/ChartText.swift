/// How wide words come out before they are drawn, so that labels neither clip nor collide.
///
/// Widths are those of common sans-serif faces, taken a little wide; a face that is wider still has
/// the room that is left around every label.
enum ChartText {
  /// The estimated width of a text.
  ///
  /// - Parameter size: The font size, in the units of the drawing.
  static func width(_ text: String, size: Double) -> Double {
    text.unicodeScalars.reduce(0) { $0 + advance($1) } * size
  }

  /// Breaks a text into lines no wider than given, between words where it can.
  ///
  /// - Parameter limit: How many lines at most; the last ends in "…" where words were left out.
  static func lines(_ text: String, width limit: Double, size: Double, limit count: Int) -> [String]
  {
    var lines: [String] = []
    var line = ""
    for word in pieces(of: text, width: limit, size: size) {
      let longer = line.isEmpty ? word : "\(line) \(word)"
      if width(longer, size: size) <= limit {
        line = longer
      } else {
        lines.append(line)
        line = word
      }
    }
    if !line.isEmpty { lines.append(line) }
    guard lines.count > count, count > 0 else { return lines }
    var kept = Array(lines.prefix(count))
    kept[count - 1] = shortened(kept[count - 1] + " " + lines[count], width: limit, size: size)
    return kept
  }

  /// The text, or as much of its start as fits with "…" after it.
  static func shortened(_ text: String, width limit: Double, size: Double) -> String {
    guard width(text, size: size) > limit else { return text }
    var kept = Substring(text)
    while !kept.isEmpty, width(kept + "…", size: size) > limit { kept.removeLast() }
    while kept.last == " " { kept.removeLast() }
    return kept + "…"
  }

  /// Words; those too long for a line are cut, with a hyphen at the cut.
  private static func pieces(of text: String, width limit: Double, size: Double) -> [String] {
    text.split(whereSeparator: \.isWhitespace).flatMap { word -> [String] in
      var pieces: [String] = []
      var rest = word
      while width(String(rest), size: size) > limit, rest.count > 1 {
        var head = rest.dropLast()
        while head.count > 1, width(head + "-", size: size) > limit { head.removeLast() }
        pieces.append(head.last == "-" ? String(head) : head + "-")
        rest = rest.dropFirst(head.count)
      }
      return pieces + [String(rest)]
    }
  }

  private static func width(_ text: Substring, size: Double) -> Double {
    width(String(text), size: size)
  }

  /// In parts of the font size.
  private static func advance(_ scalar: Unicode.Scalar) -> Double {
    switch scalar {
    case "i", "j", "l", "I", "'", "|", ".", ",", ":", ";", "!", "і", "ј", "ї": 0.3
    case "f", "t", "r", "(", ")", "[", "]", "-", " ", "/", "\u{A0}", "\u{202F}": 0.4
    case "г", "т": 0.5
    case "m", "M", "w", "W", "@", "%", "ш", "щ", "ж", "ю", "ф", "ы", "м", "Ш", "Щ", "Ж", "Ю", "Ф",
      "М", "џ", "љ", "њ", "Љ", "Њ", "Џ":
      0.9
    case "\u{300}"..."\u{36F}": 0
    case "\u{430}"..."\u{45F}": 0.63
    default: scalar.properties.isUppercase ? 0.7 : 0.58
    }
  }
}

/// Lines of text in a drawing.
struct ChartLabel: Component {
  enum Anchor: String { case start, middle, end }

  var lines: [String]
  var x: Double
  /// Where the middle of the block of lines stands.
  var y: Double
  var size = 13.0
  var anchor = Anchor.start
  var style: String?
  /// What the lines were cut from, shown when the pointer rests on them.
  var full: String?

  static let leading = 1.25

  var html: HTML {
    let step = size * Self.leading
    let first = y - step * Double(lines.count - 1) / 2 + size * 0.35
    let spans = lines.enumerated().map { index, line -> HTML in
      "<tspan x=\"\(x)\" y=\"\(first + step * Double(index))\">\(line)</tspan>"
    }
    let isCut = lines.last?.hasSuffix("…") ?? false
    return """
      <text font-size="\(size)" text-anchor="\(anchor.rawValue)"\(attribute: "class", style)>\
      \(isCut ? full.map { "<title>\($0)</title>" } : nil)\(spans)</text>
      """
  }

  var width: Double { lines.map { ChartText.width($0, size: size) }.max() ?? 0 }

  var height: Double { Double(lines.count) * size * Self.leading }

  var frame: ChartFrame {
    let left =
      switch anchor {
      case .start: x
      case .middle: x - width / 2
      case .end: x - width
      }
    return ChartFrame(x: left, y: y - height / 2, width: width, height: height)
  }
}

/// A rectangle in a drawing.
struct ChartFrame: Equatable, Sendable {
  var x: Double
  var y: Double
  var width: Double
  var height: Double

  func intersects(_ other: ChartFrame) -> Bool {
    x < other.x + other.width && other.x < x + width && y < other.y + other.height
      && other.y < y + height
  }

  func contains(_ other: ChartFrame) -> Bool {
    other.x >= x && other.y >= y && other.x + other.width <= x + width
      && other.y + other.height <= y + height
  }
}
