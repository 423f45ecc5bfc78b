/// One of several things to look into.
struct Card: Component {
  var title: String
  var href: String?
  /// Above the title, small: a kind or a code.
  var kicker: String?
  var content: HTML = .empty
  /// Beneath a thin rule: states and figures.
  var foot: HTML = .empty
  /// The heading's level, from 2 to 4, so that headings nest rightly in the page.
  var level = 3
  var language: String?

  var html: HTML {
    let heading: HTML = href.map { "<a href=\"\($0)\">\(title)</a>" } ?? "\(title)"
    return """
      <article class="card"\(attribute: "lang", language)>\
      \(kicker.map { "<p class=\"kicker\">\($0)</p>" as HTML })\
      <h\(level)>\(heading)</h\(level)>\(content)\
      \(foot.isEmpty ? nil : "<footer>\(foot)</footer>" as HTML)</article>
      """
  }
}

/// Cards in as many columns as fit.
struct CardGrid: Component {
  var cards: [Card]

  var html: HTML {
    "<ul class=\"cards\">\(cards.map { "<li>\($0)</li>" as HTML })</ul>"
  }
}
