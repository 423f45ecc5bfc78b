import Foundation

/// Several series over the same scale on axes around a centre.
struct Radar: Chart {
  struct Series: Sendable {
    enum Stroke: String, Sendable { case solid, dashed, dotted }

    var name: String
    /// One value an axis, in the axes' order; `nil` where none was given.
    var values: [Double?]
    /// 1 to 8.
    var colour: Int
    var stroke = Stroke.solid
    /// The main series is filled faintly.
    var isFilled = false
  }

  struct Band: Sendable {
    var name: String
    var low: [Double]
    var high: [Double]
  }

  var id: String
  var words: ChartWords
  var axes: [String]
  var series: [Series]
  /// Shaded between two values an axis, as of the middle half of peers; needs all axes.
  var band: Band?
  /// The outermost ring; the centre is zero.
  var maximum = 5.0
  /// The heading of the table's first column.
  var axisHeading: String
  var format: @Sendable (Double) -> String

  static let width = 640.0
  static let height = 436.0
  static let radius = 162.0
  private var centre: (x: Double, y: Double) { (Self.width / 2, Self.height / 2) }

  var figure: ChartFigure? {
    guard axes.count > 2, series.contains(where: { $0.values.contains { $0 != nil } }) else {
      return nil
    }
    return ChartFigure(
      id: id, words: words, width: Self.width, height: Self.height, fit: .small,
      drawing: "\(rings)\(spokes)\(shading)\(series.map(shape))\(labels)", legend: legend,
      table: table
    )
  }

  private func point(_ axis: Int, _ distance: Double) -> (x: Double, y: Double) {
    let angle = 2 * Double.pi * Double(axis) / Double(axes.count) - Double.pi / 2
    return (centre.x + cos(angle) * distance, centre.y + sin(angle) * distance)
  }

  private func distance(_ value: Double) -> Double {
    guard value.isFinite, maximum > 0 else { return 0 }
    return min(max(value / maximum, 0), 1) * Self.radius
  }

  private func closedPath(_ points: [(x: Double, y: Double)]) -> HTML {
    "M\(points.map { "\($0.x) \($0.y)" as HTML }.joined(separator: "L"))Z"
  }

  private var rings: HTML {
    Axis(to: maximum, steps: 5).ticks.filter { $0 > 0 && $0 <= maximum }.map { tick -> HTML in
      let ring = axes.indices.map { point($0, distance(tick)) }
      return """
        <path class="grid" d="\(closedPath(ring))"/>\
        \(ChartLabel(
          lines: [format(tick)], x: centre.x + 5, y: centre.y - distance(tick) + 7, size: 11,
          style: "tick"))
        """
    }.joined()
  }

  private var spokes: HTML {
    axes.indices.map { axis -> HTML in
      let end = point(axis, Self.radius)
      return "<path class=\"grid\" d=\"M\(centre.x) \(centre.y)L\(end.x) \(end.y)\"/>"
    }.joined()
  }

  private var shading: HTML? {
    guard let band, band.low.count == axes.count, band.high.count == axes.count else { return nil }
    let edge = { (values: [Double]) in
      closedPath(axes.indices.map { point($0, distance(values[$0])) })
    }
    return
      "<path class=\"band s4\" fill-rule=\"evenodd\" d=\"\(edge(band.high))\(edge(band.low))\"/>"
  }

  /// A series with gaps is drawn as its points and the lines between neighbours that exist.
  private func shape(_ series: Series) -> HTML {
    let colour = ChartFill(series: series.colour).colour
    let points = axes.indices.map { axis -> (x: Double, y: Double)? in
      guard axis < series.values.count, let value = series.values[axis] else { return nil }
      return point(axis, distance(value))
    }
    let known = points.compactMap(\.self)
    let isWhole = known.count == axes.count
    let lines: HTML =
      isWhole
      ? closedPath(known)
      : axes.indices.map { axis -> HTML in
        guard let from = points[axis], let to = points[(axis + 1) % axes.count] else { return "" }
        return "M\(from.x) \(from.y)L\(to.x) \(to.y)"
      }.joined()
    let area: HTML =
      series.isFilled && isWhole ? "<path class=\"area \(colour)\" d=\"\(lines)\"/>" : ""
    return """
      \(area)<path class="line \(colour) \(series.stroke.rawValue)" d="\(lines)"/>\
      \(known.map { "<circle class=\"fill \(colour)\" cx=\"\($0.x)\" cy=\"\($0.y)\" r=\"3\"/>" as HTML })
      """
  }

  private var labels: HTML {
    axes.indices.map(label).map(\.html).joined()
  }

  /// A label outside the rings, on the side where there is room; never past the drawing's edge.
  func label(_ axis: Int) -> ChartLabel {
    let edge = point(axis, Self.radius + 14)
    let isMiddle = abs(edge.x - centre.x) < 20
    let room = isMiddle ? 190 : min(Self.width / 2 - abs(edge.x - centre.x) - 4, 150)
    let lines = ChartText.lines(
      axes[axis], width: room, size: 12.5, limit: isMiddle ? 2 : 3)
    let height = Double(lines.count) * 12.5 * ChartLabel.leading
    let vertical = (edge.y - centre.y) / (Self.radius + 14)
    return ChartLabel(
      lines: lines, x: edge.x, y: edge.y + vertical * height / 2, size: 12.5,
      anchor: isMiddle ? .middle : edge.x > centre.x ? .start : .end, full: axes[axis])
  }

  private var legend: [LegendEntry] {
    let lines = series.map {
      LegendEntry(
        text: $0.name,
        sign: .line("line \(ChartFill(series: $0.colour).colour) \($0.stroke.rawValue)"))
    }
    let sign: HTML = "<rect class=\"band s4\" x=\"1\" y=\"3\" width=\"18\" height=\"14\"/>"
    return lines + (band.map { [LegendEntry(text: $0.name, sign: .drawing(sign))] } ?? [])
  }

  private var table: Table {
    Table(
      id: "\(id)-table", caption: words.title, hidesCaption: true,
      columns: [Table.Column(title: axisHeading)]
        + series.map { Table.Column(title: $0.name, isNumeric: true) },
      rows: axes.enumerated().map { index, axis in
        let values = series.map { series -> HTML in
          guard index < series.values.count, let value = series.values[index] else { return "–" }
          return "\(format(value))"
        }
        return Table.Row(cells: ["\(axis)"] + values)
      })
  }
}
