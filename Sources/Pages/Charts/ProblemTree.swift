/// A problem between its effects, above, and its causes, below.
struct ProblemTree: Chart {
  struct Labels: Sendable {
    var effects: String
    var problem: String
    var causes: String
  }

  var id: String
  var words: ChartWords
  var labels: Labels
  var problem: String
  var effects: [String]
  var causes: [String]

  static let width = 820.0
  static let gap = 18.0
  static let size = 13.0
  private static let mostInRow = 4

  var figure: ChartFigure? {
    guard !effects.isEmpty || !causes.isEmpty else { return nil }
    let layout = layout
    return ChartFigure(
      id: id, words: words, width: Self.width, height: layout.height, fit: .medium,
      drawing: "\(layout.branches.map(branch))\(layout.boxes.map(box))\(layout.titles)",
      table: table
    )
  }

  struct Box: Sendable {
    var frame: ChartFrame
    var text: String
    var style: String
  }

  struct Layout: Sendable {
    var boxes: [Box] = []
    /// Where lines run: from the middle of a box's edge to the edge of the problem.
    var branches: [(x: Double, box: Double, problem: Double)] = []
    var titles: HTML = .empty
    var height = 0.0
  }

  var layout: Layout {
    var layout = Layout()
    var y = 8.0
    if !effects.isEmpty {
      y = title(labels.effects, at: y, in: &layout)
      y = rows(effects, style: "effect", at: y, in: &layout)
    }
    let trunk = wide(problem, at: y + (effects.isEmpty ? 0 : 26))
    for frame in layout.boxes.map(\.frame) {
      layout.branches.append((frame.x + frame.width / 2, frame.y + frame.height, trunk.frame.y))
    }
    let effectCount = layout.boxes.count
    y = trunk.frame.y + trunk.frame.height
    if !causes.isEmpty {
      y = title(labels.causes, at: y + 26, in: &layout)
      y = rows(causes, style: "cause", at: y, in: &layout)
    }
    for box in layout.boxes.dropFirst(effectCount) {
      let middle = box.frame.x + box.frame.width / 2
      layout.branches.append((middle, box.frame.y, trunk.frame.y + trunk.frame.height))
    }
    layout.boxes.append(trunk)
    layout.height = y + 8
    return layout
  }

  private func title(_ text: String, at y: Double, in layout: inout Layout) -> Double {
    let label = ChartLabel(lines: [text], x: 2, y: y + 8, size: 12, style: "heading halo")
    layout.titles = layout.titles + label.html
    return y + 24
  }

  /// Even rows of at most four boxes, each row as high as its fullest box; `texts` is not empty.
  private func rows(
    _ texts: [String], style: String, at start: Double, in layout: inout Layout
  ) -> Double {
    var y = start
    let rowCount = (texts.count + Self.mostInRow - 1) / Self.mostInRow
    let inRow = (texts.count + rowCount - 1) / rowCount
    for first in stride(from: 0, to: texts.count, by: inRow) {
      let row = Array(texts[first..<min(first + inRow, texts.count)])
      let room = (Self.width - 4 - Self.gap * Double(row.count - 1)) / Double(row.count)
      let width = min(room, 300)
      let height = row.map { self.height(of: $0, width: width) }.max() ?? 0
      let left = (Self.width - width * Double(row.count) - Self.gap * Double(row.count - 1)) / 2
      for (index, text) in row.enumerated() {
        let frame = ChartFrame(
          x: left + Double(index) * (width + Self.gap), y: y, width: width, height: height)
        layout.boxes.append(Box(frame: frame, text: text, style: style))
      }
      y += height + Self.gap
    }
    return y - Self.gap
  }

  private func wide(_ text: String, at y: Double) -> Box {
    let width = 520.0
    let frame = ChartFrame(
      x: (Self.width - width) / 2, y: y, width: width, height: height(of: text, width: width))
    return Box(frame: frame, text: text, style: "problem")
  }

  static func lines(_ text: String, width: Double) -> [String] {
    ChartText.lines(text, width: width - 24, size: size, limit: 7)
  }

  private func height(of text: String, width: Double) -> Double {
    Double(Self.lines(text, width: width).count) * Self.size * ChartLabel.leading + 20
  }

  private func branch(_ branch: (x: Double, box: Double, problem: Double)) -> HTML {
    let middle = (branch.box + branch.problem) / 2
    let end = Self.width / 2 + (branch.x - Self.width / 2) * 0.5
    return """
      <path class="branch" d="M\(branch.x) \(branch.box)C\(branch.x) \(middle) \
      \(end) \(middle) \(end) \(branch.problem)"/>
      """
  }

  private func box(_ box: Box) -> HTML {
    let frame = box.frame
    return """
      <rect class="box \(box.style)" x="\(frame.x)" y="\(frame.y)" width="\(frame.width)" \
      height="\(frame.height)" rx="3"/>\
      \(ChartLabel(
        lines: Self.lines(box.text, width: frame.width), x: frame.x + frame.width / 2,
        y: frame.y + frame.height / 2, size: Self.size, anchor: .middle,
        style: box.style == "problem" ? "on-problem" : nil, full: box.text))
      """
  }

  private var table: Table {
    let rows =
      effects.map { (labels.effects, $0) } + [(labels.problem, problem)]
      + causes.map { (labels.causes, $0) }
    return Table(
      id: "\(id)-table", caption: words.title, hidesCaption: true,
      columns: [Table.Column(title: labels.problem), Table.Column(title: words.title)],
      rows: rows.map { Table.Row(cells: ["\($0.0)", "\($0.1)"]) })
  }
}
