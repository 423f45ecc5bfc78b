/// The few meanings that colours have; each comes with its icon, so that colour is never alone.
enum Tone: String, CaseIterable, Sendable {
  case neutral, info, progress, good, warning, bad

  var icon: Icon {
    switch self {
    case .neutral: .circle
    case .info: .info
    case .progress: .half
    case .good: .check
    case .warning: .alert
    case .bad: .late
    }
  }
}

/// A state in a word, with colour and icon.
struct StatusTag: Component {
  var text: String
  var tone: Tone
  /// Another icon where the tone's is not exact: a pause, a lock.
  var icon: Icon?

  var html: HTML {
    "<span class=\"status \(tone.rawValue)\">\(icon ?? tone.icon)<span>\(text)</span></span>"
  }
}

/// A theme or a code: a word without a state.
struct Tag: Component {
  var text: String
  var href: String?

  var html: HTML {
    href.map { "<a class=\"tag\" href=\"\($0)\">\(text)</a>" }
      ?? "<span class=\"tag\">\(text)</span>"
  }
}

/// Tags one after the other.
struct TagList: Component {
  var tags: [Tag]

  var html: HTML {
    tags.isEmpty
      ? .empty : "<ul class=\"tags\">\(tags.map { "<li>\($0)</li>" as HTML })</ul>"
  }
}
