import Civic

/// Rows of work over time, with what waits for what.
struct Gantt: Chart {
  struct Row: Sendable {
    /// Unique in the chart; dependencies name it.
    var id: String
    var code: String
    var title: String
    var href: String?
    var start: Day?
    var end: Day?
    var status: ActionStatus
    /// The status in words.
    var statusText: String
    /// The part that is done, 0 to 1.
    var share: Double?
    /// A task within the row above it.
    var isTask = false
  }

  struct Group: Sendable {
    var title: String
    var rows: [Row]
  }

  /// `after` can begin only when `before` has ended.
  struct Dependency: Hashable, Sendable {
    var before: String
    var after: String
  }

  /// The words and forms of dates.
  struct Labels: Sendable {
    var action: String
    var start: String
    var end: String
    var status: String
    var dependsOn: String
    var today: String
    var day: @Sendable (Day) -> String
    var year: @Sendable (Int) -> String
    /// 1 to 4, short: "Q1".
    var quarter: @Sendable (Int) -> String
  }

  var id: String
  var words: ChartWords
  var groups: [Group]
  var dependencies: [Dependency] = []
  var today: Day?
  var labels: Labels
  /// What the calendar spans; by itself as long as the rows.
  var calendar: ClosedRange<Day>?

  var figure: ChartFigure? {
    guard let layout = GanttLayout(groups: groups, within: calendar) else { return nil }
    return ChartFigure(
      id: id, words: words, width: GanttLayout.width, height: layout.height, fit: .large,
      isInteractive: rows.contains { $0.href != nil },
      fills: [ChartFill(series: 2, texture: .hatch), ChartFill(series: 8, texture: .dots)],
      drawing: """
        \(GanttCalendar(layout: layout, labels: labels, today: today))\(headings(layout))\
        \(layout.places.map { row($0, layout) })\
        \(GanttArrows(layout: layout, dependencies: dependencies))
        """,
      legend: legend, table: table
    )
  }

  private var rows: [Row] { groups.flatMap(\.rows) }

  private func headings(_ layout: GanttLayout) -> HTML {
    zip(groups, layout.headings).map { group, y -> HTML in
      let room = GanttLayout.width - 12
      let title = ChartText.shortened(group.title, width: room, size: 13.5)
      return """
        <rect class="stripe" x="0" y="\(y - 13)" width="\(GanttLayout.width)" height="26"/>\
        \(ChartLabel(lines: [title], x: 6, y: y, size: 13.5, style: "heading", full: group.title))
        """
    }.joined()
  }

  private func row(_ place: GanttLayout.Place, _ layout: GanttLayout) -> HTML {
    let row = place.row
    let indent = row.isTask ? 22.0 : 6
    let text = row.code.isEmpty ? row.title : "\(row.code)  \(row.title)"
    let size = row.isTask ? 11.5 : 12.5
    let short = ChartText.shortened(text, width: GanttLayout.left - indent - 10, size: size)
    let label = ChartLabel(
      lines: [short], x: indent, y: place.y, size: size, style: row.isTask ? "tick" : nil,
      full: text
    ).html
    let name: HTML =
      row.href.map { "<a href=\"\($0)\" aria-label=\"\(text)\">\(label)</a>" } ?? label
    return """
      <g>\(name)<path class="grid" d="M0 \(place.y + 13)H\(GanttLayout.width)"/>\
      \(bar(place))</g>
      """
  }

  private func bar(_ place: GanttLayout.Place) -> HTML {
    guard let span = place.span else { return .empty }
    let row = place.row
    let height = row.isTask ? 8.0 : 14
    let sign = GanttSign(status: row.status)
    let done: HTML =
      (row.share.map { min(max($0, 0), 1) } ?? 0) > 0 && sign != .done
      ? """
      <rect class="fill done" x="\(span.from)" y="\(place.y + height / 2 - 3)" \
      width="\((span.to - span.from) * min(row.share ?? 0, 1))" height="3"/>
      """ : .empty
    return """
      <g><title>\(title(row))</title>\
      <rect x="\(span.from)" y="\(place.y - height / 2)" width="\(span.to - span.from)" \
      height="\(height)" rx="2" \(sign.attributes(in: id))/>\(done)\
      \(sign == .late ? lateMark(x: min(span.to + 4, GanttLayout.width - 14), y: place.y) : .empty)</g>
      """
  }

  private func title(_ row: Row) -> String {
    let days = [row.start, row.end].map { $0.map(labels.day) ?? "…" }.joined(separator: " – ")
    return [row.code, row.title, days, row.statusText].filter { !$0.isEmpty }
      .joined(separator: " · ")
  }

  private func lateMark(x: Double, y: Double) -> HTML {
    """
    <path class="fill late" d="M\(x) \(y + 6)L\(x + 6.5) \(y - 6)L\(x + 13) \(y + 6)Z"/>\
    <path class="cut" d="M\(x + 6.5) \(y - 2)V\(y + 2)M\(x + 6.5) \(y + 3.6)V\(y + 4.6)"/>
    """
  }

  private var legend: [LegendEntry] {
    var seen: Set<GanttSign> = []
    var entries = rows.compactMap { row -> LegendEntry? in
      let sign = GanttSign(status: row.status)
      guard row.end != nil || row.start != nil, seen.insert(sign).inserted else { return nil }
      let drawing: HTML =
        "<rect x=\"0\" y=\"4\" width=\"20\" height=\"12\" rx=\"2\" \(sign.attributes(in: id))/>"
      return LegendEntry(text: row.statusText, sign: .drawing(drawing))
    }
    if today != nil {
      entries.append(
        LegendEntry(text: labels.today, sign: .drawing("<path class=\"today\" d=\"M10 0V20\"/>")))
    }
    return entries
  }

  private var table: Table {
    let codes = Dictionary(rows.map { ($0.id, $0.code.isEmpty ? $0.title : $0.code) }) { $1 }
    let titles = [labels.action, labels.start, labels.end, labels.status, labels.dependsOn]
    return Table(
      id: "\(id)-table", caption: words.title, hidesCaption: true,
      columns: titles.map { Table.Column(title: $0) },
      rows: rows.map { row in
        let waits = dependencies.filter { $0.after == row.id }.compactMap { codes[$0.before] }
        return Table.Row(cells: [
          "\([row.code, row.title].filter { !$0.isEmpty }.joined(separator: " "))",
          "\(row.start.map(labels.day) ?? "–")", "\(row.end.map(labels.day) ?? "–")",
          "\(row.statusText)", "\(waits.isEmpty ? "–" : waits.joined(separator: ", "))",
        ])
      })
  }
}

/// How the bar of a status is drawn: by its filling, not by colour alone.
enum GanttSign: Hashable {
  case upcoming, ongoing, done, late, stopped, ended

  init(status: ActionStatus) {
    self =
      switch status {
      case .upcoming: .upcoming
      case .ongoing: .ongoing
      case .done: .done
      case .late: .late
      case .paused, .blocked: .stopped
      case .abandoned, .superseded: .ended
      }
  }

  func attributes(in chart: String) -> HTML {
    switch self {
    case .upcoming: "class=\"outline s1\""
    case .ongoing: "class=\"area-strong s1\""
    case .done: "class=\"fill s1\""
    case .late: ChartFill(series: 2, texture: .hatch).attributes(in: chart)
    case .stopped: ChartFill(series: 8, texture: .dots).attributes(in: chart)
    case .ended: "class=\"ended\""
    }
  }
}
