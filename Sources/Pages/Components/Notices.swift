/// Something the reader should know, set apart.
struct Notice: Component {
  var tone: Tone = .info
  var title: String?
  var content: HTML
  /// Read out when it appears, as for the answer to what was just done.
  var isLive = false

  var html: HTML {
    """
    <div class="notice \(tone.rawValue)"\
    \(attribute: "role", isLive ? (tone == .bad ? "alert" : "status") : nil)>\(tone.icon)<div>\
    \(title.map { "<p class=\"title\">\($0)</p>" as HTML })\(content)</div></div>
    """
  }
}

/// Nothing here yet, and what to do about it.
struct EmptyState: Component {
  var title: String
  var text: String
  var acts: [Button] = []
  /// 2 to 4, or none where a heading would not fit the outline.
  var level: Int?

  var html: HTML {
    let heading: HTML =
      level.map { "<h\($0)>\(title)</h\($0)>" } ?? "<p class=\"title\">\(title)</p>"
    return """
      <div class="empty">\(Mark())\(heading)<p>\(text)</p>\
      \(acts.isEmpty ? nil : ButtonRow(buttons: acts).html)</div>
      """
  }
}

/// More for those who want it.
struct Details: Component {
  var summary: String
  var content: HTML
  var isOpen = false

  var html: HTML {
    """
    <details class="more"\(attribute: "open", if: isOpen)><summary>\(summary)</summary>\
    <div>\(content)</div></details>
    """
  }
}

/// How far something has come.
struct ProgressBar: Component {
  /// Unique in the page.
  var id: String
  var label: String
  /// Of the whole, 0 to 1; values beyond are drawn at the end.
  var share: Double
  /// "7 of 12 tasks done": always shown.
  var text: String
  var hidesLabel = false

  var html: HTML {
    """
    <div class="progress"><span id="\(id)-label"\(attribute: "class", hidesLabel ? "unseen" : nil)>\
    \(label)</span><progress max="100" value="\(min(max(share, 0), 1) * 100)" \
    aria-labelledby="\(id)-label">\(text)</progress><span class="said">\(text)</span></div>
    """
  }
}

/// The mark of the product: building blocks that stand as a small town wall.
struct Mark: Component {
  var html: HTML {
    """
    <svg class="mark-logo" viewBox="0 0 32 32" width="32" height="32" aria-hidden="true" \
    focusable="false"><path class="b1" d="M3 19h12v10H3Z"/><path class="b2" d="M17 19h12v10H17Z"/>\
    <path class="b3" d="M10 8h12v9H10Z"/><path class="b4" d="M13.5 3h5v3h-5Z"/></svg>
    """
  }
}
