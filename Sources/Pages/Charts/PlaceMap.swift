import Foundation

/// Numbered places in a city, north at the top, with a scale; nothing is fetched from elsewhere.
struct PlaceMap: Component {
  struct Place: Sendable {
    var number: Int
    var name: String
    var href: String
    var point: MapOutline.Point
    /// The columns of the table after the name.
    var facts: [String] = []
  }

  /// What is written on the map itself.
  struct Signs: Sendable {
    var north: String
    var distance: @Sendable (_ kilometres: Double) -> String
  }

  var id: String
  var words: ChartWords
  var signs: Signs
  /// The city's midpoint.
  var centre: MapOutline.Point?
  var places: [Place]
  var numberHeading: String
  var nameHeading: String
  var factHeadings: [String] = []

  var html: HTML {
    guard !places.isEmpty else { return ChartFigure.empty(id: id, words: words) }
    let layout = PlaceLayout(places.map(\.point), centre: centre)
    return ChartFigure(
      id: id, words: words, width: PlaceLayout.width, height: PlaceLayout.height, fit: .small,
      isInteractive: true,
      drawing: """
        <rect class="land" width="\(PlaceLayout.width)" height="\(PlaceLayout.height)" rx="3"/>\
        <path class="graticule" d="\(layout.grid)"/>\(cross(layout))\
        \(places.indices.map { pin($0, layout) })\(scale(layout))\(north)
        """,
      table: table
    ).html
  }

  private func cross(_ layout: PlaceLayout) -> HTML? {
    layout.centre.map { place in
      """
      <path class="branch" d="M\(place.x - 7) \(place.y)h14M\(place.x) \(place.y - 7)v14"/>
      """
    }
  }

  private func pin(_ index: Int, _ layout: PlaceLayout) -> HTML {
    let place = places[index]
    let (real, shown) = (layout.points[index], layout.shown[index])
    let isMoved = real.x != shown.x || real.y != shown.y
    let leader: HTML? =
      isMoved
      ? """
      <path class="branch" d="M\(real.x) \(real.y)L\(shown.x) \(shown.y)"/>\
      <circle class="city" cx="\(real.x)" cy="\(real.y)" r="3"/>
      """ : nil
    return """
      \(leader)<a href="\(place.href)" aria-label="\(place.number). \(place.name)">\
      <title>\(place.number). \(place.name)</title>\
      <circle class="city lead" cx="\(shown.x)" cy="\(shown.y)" r="\(PlaceLayout.radius)"/>\
      <text class="pin" x="\(shown.x)" y="\(shown.y)" text-anchor="middle" dy=".35em">\
      \(place.number)</text></a>
      """
  }

  private func scale(_ layout: PlaceLayout) -> HTML {
    let (left, bottom) = (20.0, PlaceLayout.height - 20)
    let length = layout.bar * layout.unitsPerKilometre
    return """
      <path class="branch" d="M\(left) \(bottom - 5)v5h\(length)v-5"/>\
      <text class="place" x="\(left + length + 8)" y="\(bottom)">\(signs.distance(layout.bar))</text>
      """
  }

  private var north: HTML {
    let x = PlaceLayout.width - 28
    return """
      <path class="branch" d="M\(x) 58V34M\(x - 6) 42L\(x) 34L\(x + 6) 42"/>\
      <text class="place" x="\(x)" y="26" text-anchor="middle">\(signs.north)</text>
      """
  }

  private var table: Table {
    Table(
      id: "\(id)-table", caption: words.title, hidesCaption: true,
      columns: [Table.Column(title: numberHeading, isNumeric: true)]
        + ([nameHeading] + factHeadings).map { Table.Column(title: $0) },
      rows: places.map { place in
        Table.Row(
          cells: ["\(place.number)", "<a href=\"\(place.href)\">\(place.name)</a>"]
            + place.facts.map { "\($0)" })
      })
  }
}

