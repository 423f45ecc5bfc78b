/// Risks by likelihood and impact: a table of nine fields, so that it is its own data.
struct RiskMatrix: Component {
  struct Item: Sendable {
    var code: String
    var title: String
    var href: String?
    /// 1 to 3.
    var likelihood: Int
    /// 1 to 3.
    var impact: Int
  }

  var id: String
  var words: ChartWords
  var likelihood: String
  var impact: String
  /// Low, medium, high.
  var levels: [String]
  /// What the product of the two means, in the order of ``Severity``.
  var severities: [String]
  var items: [Item]

  enum Severity: Int, CaseIterable {
    case slight, moderate, serious, grave

    /// By likelihood times impact: 1 to 2, 3, 4 to 6, 9.
    init(weight: Int) {
      self =
        switch weight {
        case ...2: .slight
        case 3: .moderate
        case 4...6: .serious
        default: .grave
        }
    }
  }

  var html: HTML {
    guard !items.isEmpty else { return ChartFigure.empty(id: id, words: words) }
    return """
      <figure class="chart" id="\(id)"><figcaption id="\(id)-caption">\(words.title)</figcaption>\
      <div class="scroll" role="region" aria-labelledby="\(id)-caption" tabindex="0">\
      <table class="matrix"><caption class="unseen">\(words.description)</caption>\
      <thead><tr><td></td><th scope="colgroup" colspan="3">\(impact)</th></tr>\
      <tr><th scope="col">\(likelihood)</th>\
      \((1...3).map { "<th scope=\"col\">\(level($0))</th>" as HTML })</tr></thead>\
      <tbody>\((1...3).reversed().map(line))</tbody></table></div>\
      \(words.note.map { "<p class=\"note\">\($0)</p>" as HTML })</figure>
      """
  }

  private func level(_ number: Int) -> String {
    levels.indices.contains(number - 1) ? levels[number - 1] : String(number)
  }

  private func line(_ likelihood: Int) -> HTML {
    """
    <tr><th scope="row">\(level(likelihood))</th>\((1...3).map { cell(likelihood, $0) })</tr>
    """
  }

  private func cell(_ likelihood: Int, _ impact: Int) -> HTML {
    let severity = Severity(weight: likelihood * impact)
    let found = items.filter { $0.likelihood == likelihood && $0.impact == impact }
    let word =
      severities.indices.contains(severity.rawValue) ? severities[severity.rawValue] : ""
    return """
      <td class="r\(severity.rawValue)"><span class="severity">\(word)</span>\
      \(found.isEmpty ? nil : "<ul>\(found.map { "<li>\(link($0))</li>" as HTML })</ul>" as HTML)</td>
      """
  }

  private func link(_ item: Item) -> HTML {
    let text: HTML = "<b>\(item.code)</b> \(item.title)"
    return item.href.map { "<a href=\"\($0)\">\(text)</a>" } ?? text
  }
}
