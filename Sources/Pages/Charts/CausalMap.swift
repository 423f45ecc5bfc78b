import Tracking

/// Actions, figures and objectives in three columns, with a line where the one is said to move the
/// other: the surer, the firmer the line.
struct CausalMap: Chart {
  typealias Node = ContributionGraph.Node

  var id: String
  var words: ChartWords
  /// The titles of the columns.
  var columns: [String]
  /// The heads of the table: the link, and how sure it is.
  var heads: [String]
  /// From the top, in each column.
  var nodes: [Node]
  var links: [ContributionGraph.Link]
  var share: @Sendable (Double) -> String
  var text: @Sendable (Node) -> String

  static let width = 960.0
  static let boxWidth = 250.0
  static let size = 12.0
  static let gap = 10.0

  var figure: ChartFigure? {
    guard !links.isEmpty else { return nil }
    let boxes = boxes
    let height = (boxes.values.map { $0.y + $0.height }.max() ?? 0) + 8
    let titles = columns.enumerated().map { index, title in
      ChartLabel(
        lines: [title], x: Self.left(index), y: 12, size: Self.size, style: "heading halo"
      ).html
    }
    return ChartFigure(
      id: id, words: words, width: Self.width, height: height, fit: .large,
      drawing: """
        \(links.compactMap { line($0, boxes) })\
        \(nodes.compactMap { box($0, boxes) })\(titles)
        """,
      table: table
    )
  }

  private var table: Table {
    Table(
      id: "\(id)-table", caption: words.title, hidesCaption: true,
      columns: heads.enumerated().map { Table.Column(title: $1, isNumeric: $0 > 0) },
      rows: links.map { link in
        Table.Row(cells: ["\(text(link.from)) → \(text(link.to))", "\(share(link.confidence))"])
      })
  }

  private static func column(_ node: Node) -> Int {
    switch node {
    case .action: 0
    case .indicator: 1
    case .objective: 2
    }
  }

  private static func left(_ column: Int) -> Double {
    Double(column) * (width - boxWidth) / 2
  }

  /// Each box as high as its words, each column in the middle of the height.
  private var boxes: [Node: ChartFrame] {
    let columns = (0..<3).map { column in
      nodes.filter { Self.column($0) == column }.map { node in
        (node: node, height: Double(lines(node).count) * Self.size * ChartLabel.leading + 14)
      }
    }
    let heights = columns.map { column in column.reduce(0) { $0 + $1.height + Self.gap } }
    let highest = heights.max() ?? 0
    var boxes: [Node: ChartFrame] = [:]
    for (index, column) in columns.enumerated() {
      var y = 28 + (highest - heights[index]) / 2
      for entry in column {
        boxes[entry.node] = ChartFrame(
          x: Self.left(index), y: y, width: Self.boxWidth, height: entry.height)
        y += entry.height + Self.gap
      }
    }
    return boxes
  }

  private func lines(_ node: Node) -> [String] {
    ChartText.lines(text(node), width: Self.boxWidth - 16, size: Self.size, limit: 3)
  }

  private func box(_ node: Node, _ boxes: [Node: ChartFrame]) -> HTML? {
    guard let frame = boxes[node] else { return nil }
    let style = ["cause", "", "effect"][Self.column(node)]
    return """
      <rect class="box \(style)" x="\(frame.x)" y="\(frame.y)" width="\(frame.width)" \
      height="\(frame.height)" rx="3"/>\
      \(ChartLabel(
        lines: lines(node), x: frame.x + 8, y: frame.y + frame.height / 2, size: Self.size,
        full: text(node)))
      """
  }

  /// From the right edge of the cause to the left of the effect; within a column around its side.
  private func line(_ link: ContributionGraph.Link, _ boxes: [Node: ChartFrame]) -> HTML? {
    guard let from = boxes[link.from], let to = boxes[link.to] else { return nil }
    let start = (x: from.x + from.width, y: from.y + from.height / 2)
    let isLevel = Self.column(link.from) == Self.column(link.to)
    let isLast = Self.column(link.from) == 2
    let begin = isLevel && isLast ? from.x : start.x
    let end = (x: isLevel && !isLast ? to.x + to.width : to.x, y: to.y + to.height / 2)
    let bend = isLevel ? (isLast ? -40.0 : 40) : (end.x - begin) / 2
    let back = isLevel ? end.x + bend : end.x - bend
    return """
      <path class="way \(Self.style(link.confidence))" d="M\(begin) \(start.y)\
      C\(begin + bend) \(start.y) \(back) \(end.y) \(end.x) \(end.y)"/>
      """
  }

  private static func style(_ confidence: Double) -> String {
    switch confidence {
    case ..<0.4: "faint"
    case ..<0.7: "thin"
    case ..<0.9: "firm"
    default: "sure"
    }
  }
}
