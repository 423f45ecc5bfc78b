import Civic
import Exact

/// How often each action is chosen when weights and values are drawn: core, borderline, exterior.
struct FundRobustness: Component {
  let words: FundWords
  let findings: FundingFindings

  private var texts: Texts { words.texts }
  private var scenario: FundingScenario { words.scenario }

  var html: HTML {
    guard findings.samples > 0 else { return .empty }
    let percent = { (share: Double) in texts.formats.percent(share, decimals: 0) }
    let counted = scenario.actions.compactMap { action in
      findings.acceptability[action.id.rawValue].map { (action, $0) }
    }.sorted { ($1.1, $0.0.code) < ($0.1, $1.0.code) }
    let bars = counted.map { action, count -> StackedBars.Bar in
      let share = Double(count) / Double(findings.samples) * 100
      return StackedBars.Bar(
        name: words.name(action.id),
        amounts: [StackedBars.Amount(size: share, text: percent(share))],
        total: StackedBars.Amount(size: share, text: percent(share)))
    }
    let formats = texts.formats
    let chart = StackedBars(
      id: "robustness",
      words: ChartWords(
        title: texts(.investRobustChart), description: texts(.investRobustText),
        table: texts(.chartTable), empty: texts(.chartEmpty), note: note),
      parts: [StackedBars.Part(name: texts(.investRobustShare), fill: ChartFill(series: 1))],
      bars: bars, barHeading: texts(.actionTitleLabel), totalHeading: texts(.investRobustShare)
    ) { formats.percent($0, decimals: 0) }
    return "<section><h2>\(texts(.investAcceptability))</h2>\(chart)</section>"
  }

  private var note: String {
    if scenario.valueSource == .rankingWeights {
      return texts(.investRobustDrawn, ["count": .count(findings.samples)])
    }
    return texts(
      .investAcceptabilityNote,
      [
        "count": .count(findings.samples), "weights": .percent(scenario.search.weightSpread),
        "values": .percent(scenario.search.valueSpread),
      ])
  }
}
