/// Cities as points on a map of the countries around them.
struct MapOfCities: Component {
  struct City: Sendable {
    var name: String
    var href: String?
    var place: MapOutline.Point
    /// As one of ``kinds``: lead, partner.
    var kind = 0
    /// The columns of the table after the name: country, population.
    var facts: [String] = []
  }

  var id: String
  var words: ChartWords
  var outlines: [MapOutline]
  var cities: [City]
  /// The names of the kinds of cities; one kind needs no legend.
  var kinds: [String] = []
  /// Countries to set off, by code.
  var countries: Set<String> = []
  var kindHeading = ""
  var nameHeading: String
  var factHeadings: [String] = []

  var html: HTML {
    guard !cities.isEmpty else { return ChartFigure.empty(id: id, words: words) }
    let layout = MapLayout(cities: cities)
    return ChartFigure(
      id: id, words: words, width: MapLayout.width, height: MapLayout.height, fit: .medium,
      isInteractive: cities.contains { $0.href != nil },
      drawing: """
        <defs><clipPath id="\(id)-clip"><rect width="\(MapLayout.width)" \
        height="\(MapLayout.height)" rx="3"/></clipPath></defs>\
        <g clip-path="url(#\(id)-clip)"><rect class="sea" width="\(MapLayout.width)" \
        height="\(MapLayout.height)"/><path class="graticule" d="\(layout.graticule)"/>\
        \(outlines.map { land($0, layout) })</g>\
        \(layout.points.indices.map { point($0, layout) })
        """,
      legend: legend, table: table
    ).html
  }

  private func land(_ outline: MapOutline, _ layout: MapLayout) -> HTML {
    let rings = outline.rings.compactMap { ring -> HTML? in
      let points = layout.simplified(ring.map(layout.place))
      guard points.count > 2, layout.showsAny(of: points) else { return nil }
      return "M\(points.map { "\($0.x) \($0.y)" as HTML }.joined(separator: "L"))Z"
    }
    guard !rings.isEmpty else { return .empty }
    let style = countries.contains(outline.country) ? "land member" : "land"
    return "<path class=\"\(style)\" d=\"\(rings)\"/>"
  }

  private func point(_ index: Int, _ layout: MapLayout) -> HTML {
    let city = cities[index]
    let place = layout.points[index]
    let sign = sign(city.kind, x: place.x, y: place.y)
    let shown: HTML = "<title>\(city.name)</title>\(sign)\(layout.names[index].map(name))"
    return city.href.map { "<a href=\"\($0)\" aria-label=\"\(city.name)\">\(shown)</a>" }
      ?? "<g>\(shown)</g>"
  }

  private func name(_ label: ChartLabel) -> HTML { label.html }

  /// The first kind is a square with a ring, others are discs and on: shapes tell them apart.
  private func sign(_ kind: Int, x: Double, y: Double) -> HTML {
    let target: HTML = "<circle class=\"touch\" cx=\"\(x)\" cy=\"\(y)\" r=\"14\"/>"
    if kinds.count < 2 || kind == 1 {
      return "\(target)<circle class=\"city\" cx=\"\(x)\" cy=\"\(y)\" r=\"5.5\"/>"
    }
    if kind == 0 {
      return """
        \(target)<rect class="city lead" x="\(x - 6)" y="\(y - 6)" width="12" height="12"/>
        """
    }
    return """
      \(target)<path class="city hollow" d="M\(x) \(y - 7)L\(x + 6.5) \(y + 5)H\(x - 6.5)Z"/>
      """
  }

  private var legend: [LegendEntry] {
    guard kinds.count > 1 else { return [] }
    return kinds.enumerated().filter { index, _ in cities.contains { $0.kind == index } }
      .map { index, name in
        LegendEntry(text: name, sign: .drawing(sign(index, x: 10, y: 10)))
      }
  }

  private var table: Table {
    Table(
      id: "\(id)-table", caption: words.title, hidesCaption: true,
      columns: ([nameHeading] + (kinds.count > 1 ? [kindHeading] : []) + factHeadings).map {
        Table.Column(title: $0)
      },
      rows: cities.map { city in
        let name: HTML = city.href.map { "<a href=\"\($0)\">\(city.name)</a>" } ?? "\(city.name)"
        let kind: [HTML] =
          kinds.count > 1 ? ["\(kinds.indices.contains(city.kind) ? kinds[city.kind] : "–")"] : []
        return Table.Row(cells: [name] + kind + city.facts.map { "\($0)" })
      })
  }
}

