/// Views of one thing, as links: each has its own address.
struct Tabs: Component {
  struct Tab: Sendable {
    var text: String
    var href: String
    var isCurrent = false
    /// How many things stand behind the tab.
    var count: String?
  }

  var label: String
  var tabs: [Tab]

  var html: HTML {
    "<nav class=\"tabs\" aria-label=\"\(label)\"><ul>\(tabs.map(item))</ul></nav>"
  }

  private func item(_ tab: Tab) -> HTML {
    """
    <li><a href="\(tab.href)"\(attribute: "aria-current", tab.isCurrent ? "page" : nil)>\(tab.text)\
    \(tab.count.map { " <span class=\"badge\">\($0)</span>" as HTML })</a></li>
    """
  }
}

/// The way from the start to this page.
struct Breadcrumbs: Component {
  var label: String
  /// From the outermost in, without the page itself.
  var steps: [Anchor]
  /// The page itself.
  var current: String?

  var html: HTML {
    """
    <nav class="crumbs" aria-label="\(label)"><ol>\(steps.map { "<li>\($0)</li>" as HTML })\
    \(current.map { "<li aria-current=\"page\">\($0)</li>" as HTML })</ol></nav>
    """
  }
}

/// The pages of a long list.
struct Pagination: Component {
  enum Step: Sendable {
    /// `spoken` says what the number alone does not: "Page 3".
    case page(number: String, href: String, spoken: String, isCurrent: Bool)
    case gap
  }

  var label: String
  var previous: Anchor?
  var next: Anchor?
  var steps: [Step] = []

  var html: HTML {
    guard previous != nil || next != nil || !steps.isEmpty else { return .empty }
    return """
      <nav class="pages" aria-label="\(label)"><ul>\
      \(previous.map { "<li class=\"back\"><a href=\"\($0.href)\" rel=\"prev\">\($0.text)</a></li>" as HTML })\
      \(steps.map(item))\
      \(next.map { "<li class=\"on\"><a href=\"\($0.href)\" rel=\"next\">\($0.text)</a></li>" as HTML })</ul></nav>
      """
  }

  private func item(_ step: Step) -> HTML {
    switch step {
    case .gap: "<li class=\"gap\">…</li>"
    case .page(let number, let href, let spoken, let isCurrent):
      """
      <li><a href="\(href)" aria-label="\(spoken)"\
      \(attribute: "aria-current", isCurrent ? "page" : nil)>\(number)</a></li>
      """
    }
  }
}
