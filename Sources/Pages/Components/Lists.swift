/// Names and values, each with what can be done about it.
struct SummaryList: Component {
  struct Row: Sendable {
    var name: String
    var value: HTML
    var acts: [Button] = []
  }

  var rows: [Row]

  var html: HTML {
    "<dl class=\"summary\">\(rows.map(line))</dl>"
  }

  private func line(_ row: Row) -> HTML {
    """
    <div><dt>\(row.name)</dt><dd>\(row.value)</dd>\
    \(row.acts.isEmpty ? nil : "<dd class=\"acts\">\(row.acts)</dd>" as HTML)</div>
    """
  }
}

/// The few numbers that say most.
struct KeyFigures: Component {
  struct Figure: Sendable {
    var value: String
    var label: String
    var note: String?
    var href: String?
  }

  var figures: [Figure]

  var html: HTML {
    "<dl class=\"figures\">\(figures.map(item))</dl>"
  }

  private func item(_ figure: Figure) -> HTML {
    let value: HTML =
      figure.href.map { "<a href=\"\($0)\">\(figure.value)</a>" } ?? "\(figure.value)"
    return """
      <div><dt>\(figure.label)</dt><dd>\(value)</dd>\
      \(figure.note.map { "<dd class=\"note\">\($0)</dd>" as HTML })</div>
      """
  }
}

/// What happened, newest or oldest first as given.
struct Timeline: Component {
  struct Entry: Sendable {
    /// As shown: "3 March 2026".
    var time: String
    /// ISO 8601.
    var machineTime: String
    var title: HTML
    var details: HTML = .empty
    var icon: Icon = .circle
  }

  var entries: [Entry]

  var html: HTML {
    "<ol class=\"timeline\">\(entries.map(item))</ol>"
  }

  private func item(_ entry: Entry) -> HTML {
    """
    <li>\(entry.icon)<div><time datetime="\(entry.machineTime)">\(entry.time)</time>\
    <p>\(entry.title)</p>\(entry.details)</div></li>
    """
  }
}

/// Nested terms with their explanations, as in a problem tree read as text.
struct DefinitionTree: Component {
  struct Node: Sendable {
    var title: HTML
    var text: HTML = .empty
    var children: [Node] = []
  }

  var nodes: [Node]

  var html: HTML { Self.list(nodes, isRoot: true) }

  private static func list(_ nodes: [Node], isRoot: Bool) -> HTML {
    guard !nodes.isEmpty else { return .empty }
    return "<ul\(attribute: "class", isRoot ? "tree" : nil)>\(nodes.map(item))</ul>"
  }

  private static func item(_ node: Node) -> HTML {
    """
    <li><div class="term">\(node.title)</div>\
    \(node.text.isEmpty ? nil : "<div class=\"text\">\(node.text)</div>" as HTML)\
    \(list(node.children, isRoot: false))</li>
    """
  }
}
