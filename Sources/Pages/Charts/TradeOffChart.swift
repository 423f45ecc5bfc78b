/// Plans as points between two aims, joined where no other beats them.
struct TradeOffChart: Component {
  struct Point: Sendable {
    var x: Double
    var y: Double
    /// What is read when the pointer rests on it.
    var title: String
    /// The plan that the page is about.
    var isCurrent = false
  }

  var id: String
  var words: ChartWords
  var points: [Point]
  var xHeading: String
  var yHeading: String
  var pointName: String
  var currentName: String
  /// How figures along the axes are written.
  var xText: @Sendable (Double) -> String
  var yText: @Sendable (Double) -> String

  static let width = 640.0
  static let height = 340.0
  static let field = ChartFrame(x: 72, y: 34, width: 544, height: 244)

  var html: HTML {
    guard !points.isEmpty else { return ChartFigure.empty(id: id, words: words) }
    return ChartFigure(
      id: id, words: words, width: Self.width, height: Self.height,
      drawing: "\(scale)\(line)\(points.map(dot))", legend: legend
    ).html
  }

  private static func axis(_ values: [Double]) -> Axis {
    let (low, high) = (values.min() ?? 0, values.max() ?? 1)
    // Zero is in the picture unless the values are far from it.
    return Axis(from: low > 0 && low < (high - low) * 3 ? 0 : low, to: high)
  }

  private var across: Axis { Self.axis(points.map(\.x).filter(\.isFinite)) }
  private var up: Axis { Self.axis(points.map(\.y).filter(\.isFinite)) }

  private func x(_ value: Double) -> Double {
    Self.field.x + Self.field.width * across.place(value)
  }

  private func y(_ value: Double) -> Double {
    Self.field.y + Self.field.height * (1 - up.place(value))
  }

  private var line: HTML {
    let path = points.sorted { ($0.x, $0.y) < ($1.x, $1.y) }.map { "\(x($0.x)) \(y($0.y))" as HTML }
    guard path.count > 1 else { return .empty }
    return "<path class=\"line s1 dashed\" d=\"M\(path.joined(separator: "L"))\"/>"
  }

  private func dot(_ point: Point) -> HTML {
    let ring: HTML? =
      point.isCurrent
      ? "<circle class=\"outline s2\" cx=\"\(x(point.x))\" cy=\"\(y(point.y))\" r=\"9\"/>" : nil
    return """
      \(ring)<circle class="fill s1" cx="\(x(point.x))" cy="\(y(point.y))" r="5">\
      <title>\(point.title)</title></circle>
      """
  }

  private var scale: HTML {
    let (right, bottom) = (Self.field.x + Self.field.width, Self.field.y + Self.field.height)
    let rows = up.ticks.map { tick -> HTML in
      """
      <path class="\(tick == up.low ? "axis" : "grid")" d="M\(Self.field.x) \(y(tick))H\(right)"/>\
      \(ChartLabel(
        lines: [ChartText.shortened(yText(tick), width: 62, size: 11.5)], x: Self.field.x - 8,
        y: y(tick), size: 11.5, anchor: .end, style: "tick"))
      """
    }
    var free = 0.0
    let columns = across.ticks.map { tick -> HTML in
      let text = xText(tick)
      let half = ChartText.width(text, size: 11.5) / 2
      let middle = min(max(x(tick), half), Self.width - half)
      let isFree = middle - half >= free
      if isFree { free = middle + half + 10 }
      let label = ChartLabel(
        lines: [text], x: middle, y: bottom + 16, size: 11.5, anchor: .middle, style: "tick")
      return """
        <path class="grid" d="M\(x(tick)) \(Self.field.y)V\(bottom)"/>\(isFree ? label.html : nil)
        """
    }
    return """
      \(rows)\(columns)\
      \(ChartLabel(lines: [yHeading], x: 8, y: 12, style: "heading"))\
      \(ChartLabel(
        lines: [xHeading], x: right, y: Self.height - 14, anchor: .end, style: "heading"))
      """
  }

  private var legend: [LegendEntry] {
    let dot: HTML = "<circle class=\"fill s1\" cx=\"10\" cy=\"10\" r=\"5\"/>"
    var entries = [LegendEntry(text: pointName, sign: .drawing(dot))]
    if points.contains(where: \.isCurrent) {
      entries.append(
        LegendEntry(
          text: currentName,
          sign: .drawing("<circle class=\"outline s2\" cx=\"10\" cy=\"10\" r=\"8\"/>\(dot)")))
    }
    return entries
  }
}
