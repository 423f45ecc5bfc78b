import Exchange
import Foundation

extension Chart {
  /// The drawing with its legend as SVG that needs nothing beside it.
  ///
  /// - Parameter caption: In place of the chart's own title.
  func picture(caption: String? = nil) -> BookPicture? {
    figure.map { figure in
      let legend = PictureLegend(entries: figure.legend, chart: figure.id, width: figure.width)
      let height = figure.height + legend.height
      let svg: HTML = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(figure.width) \(height)" \
        width="\(figure.width)" height="\(height)"><style>\(PictureStyle.rules)</style>\
        \(ChartFill.patterns(figure.fills, in: figure.id))\(figure.drawing)\
        \(legend.html(top: figure.height))</svg>
        """
      return BookPicture(
        caption: caption ?? words.title, alternative: "\(words.title). \(words.description)",
        svg: PictureStyle.clean(svg.rendered), width: figure.width, height: height)
    }
  }
}

/// The signs of a drawing with their words, in lines below it.
private struct PictureLegend {
  let entries: [LegendEntry]
  let chart: String
  let width: Double

  private static let size = 13.0
  private static let line = 26.0

  private var places: [(entry: LegendEntry, x: Double, y: Double)] {
    var (x, y) = (0.0, 0.0)
    return entries.map { entry in
      let room = 28 + ChartText.width(entry.text, size: Self.size) + 22
      if x > 0, x + room > width { (x, y) = (0, y + Self.line) }
      defer { x += room }
      return (entry, x, y)
    }
  }

  var height: Double {
    places.last.map { $0.y + Self.line + 10 } ?? 0
  }

  func html(top: Double) -> HTML {
    places.map { place -> HTML in
      let (x, y) = (place.x, top + 10 + place.y)
      return """
        <g transform="translate(\(x) \(y))">\(place.entry.sign.drawing(in: chart))</g>\
        \(ChartLabel(lines: [place.entry.text], x: x + 28, y: y + 10, size: Self.size))
        """
    }.joined()
  }
}

enum PictureStyle {
  /// The print colours of drawings.
  static let rules: HTML = {
    let file = Bundle.module.bundleURL.appending(path: "Assets/figure.css")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return HTML(styling: text)
  }()

  /// Without what XML does not know, for some control characters may stand in a text, and without
  /// the titles of parts, which WeasyPrint would draw textures away for.
  static func clean(_ svg: String) -> String {
    let known = String.UnicodeScalarView(
      svg.unicodeScalars.filter { scalar in
        scalar.value >= 0x20 && scalar.value != 0xFFFE && scalar.value != 0xFFFF
          || scalar == "\n" || scalar == "\t"
      })
    var rest = String(known)[...]
    var clean = ""
    while let start = rest.range(of: "<title>"),
      let end = rest.range(of: "</title>", range: start.upperBound..<rest.endIndex)
    {
      clean += rest[..<start.lowerBound]
      rest = rest[end.upperBound...]
    }
    return clean + rest
  }
}
