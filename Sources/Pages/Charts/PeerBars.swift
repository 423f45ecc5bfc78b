/// A bar for each subject, with where it stood before, what is wanted, and between which figures
/// half of the peers stand.
struct PeerBars: Component {
  /// Half of the peers stand between `first` and `third`.
  struct Peers: Sendable {
    var first: Double
    var median: Double
    var third: Double
  }

  struct Bar: Sendable {
    var name: String
    /// `nil` where nothing was answered.
    var value: Double?
    var previous: Double?
    var target: Double?
    var peers: Peers?
  }

  struct Labels: Sendable {
    var bar: String
    var value: String
    var previous: String
    var target: String
    /// Lower quarter, middle, upper quarter.
    var peers: [String]
    /// The band of the middle half.
    var band: String
  }

  var id: String
  var words: ChartWords
  var bars: [Bar]
  var labels: Labels
  var maximum = 100.0
  var format: @Sendable (Double) -> String

  static let width = 720.0
  static let rowHeight = 46.0
  static let top = 30.0
  static let span = (left: 196.0, right: 650.0)

  var html: HTML {
    guard bars.contains(where: { $0.value != nil }) else {
      return ChartFigure.empty(id: id, words: words)
    }
    return ChartFigure(
      id: id, words: words, width: Self.width,
      height: Self.top + Double(bars.count) * Self.rowHeight + 8,
      drawing: "\(grid)\(bars.indices.map(row))", legend: legend, table: table
    ).html
  }

  private func x(_ value: Double) -> Double {
    let share = value.isFinite && maximum > 0 ? min(max(value / maximum, 0), 1) : 0
    return Self.span.left + share * (Self.span.right - Self.span.left)
  }

  private var grid: HTML {
    let bottom = Self.top + Double(bars.count) * Self.rowHeight
    return Axis(to: maximum, steps: 5).ticks.filter { $0 <= maximum }.map { tick -> HTML in
      """
      <path class="\(tick == 0 ? "axis" : "grid")" d="M\(x(tick)) \(Self.top - 6)V\(bottom)"/>\
      \(ChartLabel(
        lines: [format(tick)], x: x(tick), y: Self.top - 16, size: 11.5, anchor: .middle,
        style: "tick"))
      """
    }.joined()
  }

  private func row(_ index: Int) -> HTML {
    let bar = bars[index]
    let middle = Self.top + (Double(index) + 0.5) * Self.rowHeight
    let name = ChartText.lines(bar.name, width: Self.span.left - 16, size: 13, limit: 3)
    return """
      \(ChartLabel(
        lines: name, x: Self.span.left - 12, y: middle, anchor: .end, full: bar.name))\
      \(bar.peers.map { band($0, middle) })\(bar.value.map { value($0, middle) })\
      \(bar.previous.map { previous($0, middle) })\(bar.target.map { target($0, middle) })\
      \(ChartLabel(
        lines: [text(bar.value)], x: Self.width - 2, y: middle, anchor: .end, style: "value"))
      """
  }

  private func band(_ peers: Peers, _ middle: Double) -> HTML {
    let width = max(x(peers.third) - x(peers.first), 3)
    let said = zip(labels.peers, [peers.first, peers.median, peers.third])
      .map { "\($0): \(format($1))" }.joined(separator: ", ")
    return """
      <rect class="band s4" x="\(x(peers.first))" y="\(middle - 17)" width="\(width)" height="34">\
      <title>\(said)</title></rect>\
      <path class="line s4" d="M\(x(peers.median)) \(middle - 17)V\(middle + 17)"/>
      """
  }

  private func value(_ value: Double, _ middle: Double) -> HTML {
    """
    <rect class="fill s1" x="\(x(0))" y="\(middle - 7)" width="\(max(x(value) - x(0), 1))" \
    height="14"><title>\(labels.value): \(format(value))</title></rect>
    """
  }

  private func previous(_ value: Double, _ middle: Double) -> HTML {
    """
    <circle class="outline s2" cx="\(x(value))" cy="\(middle)" r="5">\
    <title>\(labels.previous): \(format(value))</title></circle>
    """
  }

  private func target(_ value: Double, _ middle: Double) -> HTML {
    """
    <path class="target" d="M\(x(value)) \(middle - 12)V\(middle + 12)">\
    <title>\(labels.target): \(format(value))</title></path>
    """
  }

  private func text(_ value: Double?) -> String { value.map(format) ?? "–" }

  private var hasPrevious: Bool { bars.contains { $0.previous != nil } }
  private var hasTarget: Bool { bars.contains { $0.target != nil } }
  private var hasPeers: Bool { bars.contains { $0.peers != nil } }

  private var legend: [LegendEntry] {
    var entries = [LegendEntry(text: labels.value, sign: .area(ChartFill(series: 1)))]
    if hasPrevious {
      entries.append(
        LegendEntry(
          text: labels.previous,
          sign: .drawing("<circle class=\"outline s2\" cx=\"10\" cy=\"10\" r=\"5\"/>")))
    }
    if hasTarget {
      entries.append(
        LegendEntry(
          text: labels.target, sign: .drawing("<path class=\"target\" d=\"M10 1V19\"/>")))
    }
    if hasPeers {
      entries.append(
        LegendEntry(
          text: labels.band,
          sign: .drawing(
            "<rect class=\"band s4\" x=\"1\" y=\"3\" width=\"18\" height=\"14\"/><path class=\"line s4\" d=\"M9 3V17\"/>"
          )))
    }
    return entries
  }

  private var table: Table {
    var titles = [labels.value]
    if hasPrevious { titles.append(labels.previous) }
    if hasTarget { titles.append(labels.target) }
    if hasPeers { titles += labels.peers }
    let rows = bars.map { bar -> Table.Row in
      var values = [bar.value]
      if hasPrevious { values.append(bar.previous) }
      if hasTarget { values.append(bar.target) }
      if hasPeers { values += [bar.peers?.first, bar.peers?.median, bar.peers?.third] }
      return Table.Row(cells: ["\(bar.name)"] + values.map { "\(text($0))" })
    }
    return Table(
      id: "\(id)-table", caption: words.title, hidesCaption: true,
      columns: [Table.Column(title: labels.bar)]
        + titles.map { Table.Column(title: $0, isNumeric: true) },
      rows: rows)
  }
}