/// Where the places of a city's map stand: a plane through the middle, true to a few metres.
struct PlaceLayout: Sendable {
  static let width = 640.0
  static let height = 420.0
  static let radius = 12.0
  private static let margin = 52.0
  /// No map shows less than this, in kilometres.
  private static let leastSpan = 1.0

  let points: [(x: Double, y: Double)]
  /// Where the numbers are written: moved aside where they would hide each other.
  let shown: [(x: Double, y: Double)]
  let centre: (x: Double, y: Double)?
  let unitsPerKilometre: Double
  /// What the bar of the scale stands for, in kilometres.
  let bar: Double

  init(_ places: [MapOutline.Point], centre: MapOutline.Point?) {
    let near = centre.map { middle in
      places.contains { abs($0.latitude - middle.latitude) < 1 }
        && places.contains { abs($0.longitude - middle.longitude) < 1 }
    }
    let all = places + (near == true ? [centre].compactMap(\.self) : [])
    let middle = (all.map(\.latitude).reduce(0, +) / Double(all.count)) * .pi / 180
    let flat: [(x: Double, y: Double)] = all.map { place in
      (x: place.longitude * 111.32 * cos(middle), y: place.latitude * 110.57)
    }
    let xs = flat.map { $0.x }
    let ys = flat.map { $0.y }
    let (west, east) = (xs.min() ?? 0, xs.max() ?? 0)
    let (south, north) = (ys.min() ?? 0, ys.max() ?? 0)
    let scale = min(
      (Self.width - 2 * Self.margin) / max(east - west, Self.leastSpan),
      (Self.height - 2 * Self.margin) / max(north - south, Self.leastSpan))
    let drawn: [(x: Double, y: Double)] = flat.map { place in
      let x: Double = Self.width / 2 + (place.x - (west + east) / 2) * scale
      let y: Double = Self.height / 2 - (place.y - (south + north) / 2) * scale
      return (x: (x * 10).rounded() / 10, y: (y * 10).rounded() / 10)
    }
    points = Array(drawn.prefix(places.count))
    self.centre = near == true ? drawn.last : nil
    shown = Self.apart(points)
    unitsPerKilometre = scale
    let lengths: [Double] = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]
    bar = lengths.last { $0 * scale <= Self.width / 4 } ?? 0.1
  }

  /// Lines a bar's length apart.
  var grid: HTML {
    let step = bar * unitsPerKilometre
    guard step >= 8 else { return "M0 0" }
    let upright = stride(from: step, to: Self.width, by: step).map { x -> HTML in
      "M\(x) 0V\(Self.height)"
    }
    let level = stride(from: step, to: Self.height, by: step).map { y -> HTML in
      "M0 \(y)H\(Self.width)"
    }
    return "\(upright)\(level)"
  }

  private static func apart(
    _ points: [(x: Double, y: Double)]
  ) -> [(x: Double, y: Double)] {
    var taken: [(x: Double, y: Double)] = []
    for point in points {
      let free = spots(around: point).first { spot in
        isOnSheet(spot) && taken.allSatisfy { isApart($0, spot) }
      }
      taken.append(free ?? point)
    }
    return taken
  }

  /// The place itself, then rings around it, from the top clockwise.
  private static func spots(
    around point: (x: Double, y: Double)
  ) -> [(x: Double, y: Double)] {
    var spots = [point]
    for ring in 1...3 {
      let away = Double(ring) * 26
      for turn in 0..<8 {
        let angle = Double(turn) * .pi / 4
        let x: Double = point.x + away * sin(angle)
        let y: Double = point.y - away * cos(angle)
        spots.append((x: (x * 10).rounded() / 10, y: (y * 10).rounded() / 10))
      }
    }
    return spots
  }

  private static func isOnSheet(_ spot: (x: Double, y: Double)) -> Bool {
    (radius...(width - radius)).contains(spot.x) && (radius...(height - radius)).contains(spot.y)
  }

  private static func isApart(
    _ one: (x: Double, y: Double), _ other: (x: Double, y: Double)
  ) -> Bool {
    hypot(one.x - other.x, one.y - other.y) >= 2 * radius
  }
}
