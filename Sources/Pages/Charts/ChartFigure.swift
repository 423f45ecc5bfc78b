/// The words around a chart.
struct ChartWords: Sendable {
  var title: String
  /// What the chart shows in a sentence or two, read in place of the drawing.
  var description: String
  /// Opens the table with the same figures: "Show as a table".
  var table: String
  /// In place of the drawing where there is nothing to draw.
  var empty: String
  /// Where the figures come from, or how to read them.
  var note: String?
}

/// A chart, on a page or alone in a document.
protocol Chart: Component {
  var id: String { get }
  var words: ChartWords { get }
  /// None where there is nothing to draw.
  var figure: ChartFigure? { get }
}

extension Chart {
  var html: HTML { figure?.html ?? ChartFigure.empty(id: id, words: words) }
}

/// A drawing with its title, legend and the same figures as a table.
struct ChartFigure: Component {
  /// The least width at which labels can still be read; narrower windows scroll the drawing.
  enum Fit: String { case small = "fit-s", medium = "fit-m", large = "fit-l" }

  /// Unique in the page.
  var id: String
  var words: ChartWords
  var width: Double
  var height: Double
  var fit: Fit = .medium
  /// Holds links, which must be reached one by one.
  var isInteractive = false
  var fills: [ChartFill] = []
  var drawing: HTML
  var legend: [LegendEntry] = []
  var table: Table?

  var html: HTML {
    """
    <figure class="chart" id="\(id)">\(caption)\
    <div class="scroll" role="region" aria-labelledby="\(id)-caption" tabindex="0">\(svg)</div>\
    \(legend.isEmpty ? nil : "<ul class=\"legend\">\(legend.map { $0.html(in: id) })</ul>" as HTML)\
    \(note)\(table.map { Details(summary: words.table, content: $0.html).html })</figure>
    """
  }

  /// The figure of a chart without figures: it says why it is empty.
  static func empty(id: String, words: ChartWords) -> HTML {
    """
    <figure class="chart" id="\(id)"><figcaption id="\(id)-caption">\(words.title)</figcaption>\
    <p class="none">\(words.empty)</p></figure>
    """
  }

  private var caption: HTML {
    "<figcaption id=\"\(id)-caption\">\(words.title)</figcaption>"
  }

  private var note: HTML? { words.note.map { "<p class=\"note\">\($0)</p>" } }

  private var svg: HTML {
    """
    <svg class="\(fit.rawValue)" viewBox="0 0 \(width) \(height)" width="\(width)" \
    height="\(height)" role="\(isInteractive ? "group" : "img")" \
    aria-labelledby="\(id)-title \(id)-desc"><title id="\(id)-title">\(words.title)</title>\
    <desc id="\(id)-desc">\(words.description)</desc>\
    \(ChartFill.patterns(fills, in: id))\(drawing)</svg>
    """
  }
}
