/// Stakeholders by their interest (across) and their power (up), with a sign for each helix.
struct PowerInterestMap: Chart {
  struct Item: Sendable {
    var name: String
    /// The place of the helix in ``helices``.
    var helix: Int
    /// 1 to 5; beyond is held at the ends.
    var power: Int
    var interest: Int
  }

  struct Labels: Sendable {
    var power: String
    var interest: String
    var name: String
    var helix: String
    /// What to do with them: little power and interest; little power, much interest; much power,
    /// little interest; much of both.
    var quadrants: [String]
  }

  var id: String
  var words: ChartWords
  var labels: Labels
  /// Government, business, science, civil society and so on: each has a shape and a colour.
  var helices: [String]
  var items: [Item]
  var format: @Sendable (Int) -> String

  static let width = 720.0
  static let height = 610.0
  static let field = ChartFrame(x: 48, y: 28, width: 660, height: 520)

  var figure: ChartFigure? {
    guard !items.isEmpty else { return nil }
    return ChartFigure(
      id: id, words: words, width: Self.width, height: Self.height,
      drawing: "\(ground)\(scales)\(signs)\(names)", legend: legend, table: table
    )
  }

  /// The middle of each sign: those of one field stand in rows within it.
  var places: [(x: Double, y: Double)] {
    let across = Self.field.width / 5
    let up = Self.field.height / 5
    var taken: [Int: Int] = [:]
    return items.map { item in
      let column = min(max(item.interest, 1), 5) - 1
      let row = min(max(item.power, 1), 5) - 1
      let index = taken[column * 5 + row, default: 0]
      taken[column * 5 + row] = index + 1
      // Up to five signs stand under each other with their names beside them; more go side by side.
      let x = Self.field.x + Double(column) * across + 14 + Double(index / 5 % 5) * 24
      let y = Self.field.y + Self.field.height - Double(row + 1) * up + 14
      return (x, y + Double(index % 5) * 20)
    }
  }

  /// The names that fit beside their signs without meeting a sign or another name: whole to the
  /// right or the left, else their start within the field of the scale.
  var placedNames: [ChartLabel] {
    var taken = places.map { ChartFrame(x: $0.x - 9, y: $0.y - 9, width: 18, height: 18) }
    let cell = Self.field.width / 5
    return zip(items, places).compactMap { item, place in
      let left = ((place.x - Self.field.x) / cell).rounded(.down) * cell + Self.field.x
      let short = ChartText.shortened(item.name, width: left + cell - place.x - 14, size: 11.5)
      let candidates: [(String, Double, ChartLabel.Anchor)] = [
        (item.name, 12, .start), (item.name, -12, .end), (short, 12, .start),
      ]
      for (text, shift, anchor) in candidates where text.count > 2 {
        let label = ChartLabel(
          lines: [text], x: place.x + shift, y: place.y, size: 11.5, anchor: anchor,
          style: "halo", full: item.name)
        let isFree = !taken.contains { $0.intersects(label.frame) }
        guard Self.field.contains(label.frame), isFree else { continue }
        taken.append(label.frame)
        return label
      }
      return nil
    }
  }

  private var ground: HTML {
    let field = Self.field
    let bottom = field.y + field.height
    let words = labels.quadrants.prefix(4).enumerated().map { index, text -> HTML in
      let isRight = index % 2 == 1
      return ChartLabel(
        lines: [ChartText.shortened(text, width: 230, size: 13)],
        x: isRight ? field.x + field.width : field.x, y: index < 2 ? Self.height - 14 : 14,
        anchor: isRight ? .end : .start, style: "quadrant", full: text
      ).html
    }
    return """
      <rect class="frame" x="\(field.x)" y="\(field.y)" width="\(field.width)" \
      height="\(field.height)"/>\
      <path class="axis" d="M\(field.x + field.width / 2) \(field.y)V\(bottom)\
      M\(field.x) \(field.y + field.height / 2)H\(field.x + field.width)"/>\(words)
      """
  }

