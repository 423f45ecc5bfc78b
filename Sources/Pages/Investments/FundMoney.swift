import Civic
import Exact

/// What each source pays in each year, beside its limit, and what more of it would be worth.
struct FundMoney: Component {
  let words: FundWords
  let findings: FundingFindings

  private var texts: Texts { words.texts }
  private var scenario: FundingScenario { words.scenario }
  private var years: [Int] { Array(scenario.years) }

  var html: HTML { "\(chart)\(limits)\(prices)" }

  private func paid(_ source: ScenarioSource, _ year: Int) -> MinorUnits {
    findings.funding.filter { $0.source == source.id && $0.year == year }
      .reduce(0) { $0 + $1.amount }
  }

  private func amount(_ value: MinorUnits) -> StackedBars.Amount {
    StackedBars.Amount(
      size: Double(value) / Double(scenario.currency.minorUnitsPerMajor), text: words.money(value))
  }

  /// The sources that pay anything, of which the chart can tell eight apart.
  private var paying: [ScenarioSource] {
    scenario.sources.filter { source in findings.funding.contains { $0.source == source.id } }
  }

  private var chart: HTML {
    let shown = Array(paying.prefix(7))
    let others = Array(paying.dropFirst(7))
    let textures: [ChartFill] = (1...8).map { index in
      switch index % 4 {
      case 1: ChartFill(series: index)
      case 2: ChartFill(series: index, texture: .hatch)
      case 3: ChartFill(series: index, texture: .dots)
      default: ChartFill(series: index, texture: .outline)
      }
    }
    var parts = shown.enumerated().map { index, source in
      StackedBars.Part(name: words.name(source.id), fill: textures[index])
    }
    if !others.isEmpty {
      parts.append(StackedBars.Part(name: texts(.investOtherSources), fill: textures[7]))
    }
    let bars = years.enumerated().map { index, year -> StackedBars.Bar in
      var amounts = shown.map { amount(paid($0, year)) }
      if !others.isEmpty { amounts.append(amount(others.reduce(0) { $0 + paid($1, year) })) }
      let limit = scenario.sources.reduce(0) {
        $0 + ($1.budget.indices.contains(index) ? $1.budget[index] : 0)
      }
      return StackedBars.Bar(
        name: String(year), amounts: amounts,
        total: amount(paying.reduce(0) { $0 + paid($1, year) }), mark: amount(limit))
    }
    let (formats, currency) = (texts.formats, scenario.currency)
    return StackedBars(
      id: "money",
      words: ChartWords(
        title: texts(.investMoneyByYear), description: texts(.investMoneyDescription),
        table: texts(.chartTable), empty: texts(.chartEmpty)),
      parts: parts, bars: bars, barHeading: texts(.yearLabel), totalHeading: texts(.sumLabel),
      markHeading: texts(.investLimit)
    ) { value in
      let units = Int64((value * Double(currency.minorUnitsPerMajor)).rounded())
      return formats.wholeMoney(Money(minorUnits: units, currency: currency))
    }.html
  }

  private var limits: HTML {
    let rows = scenario.sources.map { source -> Table.Row in
      let cells = years.enumerated().map { index, year -> HTML in
        let limit = source.budget.indices.contains(index) ? source.budget[index] : 0
        let text = texts(
          .investPaidOf,
          ["paid": .text(words.money(paid(source, year))), "limit": .text(words.money(limit))])
        return "<span class=\"wraps\">\(text)</span>"
      }
      return Table.Row(cells: ["\(words.name(source.id))"] + cells)
    }
    return Table(
      id: "limits", caption: texts(.investLimits),
      columns: [Table.Column(title: texts(.fundSourceLabel))]
        + years.map { Table.Column(title: "\($0)", isNumeric: true) }, rows: rows
    ).html
  }

  private var prices: HTML? {
    let worth = findings.prices.filter { $0.points > 0.000_001 }
    guard !findings.prices.isEmpty else { return nil }
    guard !worth.isEmpty else {
      return "<h3>\(texts(.investPrices))</h3><p>\(texts(.investPricesNone))</p>"
    }
    let rows = worth.map { price in
      Table.Row(cells: [
        "\(words.rule(price.rule))", "\(texts.formats.number(price.points, decimals: 4))",
      ])
    }
    let thousand = Money(
      minorUnits: 1000 * scenario.currency.minorUnitsPerMajor, currency: scenario.currency)
    return """
      <h3>\(texts(.investPrices))</h3>\
      \(Table(
        id: "prices", caption: texts(.investPricesCaption, ["amount": .money(thousand)]),
        columns: [
          Table.Column(title: texts(.investRule)),
          Table.Column(title: texts(.investPoints), isNumeric: true),
        ], rows: rows))
      """
  }
}
