import Civic
import Exact

/// Plans that no other beats in both the value and what it is traded for.
struct FundFront: Component {
  let words: FundWords
  let findings: FundingFindings

  private var texts: Texts { words.texts }
  private var aim: TradeOff { words.scenario.search.tradeOff }

  var html: HTML {
    guard !findings.front.isEmpty else { return .empty }
    let rows = findings.front.map { trade -> Table.Row in
      Table.Row(cells: [
        "\(words.points(trade.value, findings))", "\(other(trade.other))",
        "\(texts.formats.number(trade.actions.count))",
        "\(trade.actions.isEmpty ? "–" : words.codes(trade.actions))",
        "\(trade.gap.map { texts.formats.percent($0 * 100, decimals: 2) } ?? "–")",
      ])
    }
    return """
      <section><h2>\(texts(.investFront))</h2><p>\(texts(.investFrontLead))</p>\(chart)\
      \(Table(
        id: "front", caption: texts(.investFront), hidesCaption: true,
        columns: [
          Table.Column(title: texts(.investValue), isNumeric: true),
          Table.Column(title: texts.name(of: aim), isNumeric: true),
          Table.Column(title: texts(.investChosenCount), isNumeric: true),
          Table.Column(title: texts(.actionsTitle)),
          Table.Column(title: texts(.investGap), isNumeric: true),
        ], rows: rows, hasRowHeaders: false))</section>
      """
  }

  /// How many of the axis's units make one: cents, thousandths of a person-month, votes.
  private var unit: Double {
    switch aim {
    case .cost: Double(words.scenario.currency.minorUnitsPerMajor)
    case .staff: 1000
    case .votes, .none: 1
    }
  }

  private var chart: HTML {
    let (formats, currency, aim) = (texts.formats, words.scenario.currency, aim)
    let points = findings.front.map { trade in
      TradeOffChart.Point(
        x: Double(trade.other) / unit, y: findings.points(trade.value).approximation,
        title: "\(words.points(trade.value, findings)) – \(other(trade.other))",
        isCurrent: Set(trade.actions.map(\.rawValue)) == Set(findings.starts.keys))
    }
    return TradeOffChart(
      id: "front-chart",
      words: ChartWords(
        title: texts(.investFrontChart), description: texts(.investFrontText),
        table: texts(.chartTable), empty: texts(.chartEmpty)),
      points: points, xHeading: texts.name(of: aim), yHeading: texts(.investValue),
      pointName: texts(.investFrontPoint), currentName: texts(.investFrontCurrent)
    ) { value in
      guard aim == .cost else { return formats.number(value, decimals: 0) }
      let units = Int64((value * Double(currency.minorUnitsPerMajor)).rounded())
      return formats.wholeMoney(Money(minorUnits: units, currency: currency))
    } yText: { value in
      formats.number(value, decimals: value.rounded() == value ? 0 : 2)
    }.html
  }

  private func other(_ amount: Int64) -> String {
    switch aim {
    case .cost: words.money(amount)
    case .staff: texts.formats.number(ExactDecimal(significand: amount, scale: 3).shortest)
    case .votes, .none: texts.formats.number(Int(clamping: amount))
    }
  }
}