  private var scales: HTML {
    let field = Self.field
    let lines = (1..<5).map { step -> HTML in
      let x = field.x + field.width * Double(step) / 5
      let y = field.y + field.height * Double(step) / 5
      return """
        <path class="grid" d="M\(x) \(field.y)V\(field.y + field.height)M\(field.x) \(y)\
        H\(field.x + field.width)"/>
        """
    }
    let ticks = (1...5).map { step -> HTML in
      let share = (Double(step) - 0.5) / 5
      return """
        \(ChartLabel(
          lines: [format(step)], x: field.x + field.width * share, y: field.y + field.height + 14,
          size: 12, anchor: .middle, style: "tick"))\
        \(ChartLabel(
          lines: [format(step)], x: field.x - 8, y: field.y + field.height * (1 - share), size: 12,
          anchor: .end, style: "tick"))
        """
    }
    let middle = field.y + field.height / 2
    return """
      \(lines)\(ticks)\(ChartLabel(
        lines: [labels.interest + " →"], x: field.x + field.width / 2, y: Self.height - 14,
        anchor: .middle, style: "heading"))\
      <g transform="rotate(-90 14 \(middle))">\(ChartLabel(
        lines: [labels.power + " →"], x: 14, y: middle, anchor: .middle, style: "heading"))</g>
      """
  }

  private var signs: HTML {
    zip(items, places).map { item, place -> HTML in
      """
      <g><title>\(item.name)</title>\
      \(ChartSign(kind: item.helix).html(x: place.x, y: place.y))</g>
      """
    }.joined()
  }

  private var names: HTML { placedNames.map(\.html).joined() }

  private var legend: [LegendEntry] {
    helices.enumerated().filter { index, _ in items.contains { $0.helix == index } }
      .map { index, name in
        LegendEntry(text: name, sign: .drawing(ChartSign(kind: index).html(x: 10, y: 10)))
      }
  }

  private var table: Table {
    Table(
      id: "\(id)-table", caption: words.title, hidesCaption: true,
      columns: [
        Table.Column(title: labels.name), Table.Column(title: labels.helix),
        Table.Column(title: labels.power, isNumeric: true),
        Table.Column(title: labels.interest, isNumeric: true),
      ],
      rows: items.map { item in
        let helix = helices.indices.contains(item.helix) ? helices[item.helix] : "–"
        return Table.Row(cells: [
          "\(item.name)", "\(helix)", "\(format(item.power))", "\(format(item.interest))",
        ])
      })
  }
}

/// A sign that tells kinds apart by shape as well as by colour.
struct ChartSign: Sendable {
  /// From 0; the shapes repeat after eight.
  var kind: Int

  func html(x: Double, y: Double) -> HTML {
    let colour = ChartFill(series: max(kind, 0) + 1).colour
    let shape: HTML =
      switch max(kind, 0) % 8 {
      case 0: "M\(x - 6) \(y - 6)H\(x + 6)V\(y + 6)H\(x - 6)Z"
      case 1: "M\(x) \(y - 7)L\(x + 7) \(y + 5.5)H\(x - 7)Z"
      case 2: "M\(x) \(y - 7.5)L\(x + 7.5) \(y)L\(x) \(y + 7.5)L\(x - 7.5) \(y)Z"
      case 3: "M\(x - 6.5) \(y)A6.5 6.5 0 1 1 \(x + 6.5) \(y)A6.5 6.5 0 1 1 \(x - 6.5) \(y)Z"
      case 4:
        "M\(x - 7) \(y)L\(x - 3.5) \(y - 6)H\(x + 3.5)L\(x + 7) \(y)L\(x + 3.5) \(y + 6)H\(x - 3.5)Z"
      case 5: "M\(x) \(y + 7)L\(x + 7) \(y - 5.5)H\(x - 7)Z"
      case 6:
        """
        M\(x - 2.4) \(y - 6.5)H\(x + 2.4)V\(y - 2.4)H\(x + 6.5)V\(y + 2.4)H\(x + 2.4)V\(y + 6.5)\
        H\(x - 2.4)V\(y + 2.4)H\(x - 6.5)V\(y - 2.4)H\(x - 2.4)Z
        """
      default: "M\(x - 7) \(y - 3.5)H\(x + 7)V\(y + 3.5)H\(x - 7)Z"
      }
    return "<path class=\"fill \(colour)\" d=\"\(shape)\"/>"
  }
}
