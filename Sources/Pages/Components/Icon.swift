/// A small drawing beside words; it carries no meaning alone and is hidden from screen readers.
enum Icon: String, CaseIterable, Component {
  case alert, arrowDown, arrowRight, arrowUp, ban, check, circle, clock, conflict, download,
    external
  case flag, half, info, late, lock, pause, person, plus, replaced, sort, globe

  var html: HTML {
    """
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" \
    focusable="false">\(drawing)</svg>
    """
  }

  /// Strokes take the colour of the text around them.
  private var drawing: HTML {
    switch self {
    case .alert: "<path d=\"M8 1.8 15 14H1Z\"/><path d=\"M8 6.2v3.6M8 11.6v.6\"/>"
    case .arrowDown: "<path d=\"M8 2.5v11M3.5 9 8 13.5 12.5 9\"/>"
    case .arrowRight: "<path d=\"M2.5 8h11M9 3.5 13.5 8 9 12.5\"/>"
    case .arrowUp: "<path d=\"M8 13.5v-11M3.5 7 8 2.5 12.5 7\"/>"
    case .ban: "<circle cx=\"8\" cy=\"8\" r=\"6.2\"/><path d=\"m3.6 12.4 8.8-8.8\"/>"
    case .check: "<path d=\"m2.5 8.5 3.7 3.7L13.5 4\"/>"
    case .circle: "<circle cx=\"8\" cy=\"8\" r=\"5.6\"/>"
    case .clock: "<circle cx=\"8\" cy=\"8\" r=\"6.2\"/><path d=\"M8 4.3V8l2.6 1.8\"/>"
    case .conflict: "<path d=\"M2 5h9M8 2l3 3-3 3M14 11H5M8 8l-3 3 3 3\"/>"
    case .download: "<path d=\"M8 2v8.5M4.2 7 8 10.8 11.8 7M2.5 14h11\"/>"
    case .external: "<path d=\"M6 3H3v10h10v-3M9 2.5h4.5V7M13.2 2.8 7.5 8.5\"/>"
    case .flag: "<path d=\"M3.5 15V1.8M3.5 2.5h9l-2.2 3 2.2 3h-9\"/>"
    case .globe:
      """
      <circle cx="8" cy="8" r="6.2"/><path d="M1.8 8h12.4M8 1.8c4 3.6 4 8.8 0 12.4\
      M8 1.8c-4 3.6-4 8.8 0 12.4"/>
      """
    case .half:
      "<circle cx=\"8\" cy=\"8\" r=\"5.6\"/><path class=\"solid\" d=\"M8 2.4a5.6 5.6 0 0 1 0 11.2Z\"/>"
    case .info: "<circle cx=\"8\" cy=\"8\" r=\"6.2\"/><path d=\"M8 7.2v4M8 4.4V5\"/>"
    case .late: "<circle cx=\"8\" cy=\"8\" r=\"6.2\"/><path d=\"M8 4.2v4.4M8 10.8v.8\"/>"
    case .lock: "<path d=\"M3.5 7.2h9v6.6h-9ZM5.3 7V4.8a2.7 2.7 0 0 1 5.4 0V7\"/>"
    case .pause: "<path d=\"M5.5 3v10M10.5 3v10\"/>"
    case .person: "<circle cx=\"8\" cy=\"5\" r=\"3\"/><path d=\"M2.2 14.2c.5-6 11.1-6 11.6 0\"/>"
    case .plus: "<path d=\"M8 2.5v11M2.5 8h11\"/>"
    case .replaced: "<path d=\"M2.5 4h7a4 4 0 0 1 0 8H4M6.5 9.2 3.6 12l2.9 2.8\"/>"
    case .sort: "<path d=\"m4.5 6 3.5-3.5L11.5 6M4.5 10 8 13.5l3.5-3.5\"/>"
    }
  }
}
