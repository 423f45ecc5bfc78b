import Civic

/// Where everything of a Gantt chart stands.
struct GanttLayout: Sendable {
  struct Place: Sendable {
    var row: Gantt.Row
    /// The middle of the row.
    var y: Double
    /// The ends of the bar; none where no date is known.
    var span: (from: Double, to: Double)?
  }

  static let width = 1080.0
  /// Where the calendar begins.
  static let left = 290.0
  static let top = 48.0
  static let rowHeight = 26.0

  /// The first day of the first quarter and the last of the last.
  let first: Day
  let last: Day
  let headings: [Double]
  let places: [Place]
  let height: Double

  /// None when no row has a date.
  init?(groups: [Gantt.Group], within span: ClosedRange<Day>? = nil) {
    let days =
      groups.flatMap(\.rows).flatMap { [$0.start, $0.end] }.compactMap(\.self)
      + (span.map { [$0.lowerBound, $0.upperBound] } ?? [])
    guard let earliest = days.min(), let latest = days.max() else { return nil }
    let calendar = Self.quarters(from: earliest, to: latest)
    (first, last) = calendar
    var y = Self.top
    var headings: [Double] = []
    var places: [Place] = []
    for group in groups {
      headings.append(y + 15)
      y += 30
      for row in group.rows {
        places.append(
          Place(row: row, y: y + Self.rowHeight / 2, span: Self.span(of: row, in: calendar)))
        y += Self.rowHeight
      }
      y += 6
    }
    self.headings = headings
    self.places = places
    height = y + 2
  }

  /// The place of a day's beginning along the calendar, held within it.
  func x(_ day: Day) -> Double { Self.x(day, in: (first, last)) }

  private static func x(_ day: Day, in calendar: (first: Day, last: Day)) -> Double {
    let length = Double(calendar.last.daysSince1970 - calendar.first.daysSince1970 + 1)
    let share = Double(day.daysSince1970 - calendar.first.daysSince1970) / length
    return left + min(max(share, 0), 1) * (width - left - 18)
  }

  /// From the start's morning to the end's evening; a row with one date is a day long, and none is
  /// too narrow to be seen.
  private static func span(
    of row: Gantt.Row, in calendar: (first: Day, last: Day)
  ) -> (from: Double, to: Double)? {
    guard let start = row.start ?? row.end, let end = row.end ?? row.start else { return nil }
    let from = x(min(start, end), in: calendar)
    return (from, max(x(max(start, end).adding(days: 1), in: calendar), from + 4))
  }

  private static func quarters(from earliest: Day, to latest: Day) -> (first: Day, last: Day) {
    let first = Day(year: earliest.year, month: (earliest.month - 1) / 3 * 3 + 1, day: 1)
    let last = Day(year: latest.year, month: (latest.month - 1) / 3 * 3 + 3, day: 1)
    return (first ?? earliest, last?.endOfMonth ?? latest)
  }
}

/// Years, quarters and the line of today.
struct GanttCalendar: Component {
  var layout: GanttLayout
  var labels: Gantt.Labels
  var today: Day?

  var html: HTML {
    "\(years)\(quarters)\(todayLine)"
  }

  private var years: HTML {
    (layout.first.year...layout.last.year).map { year -> HTML in
      guard let start = Day(year: year, month: 1, day: 1) else { return .empty }
      let from = layout.x(max(start, layout.first))
      let to = layout.x(min(start.adding(months: 12), layout.last.adding(days: 1)))
      let text = labels.year(year)
      let fits = ChartText.width(text, size: 13) + 8 <= to - from
      return """
        <path class="axis" d="M\(from) 6V\(layout.height)"/>\
        \(fits ? ChartLabel(lines: [text], x: from + 5, y: 14, style: "heading").html : .empty)
        """
    }.joined()
  }

  private var quarters: HTML {
    let count = (layout.last.year - layout.first.year + 1) * 4
    return (0..<count).map { index -> HTML in
      let start = Day(year: layout.first.year + index / 4, month: index % 4 * 3 + 1, day: 1)
      guard let start, start >= layout.first, start <= layout.last else { return .empty }
      let from = layout.x(start)
      let room = layout.x(start.adding(months: 3)) - from
      let text = labels.quarter(index % 4 + 1)
      let fits = ChartText.width(text, size: 11) + 6 <= room
      return """
        <path class="grid" d="M\(from) 26V\(layout.height)"/>\
        \(fits
          ? ChartLabel(lines: [text], x: from + 5, y: 34, size: 11, style: "tick").html : .empty)
        """
    }.joined()
  }

  private var todayLine: HTML? {
    guard let today, today >= layout.first, today <= layout.last else { return nil }
    let x = layout.x(today)
    return """
      <g><title>\(labels.today): \(labels.day(today))</title>\
      <path class="today" d="M\(x) 24V\(layout.height)"/>\
      <path class="fill s2" d="M\(x - 5) 22H\(x + 5)L\(x) 30Z"/></g>
      """
  }
}

/// From the end of what comes first to the start of what waits for it.
struct GanttArrows: Component {
  var layout: GanttLayout
  var dependencies: [Gantt.Dependency]

  var html: HTML {
    let places = Dictionary(layout.places.map { ($0.row.id, $0) }) { first, _ in first }
    return dependencies.compactMap { dependency -> HTML? in
      guard let before = places[dependency.before], let after = places[dependency.after],
        let from = before.span, let to = after.span
      else { return nil }
      return arrow(from: (from.to, before.y), to: (to.from, after.y))
    }.joined()
  }

  /// Right, along the row's edge where the way back is needed, and into the start from the left.
  private func arrow(from: (x: Double, y: Double), to: (x: Double, y: Double)) -> HTML {
    let turn = to.x - 7
    let head: HTML =
      "<path class=\"fill arrow\" d=\"M\(to.x - 1) \(to.y)L\(to.x - 7) \(to.y - 3.5)V\(to.y + 3.5)Z\"/>"
    if turn >= from.x + 4 {
      return """
        <path class="wait" d="M\(from.x) \(from.y)H\(turn)V\(to.y)H\(to.x - 5)"/>\(head)
        """
    }
    let side = from.y < to.y ? GanttLayout.rowHeight / 2 : -GanttLayout.rowHeight / 2
    return """
      <path class="wait" d="M\(from.x) \(from.y)H\(min(from.x + 5, GanttLayout.width - 2))\
      V\(from.y + side)H\(turn)V\(to.y)H\(to.x - 5)"/>\(head)
      """
  }
}
