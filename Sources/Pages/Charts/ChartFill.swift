/// How an area is painted: a colour of the series and a texture, so that colour is never alone.
struct ChartFill: Hashable, Sendable {
  enum Texture: String, CaseIterable, Sendable { case solid, hatch, dots, outline }

  /// 1 to 8; others wrap around.
  var series: Int
  var texture: Texture = .solid

  var colour: String { "s\((series - 1) % 8 + 1)" }

  /// The presentation of a shape painted so: class and fill.
  ///
  /// - Parameter chart: The id of the chart, whose `patterns` hold the textures.
  func attributes(in chart: String) -> HTML {
    switch texture {
    case .solid: "class=\"fill \(colour)\""
    case .outline: "class=\"outline \(colour)\""
    case .hatch, .dots: "class=\"line \(colour)\" fill=\"url(#\(patternID(in: chart)))\""
    }
  }

  private func patternID(in chart: String) -> String { "\(chart)-\(colour)-\(texture.rawValue)" }

  /// The definitions that a chart's fills refer to.
  static func patterns(_ fills: some Sequence<ChartFill>, in chart: String) -> HTML {
    var seen: Set<ChartFill> = []
    let patterns = fills.compactMap { fill -> HTML? in
      guard seen.insert(fill).inserted else { return nil }
      return fill.pattern(in: chart)
    }
    return patterns.isEmpty ? .empty : "<defs>\(patterns)</defs>"
  }

  private func pattern(in chart: String) -> HTML? {
    switch texture {
    case .solid, .outline: nil
    case .hatch:
      """
      <pattern id="\(patternID(in: chart))" width="6" height="6" patternUnits="userSpaceOnUse" \
      patternTransform="rotate(45)"><rect class="fill ground" width="6" height="6"/>\
      <rect class="fill \(colour)" width="2.6" height="6"/></pattern>
      """
    case .dots:
      """
      <pattern id="\(patternID(in: chart))" width="7" height="7" patternUnits="userSpaceOnUse">\
      <rect class="fill ground" width="7" height="7"/>\
      <circle class="fill \(colour)" cx="2" cy="2" r="1.3"/>\
      <circle class="fill \(colour)" cx="5.5" cy="5.5" r="1.3"/></pattern>
      """
    }
  }
}

/// What a colour or a shape of a chart stands for.
struct LegendEntry: Sendable {
  enum Sign: Sendable {
    case area(ChartFill)
    /// A line with the class of its stroke.
    case line(String)
    /// A drawing of its own in a square of 20 units.
    case drawing(HTML)

    func drawing(in chart: String) -> HTML {
      switch self {
      case .area(let fill):
        "<rect x=\"1\" y=\"3\" width=\"18\" height=\"14\" \(fill.attributes(in: chart))/>"
      case .line(let style): "<path class=\"\(style)\" d=\"M0 10H20\"/>"
      case .drawing(let drawing): drawing
      }
    }
  }

  var text: String
  var sign: Sign

  func html(in chart: String) -> HTML {
    """
    <li><svg class="swatch" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" \
    focusable="false">\(sign.drawing(in: chart))</svg><span>\(text)</span></li>
    """
  }
}
