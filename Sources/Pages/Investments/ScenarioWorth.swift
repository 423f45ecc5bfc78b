import Civic
import Exact

/// Where the values of a scenario come from, with the criteria and weights behind them.
struct ScenarioWorth: Component {
  let words: FundWords

  private var texts: Texts { words.texts }
  private var frame: PageFrame { words.frame }
  private var scenario: FundingScenario { words.scenario }

  var html: HTML {
    let link: HTML? = scenario.valueDecision.map {
      " <a href=\"\(frame.address(.decision($0)))\">\(texts(.investDecisionLink))</a>"
    }
    let unranked = scenario.unranked.map(\.id)
    let unknown: HTML? =
      unranked.isEmpty
      ? nil
      : "<p>\(texts(.investUnranked, ["actions": .text(unranked.count > 5 ? words.codes(unranked) : words.names(unranked))]))</p>"
    return """
      \(Notice(
        tone: scenario.valueSource == .equal || !unranked.isEmpty ? .warning : .info,
        content: "<p>\(texts.name(of: scenario.valueSource))\(link)</p>\(unknown)"))\(criteria)
      """
  }

  private var criteria: HTML? {
    guard scenario.valueSource.isRanked, let criteria = scenario.criteria, !criteria.isEmpty else {
      return nil
    }
    let rows = criteria.map { criterion in
      Table.Row(cells: [
        "\(words.name(criterion))", "\(texts.formats.percent(criterion.weight))",
        "\(texts.formats.percent(criterion.range.low)) – \(texts.formats.percent(criterion.range.high))",
      ])
    }
    return Table(
      id: "criteria", caption: texts(.investCriteria),
      columns: [
        Table.Column(title: texts(.investCriterion)),
        Table.Column(title: texts(.investWeight), isNumeric: true),
        Table.Column(title: texts(.investPlausible), isNumeric: true),
      ], rows: rows
    ).html
  }
}
