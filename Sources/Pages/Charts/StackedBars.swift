/// Lying bars of stacked parts, as of funding by year and source; one part makes plain bars.
struct StackedBars: Chart {
  /// One part of every bar.
  struct Part: Sendable {
    var name: String
    var fill: ChartFill
  }

  struct Amount: Sendable {
    /// What is drawn; less than zero counts as zero.
    var size: Double
    /// What is read, exact.
    var text: String
  }

  struct Bar: Sendable {
    var name: String
    /// One amount a part, in the parts' order.
    var amounts: [Amount]
    var total: Amount
    /// A line across the bar, as of the cost to be covered.
    var mark: Amount?
  }

  var id: String
  var words: ChartWords
  var parts: [Part]
  var bars: [Bar]
  var barHeading: String
  var totalHeading: String
  var markHeading: String?
  /// Short figures along the axis: "200k".
  var format: @Sendable (Double) -> String

  static let width = 720.0
  static let rowHeight = 40.0
  static let top = 30.0
  private let size = 13.0

  var figure: ChartFigure? {
    guard bars.contains(where: { $0.total.size > 0 || ($0.mark?.size ?? 0) > 0 }) else {
      return nil
    }
    return ChartFigure(
      id: id, words: words, width: Self.width,
      height: Self.top + Double(bars.count) * Self.rowHeight + 8, fills: parts.map(\.fill),
      drawing: "\(grid)\(bars.indices.map(row))", legend: legend, table: table
    )
  }

  var axis: Axis {
    Axis(to: bars.map { bar in max(drawnSum(bar), bar.mark?.size ?? 0) }.max() ?? 1)
  }

  private func drawnSum(_ bar: Bar) -> Double {
    bar.amounts.reduce(0) { $0 + max($1.size, 0) }
  }

  private var labelWidth: Double {
    min((bars.map { ChartText.width($0.name, size: size) }.max() ?? 0) + 4, 170)
  }

  private var totalWidth: Double {
    min((bars.map { ChartText.width($0.total.text, size: size) }.max() ?? 0) + 4, 150)
  }

  /// Where zero and the end of the axis stand.
  var span: (left: Double, right: Double) {
    (labelWidth + 12, Self.width - totalWidth - 14)
  }

  private func x(_ value: Double) -> Double {
    span.left + axis.place(value) * (span.right - span.left)
  }

  private var grid: HTML {
    let bottom = Self.top + Double(bars.count) * Self.rowHeight
    return axis.ticks.map { tick -> HTML in
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
    let name = ChartText.lines(bar.name, width: 170, size: size, limit: 2)
    return """
      \(ChartLabel(
        lines: name, x: labelWidth, y: middle, anchor: .end, full: bar.name))\
      \(segments(bar, middle: middle))\(mark(bar, middle: middle))\
      \(ChartLabel(
        lines: [bar.total.text], x: Self.width - 2, y: middle, anchor: .end, style: "value"))
      """
  }

  private func segments(_ bar: Bar, middle: Double) -> HTML {
    var sum = 0.0
    return zip(parts, bar.amounts).map { part, amount -> HTML in
      guard amount.size > 0 else { return .empty }
      let from = x(sum)
      sum += amount.size
      return """
        <rect x="\(from)" y="\(middle - 11)" width="\(x(sum) - from)" height="22" \
        \(part.fill.attributes(in: id))><title>\(part.name): \(amount.text)</title></rect>
        """
    }.joined()
  }

  private func mark(_ bar: Bar, middle: Double) -> HTML? {
    guard let mark = bar.mark, let heading = markHeading else { return nil }
    return """
      <path class="target" d="M\(x(mark.size)) \(middle - 16)V\(middle + 16)">\
      <title>\(heading): \(mark.text)</title></path>
      """
  }

  private var legend: [LegendEntry] {
    let entries =
      parts.count > 1 ? parts.map { LegendEntry(text: $0.name, sign: .area($0.fill)) } : []
    let sign: HTML = "<path class=\"target\" d=\"M10 1V19\"/>"
    return entries + (markHeading.map { [LegendEntry(text: $0, sign: .drawing(sign))] } ?? [])
  }

  private var table: Table {
    let extra = [totalHeading] + (markHeading.map { [$0] } ?? [])
    let titles = (parts.count > 1 ? parts.map(\.name) : []) + extra
    return Table(
      id: "\(id)-table", caption: words.title, hidesCaption: true,
      columns: [Table.Column(title: barHeading)]
        + titles.map { Table.Column(title: $0, isNumeric: true) },
      rows: bars.map { bar in
        let amounts = (parts.count > 1 ? bar.amounts : []) + [bar.total]
        let mark: [HTML] = markHeading == nil ? [] : ["\(bar.mark?.text ?? "–")"]
        return Table.Row(cells: ["\(bar.name)"] + amounts.map { "\($0.text)" } + mark)
      })
  }
}