/// Where the points and names of a map stand.
struct MapLayout: Sendable {
  static let width = 760.0
  static let height = 520.0
  /// Parts of the Earth's radius: no map shows less than about 900 km across.
  private static let leastSpan = 0.14
  private static let margin = 56.0

  let points: [(x: Double, y: Double)]
  /// None where no place around the point was free; the point keeps its title.
  let names: [ChartLabel?]
  private let centre: (x: Double, y: Double)
  private let scale: Double

  init(cities: [MapOfCities.City]) {
    let places = cities.map { MapProjection.place($0.place) }
    let xs = places.map(\.x)
    let ys = places.map(\.y)
    let (west, east) = (xs.min() ?? 0, xs.max() ?? 0)
    let (south, north) = (ys.min() ?? 0, ys.max() ?? 0)
    centre = ((west + east) / 2, (south + north) / 2)
    scale = min(
      (Self.width - 2 * Self.margin) / max(east - west, Self.leastSpan),
      (Self.height - 2 * Self.margin) / max(north - south, Self.leastSpan * 0.68))
    let (middle, zoom) = (centre, scale)
    points = places.map { Self.drawn($0, centre: middle, scale: zoom) }
    names = Self.names(of: cities, at: points)
  }

  func place(_ point: MapOutline.Point) -> (x: Double, y: Double) {
    Self.drawn(MapProjection.place(point), centre: centre, scale: scale)
  }

  private static func drawn(
    _ place: (x: Double, y: Double), centre: (x: Double, y: Double), scale: Double
  ) -> (x: Double, y: Double) {
    (width / 2 + (place.x - centre.x) * scale, height / 2 - (place.y - centre.y) * scale)
  }

  /// Leaves out points nearer than half a unit to the one before: they could not be seen.
  func simplified(_ ring: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
    var kept: [(x: Double, y: Double)] = []
    for point in ring {
      if let last = kept.last, abs(last.x - point.x) < 0.6, abs(last.y - point.y) < 0.6 { continue }
      kept.append(point)
    }
    return kept
  }

  /// Meridians and parallels every five degrees, as far as the map may reach.
  var graticule: HTML {
    let meridians = stride(from: -45.0, through: 75, by: 5).map { longitude in
      line(
        stride(from: 20.0, through: 80, by: 2.5).map { .init(longitude: longitude, latitude: $0) })
    }
    let parallels = stride(from: 20.0, through: 80, by: 5).map { latitude in
      line(
        stride(from: -45.0, through: 75, by: 2.5).map { .init(longitude: $0, latitude: latitude) })
    }
    return "\(meridians)\(parallels)"
  }

  private func line(_ points: [MapOutline.Point]) -> HTML {
    let places = points.map(place)
    guard showsAny(of: places) else { return .empty }
    return "M\(places.map { "\($0.x) \($0.y)" as HTML }.joined(separator: "L"))"
  }

  func showsAny(of ring: [(x: Double, y: Double)]) -> Bool {
    let xs = ring.map(\.x)
    let ys = ring.map(\.y)
    guard let left = xs.min(), let right = xs.max(), let top = ys.min(), let bottom = ys.max()
    else { return false }
    return right > 0 && left < Self.width && bottom > 0 && top < Self.height
  }

  /// Right of the point, else left, above or below, wherever nothing stands yet.
  private static func names(
    of cities: [MapOfCities.City], at points: [(x: Double, y: Double)]
  ) -> [ChartLabel?] {
    let sheet = ChartFrame(x: 2, y: 2, width: width - 4, height: height - 4)
    var taken = points.map { ChartFrame(x: $0.x - 8, y: $0.y - 8, width: 16, height: 16) }
    return zip(cities, points).map { city, point in
      let text = ChartText.shortened(city.name, width: 180, size: 13)
      let sides: [(Double, Double, ChartLabel.Anchor)] = [
        (11, 0, .start), (-11, 0, .end), (0, -18, .middle), (0, 18, .middle), (9, -14, .start),
        (9, 14, .start), (-9, -14, .end), (-9, 14, .end),
      ]
      for (x, y, anchor) in sides {
        let label = ChartLabel(
          lines: [text], x: point.x + x, y: point.y + y, anchor: anchor, style: "place",
          full: city.name)
        guard sheet.contains(label.frame), !taken.contains(where: { $0.intersects(label.frame) })
        else { continue }
        taken.append(label.frame)
        return label
      }
      return nil
    }
  }
}
