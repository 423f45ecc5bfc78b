/// Money on its way from sources (left) to objectives (right), as wide as it is much.
struct FundingFlow: Component {
  struct Flow: Sendable {
    var source: Int
    var target: Int
    /// What is drawn; what is not above zero is left out.
    var size: Double
    /// What is read, exact.
    var text: String
  }

  struct Node: Sendable {
    var name: String
    /// The sum of its flows, as read.
    var text: String
  }

  var id: String
  var words: ChartWords
  var sources: [Node]
  var targets: [Node]
  var flows: [Flow]
  var sourceHeading: String
  var targetHeading: String
  var amountHeading: String

  static let width = 860.0
  static let column = (left: 210.0, right: 650.0, bar: 12.0)
  /// Between nodes, and half of it above and below: three lines of text fit.
  static let gap = 50.0

  var html: HTML {
    guard drawn.contains(where: { $0.size > 0 }) else {
      return ChartFigure.empty(id: id, words: words)
    }
    let layout = layout
    return ChartFigure(
      id: id, words: words, width: Self.width, height: layout.height, fit: .medium,
      drawing: "\(ribbons(layout))\(nodes(layout))", table: table
    ).html
  }

  var drawn: [Flow] {
    flows.filter {
      $0.size > 0 && $0.size.isFinite && sources.indices.contains($0.source)
        && targets.indices.contains($0.target)
    }
  }

  struct Layout: Sendable {
    var left: [ChartFrame]
    var right: [ChartFrame]
    var scale: Double
    var height: Double
  }

  /// Both columns are as high as the larger number of nodes needs.
  var layout: Layout {
    let total = drawn.reduce(0) { $0 + $1.size }
    let most = Double(max(sources.count, targets.count))
    let money = max(280, most * 22)
    let scale = money / total
    let height = money + Self.gap * most + 4
    func frames(_ count: Int, x: Double, size: (Int) -> Double) -> [ChartFrame] {
      let used = (0..<count).reduce(0.0) { $0 + size($1) } + Self.gap * Double(count - 1)
      var y = (height - used) / 2
      return (0..<count).map { index in
        defer { y += size(index) + Self.gap }
        return ChartFrame(x: x, y: y, width: Self.column.bar, height: size(index))
      }
    }
    let left = frames(sources.count, x: Self.column.left) { index in
      drawn.filter { $0.source == index }.reduce(0) { $0 + $1.size * scale }
    }
    let right = frames(targets.count, x: Self.column.right - Self.column.bar) { index in
      drawn.filter { $0.target == index }.reduce(0) { $0 + $1.size * scale }
    }
    return Layout(left: left, right: right, scale: scale, height: height)
  }

  private func ribbons(_ layout: Layout) -> HTML {
    var out = layout.left.map(\.y)
    var into = layout.right.map(\.y)
    let middle = (Self.column.left + Self.column.right) / 2
    let from = Self.column.left + Self.column.bar
    let to = Self.column.right - Self.column.bar
    return drawn.sorted { ($0.source, $0.target) < ($1.source, $1.target) }.map { flow -> HTML in
      let height = flow.size * layout.scale
      let (y, z) = (out[flow.source], into[flow.target])
      out[flow.source] += height
      into[flow.target] += height
      let names = "\(sources[flow.source].name) → \(targets[flow.target].name): \(flow.text)"
      return """
        <path class="ribbon \(ChartFill(series: flow.source + 1).colour)" \
        d="M\(from) \(y)C\(middle) \(y) \(middle) \(z) \(to) \(z)V\(z + height)\
        C\(middle) \(z + height) \(middle) \(y + height) \(from) \(y + height)Z">\
        <title>\(names)</title></path>
        """
    }.joined()
  }

  private func nodes(_ layout: Layout) -> HTML {
    let left = zip(sources.indices, layout.left).map { index, frame in
      node(sources[index], frame, fill: "fill \(ChartFill(series: index + 1).colour)", isLeft: true)
    }
    let right = zip(targets.indices, layout.right).map { index, frame in
      node(targets[index], frame, fill: "fill ink", isLeft: false)
    }
    return "\(left)\(right)"
  }

  private func node(_ node: Node, _ frame: ChartFrame, fill: String, isLeft: Bool) -> HTML {
    let x = isLeft ? frame.x - 8 : frame.x + frame.width + 8
    let middle = frame.y + frame.height / 2
    let anchor: ChartLabel.Anchor = isLeft ? .end : .start
    let name = ChartText.lines(node.name, width: 192, size: 12.5, limit: 2)
    let sum = middle + Double(name.count) * 12.5 * ChartLabel.leading / 2
    return """
      <rect class="\(fill)" x="\(frame.x)" y="\(frame.y)" width="\(frame.width)" \
      height="\(max(frame.height, 1))"/>\
      \(ChartLabel(
        lines: name, x: x, y: middle - 8, size: 12.5, anchor: anchor, full: node.name))\
      \(ChartLabel(
        lines: [node.text], x: x, y: sum, size: 12, anchor: anchor, style: "tick"))
      """
  }

  private var table: Table {
    Table(
      id: "\(id)-table", caption: words.title, hidesCaption: true,
      columns: [
        Table.Column(title: sourceHeading), Table.Column(title: targetHeading),
        Table.Column(title: amountHeading, isNumeric: true),
      ],
      rows: drawn.map { flow in
        Table.Row(cells: [
          "\(sources[flow.source].name)", "\(targets[flow.target].name)", "\(flow.text)",
        ])
      })
  }
}
