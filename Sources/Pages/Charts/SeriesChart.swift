/// Several lines over one time, with ranges around them.
struct SeriesChart: Component {
  struct Point: Sendable {
    /// Any measure of time that grows evenly.
    var time: Int
    var value: Double
  }

  struct Line: Sendable {
    var name: String
    /// 1 to 8.
    var series: Int
    var points: [Point]
    /// What is expected or computed ahead, not measured.
    var isDashed = false
    var hasDots = false
  }

  /// What lies between a low and a high value.
  struct Range: Sendable {
    var name: String
    var series: Int
    var points: [(time: Int, low: Double, high: Double)]
  }

  var id: String
  var words: ChartWords
  var lines: [Line]
  var ranges: [Range] = []
  var timeHeading: String
  /// How a time and a value are written.
  var time: @Sendable (Int) -> String
  var value: @Sendable (Double) -> String

  static let width = 640.0
  static let height = 300.0
  static let field = ChartFrame(x: 64, y: 14, width: 560, height: 256)

  var html: HTML {
    guard !times.isEmpty else { return ChartFigure.empty(id: id, words: words) }
    return ChartFigure(
      id: id, words: words, width: Self.width, height: Self.height,
      drawing: "\(ranges.map(drawing))\(scale)\(lines.map(drawing))", legend: legend, table: table
    ).html
  }

  private var times: [Int] {
    let all = lines.flatMap { $0.points.map(\.time) } + ranges.flatMap { $0.points.map(\.time) }
    return Set(all).sorted()
  }

  private var axis: Axis {
    let values =
      lines.flatMap { $0.points.map(\.value) }
      + ranges.flatMap { $0.points.flatMap { [$0.low, $0.high] } }
    let finite = values.filter(\.isFinite)
    let (low, high) = (finite.min() ?? 0, finite.max() ?? 1)
    // Zero is in the picture unless the values are far from it.
    return Axis(from: low > 0 && low < (high - low) * 3 ? 0 : low, to: high)
  }

  private func x(_ time: Int) -> Double {
    guard let first = times.first, let last = times.last, last > first else {
      return Self.field.x + Self.field.width / 2
    }
    let share = Double(time - first) / Double(last - first)
    return Self.field.x + 12 + share * (Self.field.width - 24)
  }

  private func y(_ value: Double) -> Double {
    Self.field.y + Self.field.height * (1 - axis.place(value))
  }

  private func drawing(_ range: Range) -> HTML {
    let points = range.points.filter { $0.low.isFinite && $0.high.isFinite }
    guard points.count > 1 else { return .empty }
    let over = points.map { "\(x($0.time)) \(y($0.high))" as HTML }
    let under = points.reversed().map { "\(x($0.time)) \(y($0.low))" as HTML }
    return
      "<path class=\"band s\(range.series)\" d=\"M\((over + under).joined(separator: "L"))Z\"/>"
  }

  private func drawing(_ line: Line) -> HTML {
    let points = line.points.filter(\.value.isFinite)
    let path = points.map { "\(x($0.time)) \(y($0.value))" as HTML }.joined(separator: "L")
    let dots = points.map { point -> HTML in
      """
      <circle class="fill s\(line.series)" cx="\(x(point.time))" cy="\(y(point.value))" r="4">\
      <title>\(line.name), \(time(point.time)): \(value(point.value))</title></circle>
      """
    }
    return """
      \(points.count > 1 ? "<path class=\"line s\(line.series)\(line.isDashed ? " dashed" : "")\" d=\"M\(path)\"/>" as HTML : nil)\
      \(line.hasDots || points.count == 1 ? dots.joined() : nil)
      """
  }

  private var scale: HTML {
    let right = Self.field.x + Self.field.width
    let ticks = axis.ticks.map { tick -> HTML in
      """
      <path class="\(tick == axis.low ? "axis" : "grid")" d="M\(Self.field.x) \(y(tick))H\(right)"/>\
      \(ChartLabel(
        lines: [ChartText.shortened(value(tick), width: 56, size: 11.5)], x: Self.field.x - 6,
        y: y(tick), size: 11.5, anchor: .end, style: "tick"))
      """
    }
    var free = Self.width
    let labels = times.reversed().compactMap { time -> HTML? in
      let text = self.time(time)
      let half = ChartText.width(text, size: 11.5) / 2
      let middle = min(max(x(time), half), Self.width - half)
      guard middle + half <= free else { return nil }
      free = middle - half - 8
      return ChartLabel(
        lines: [text], x: middle, y: Self.height - 12, size: 11.5, anchor: .middle, style: "tick"
      ).html
    }
    return "\(ticks)\(labels)"
  }

  private var legend: [LegendEntry] {
    lines.map {
      LegendEntry(
        text: $0.name, sign: .line("line s\($0.series)\($0.isDashed ? " dashed" : "")"))
    }
      + ranges.map { range in
        let sign: HTML =
          "<rect class=\"band s\(range.series)\" x=\"0\" y=\"4\" width=\"20\" height=\"12\"/>"
        return LegendEntry(text: range.name, sign: .drawing(sign))
      }
  }

  private var table: Table {
    let columns =
      [Table.Column(title: timeHeading)]
      + lines.map { Table.Column(title: $0.name, isNumeric: true) }
      + ranges.map { Table.Column(title: $0.name, isNumeric: true) }
    let rows = times.map { time in
      Table.Row(
        cells: ["\(self.time(time))"]
          + lines.map { line in
            line.points.first { $0.time == time }.map { "\(value($0.value))" } ?? "–"
          }
          + ranges.map { range in
            range.points.first { $0.time == time }.map { "\(value($0.low)) … \(value($0.high))" }
              ?? "–"
          })
    }
    return Table(
      id: "\(id)-table", caption: words.title, hidesCaption: true, columns: columns, rows: rows)
  }
}
