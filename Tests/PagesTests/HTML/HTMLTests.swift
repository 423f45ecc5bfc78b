import Testing

@testable import Pages

@Suite struct `HTML as a type` {
  @Test func `keeps literals and escapes everything else`() {
    let name = "<b>\"O'Neil\" & sons</b>"
    let html: HTML = "<p title=\"\(name)\">\(name)</p>"
    let safe = "&lt;b&gt;&quot;O&#39;Neil&quot; &amp; sons&lt;/b&gt;"
    #expect(html.rendered == "<p title=\"\(safe)\">\(safe)</p>")
  }

  @Test func `nests markup, lists of it and what may be missing`() {
    let item: HTML = "<li>\("a<b")</li>"
    let missing: HTML? = nil
    let html: HTML = "<ul>\(item)\([item, item])\(missing)</ul>"
    #expect(html.rendered == "<ul>\(String(repeating: "<li>a&lt;b</li>", count: 3))</ul>")
  }

  @Test func `writes attributes only where they are set`() {
    let none: String? = nil
    let html: HTML =
      "<input\(attribute: "checked", if: true)\(attribute: "hidden", if: false)\(attribute: "id", "a\"b")\(attribute: "lang", none)\(attribute: "max", 5)>"
    #expect(html.rendered == "<input checked id=\"a&quot;b\" max=\"5\">")
  }

  @Test func `joins pieces with a separator between them`() {
    let pieces: [HTML] = ["<i>a</i>", "b", "c"]
    #expect(pieces.joined(separator: ", ").rendered == "<i>a</i>, b, c")
    #expect(HTML.joined([]).isEmpty)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `never lets a random text out of its place`(seed: UInt64) {
    var random = Random(state: seed)
    let alphabet = Array("<>&\"'/=ab \u{0}жњѓ🏙\u{301}\r\n`{}\\")
    let length = Int(random.next() % 40)
    let text = String(
      (0..<length).map { _ in alphabet[Int(random.next() % UInt64(alphabet.count))] })
    let html: HTML = "\(text)"
    for character in ["<", ">", "\"", "'", "\u{0}"] { #expect(!html.rendered.contains(character)) }
    #expect(Self.unescaped(html.rendered) == text.replacing("\u{0}", with: "\u{FFFD}"))
  }

  private static func unescaped(_ text: String) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
      .reduce(text) { $0.replacingScalars($1.0, $1.1) }
  }

  private struct Random {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
  }

  @Test(arguments: [
    (0.0, "0"), (1.5, "1.5"), (-0.004, "0"), (2.016, "2.02"), (-3.25, "-3.25"), (12, "12"),
    (.nan, "0"), (.infinity, "0"), (1e300, "1000000"), (0.07, "0.07"),
  ])
  func `writes lengths with two decimals at most`(length: Double, text: String) {
    #expect(length.drawn == text)
  }
}

extension String {
  /// Replaces by scalars, so that a combining mark after a reference does not hide it.
  fileprivate func replacingScalars(_ old: String, _ new: String) -> String {
    var result = String.UnicodeScalarView()
    var rest = unicodeScalars[...]
    let pattern = Array(old.unicodeScalars)
    while !rest.isEmpty {
      if rest.starts(with: pattern) {
        result.append(contentsOf: new.unicodeScalars)
        rest = rest.dropFirst(pattern.count)
      } else {
        result.append(rest.removeFirst())
      }
    }
    return String(result)
  }
}
