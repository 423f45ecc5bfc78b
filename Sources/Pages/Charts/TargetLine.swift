/// Values over time against the band they should be in.
struct TargetLine: Component {
  struct Point: Sendable {
    /// Any measure of time that grows evenly, such as days.
    var time: Double
    var value: Double
    var timeText: String
    var valueText: String
  }

  struct Band: Sendable {
    var low: Double
    var high: Double
    var text: String
  }

  struct Labels: Sendable {
    var time: String
    var value: String
    var target: String
    var baseline: String
  }

  var id: String
  var words: ChartWords
  var points: [Point]
  var baseline: Point?
  var target: Band?
  var labels: Labels
  var format: @Sendable (Double) -> String

  static let width = 640.0
  static let height = 288.0
  static let field = ChartFrame(x: 64, y: 14, width: 560, height: 246)

  var html: HTML {
    guard !all.isEmpty else { return ChartFigure.empty(id: id, words: words) }
    return ChartFigure(
      id: id, words: words, width: Self.width, height: Self.height,
      fills: [ChartFill(series: 5, texture: .hatch)],
      drawing: "\(band)\(scale)\(line)\(marks)", legend: legend, table: table
    ).html
  }

  private var all: [Point] {
    ((baseline.map { [$0] } ?? []) + points).filter { $0.time.isFinite && $0.value.isFinite }
      .sorted { $0.time < $1.time }
  }

  private var axis: Axis {
    let values = all.map(\.value) + (target.map { [$0.low, $0.high] } ?? []).filter(\.isFinite)
    return Axis(from: min(values.min() ?? 0, 0), to: values.max() ?? 1)
  }

  func x(_ time: Double) -> Double {
    guard let first = all.first?.time, let last = all.last?.time, last > first else {
      return Self.field.x + Self.field.width / 2
    }
    return Self.field.x + 12 + (time - first) / (last - first) * (Self.field.width - 24)
  }

  func y(_ value: Double) -> Double {
    Self.field.y + Self.field.height * (1 - axis.place(value))
  }

  private var band: HTML? {
    target.map { target in
      let top = y(max(target.low, target.high))
      let height = max(y(min(target.low, target.high)) - top, 3)
      return """
        <rect x="\(Self.field.x)" y="\(min(top, Self.field.y + Self.field.height - 3))" \
        width="\(Self.field.width)" height="\(height)" class="band s5"/>
        """
    }
  }

  private var scale: HTML {
    let right = Self.field.x + Self.field.width
    let ticks = axis.ticks.map { tick -> HTML in
      """
      <path class="\(tick == axis.low ? "axis" : "grid")" d="M\(Self.field.x) \(y(tick))H\(right)"/>\
      \(ChartLabel(
        lines: [ChartText.shortened(format(tick), width: 56, size: 11.5)], x: Self.field.x - 6,
        y: y(tick), size: 11.5, anchor: .end, style: "tick"))
      """
    }
    return "\(ticks)\(times)"
  }

  /// As many dates as fit under the axis, the last always.
  private var times: HTML {
    var free = Self.width
    return all.reversed().compactMap { point -> HTML? in
      let half = ChartText.width(point.timeText, size: 11.5) / 2
      let middle = min(max(x(point.time), half), Self.width - half)
      guard middle + half <= free else { return nil }
      free = middle - half - 8
      return ChartLabel(
        lines: [point.timeText], x: middle, y: Self.height - 12, size: 11.5, anchor: .middle,
        style: "tick"
      ).html
    }.joined()
  }

  private var line: HTML {
    let path = all.map { "\(x($0.time)) \(y($0.value))" as HTML }.joined(separator: "L")
    return "<path class=\"line s1\" d=\"M\(path)\"/>"
  }

  private var marks: HTML {
    let dots = points.filter { $0.time.isFinite && $0.value.isFinite }.map { point -> HTML in
      """
      <circle class="fill s1" cx="\(x(point.time))" cy="\(y(point.value))" r="4">\
      <title>\(point.timeText): \(point.valueText)</title></circle>
      """
    }
    let start = baseline.map { point -> HTML in
      """
      <rect class="outline s1" x="\(x(point.time) - 4.5)" y="\(y(point.value) - 4.5)" width="9" \
      height="9"><title>\(labels.baseline): \(point.valueText)</title></rect>
      """
    }
    return "\(dots)\(start)"
  }

  private var legend: [LegendEntry] {
    var entries = [LegendEntry(text: labels.value, sign: .line("line s1"))]
    if baseline != nil {
      let sign: HTML = "<rect class=\"outline s1\" x=\"5\" y=\"5\" width=\"10\" height=\"10\"/>"
      entries.append(LegendEntry(text: labels.baseline, sign: .drawing(sign)))
    }
    if let target {
      let sign: HTML = "<rect class=\"band s5\" x=\"0\" y=\"4\" width=\"20\" height=\"12\"/>"
      entries.append(
        LegendEntry(text: "\(labels.target): \(target.text)", sign: .drawing(sign)))
    }
    return entries
  }

  private var table: Table {
    Table(
      id: "\(id)-table", caption: words.title, hidesCaption: true,
      columns: [
        Table.Column(title: labels.time), Table.Column(title: labels.value, isNumeric: true),
      ],
      rows: all.map { Table.Row(cells: ["\($0.timeText)", "\($0.valueText)"]) })
  }
}

/// A line the size of a word, beside its last value.
struct Sparkline: Component {
  /// Evenly spaced, oldest first.
  var values: [Double]
  /// What the line says in words, read in its place: "From 12 % to 31 % in four years".
  var spoken: String

  var html: HTML {
    let known = values.filter(\.isFinite)
    guard let low = known.min(), let high = known.max(), known.count > 1 else { return .empty }
    let points = known.enumerated().map { index, value -> HTML in
      let x = 3 + 74 * Double(index) / Double(known.count - 1)
      let y = high > low ? 17 - 14 * (value - low) / (high - low) : 10
      return "\(x) \(y)"
    }
    let lastY = high > low ? 17 - 14 * (known[known.count - 1] - low) / (high - low) : 10
    return """
      <svg class="spark" viewBox="0 0 80 20" width="80" height="20" role="img" \
      aria-label="\(spoken)"><path class="line s1" d="M\(points.joined(separator: "L"))"/>\
      <circle class="fill s2" cx="77" cy="\(lastY)" r="2.5"/></svg>
      """
  }
}
