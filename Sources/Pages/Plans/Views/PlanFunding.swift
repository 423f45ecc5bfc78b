import Civic
import Exact

/// What the plan costs by year, who pays, and how it holds against the ceilings.
struct PlanFunding: Component {
  let frame: PageFrame
  let reading: PlanReading

  private var texts: Texts { frame.texts }
  private func amount(_ value: MinorUnits) -> String { texts.formats.money(reading.money(value)) }

  var html: HTML {
    let check = reading.document.fundingCheck()
    return """
      \(figures(check.total))\
      <section><h2>\(texts(.fundingByYear))</h2>\(PlanCharts(frame: frame, reading: reading).years)\(YearTable(frame: frame, reading: reading))</section>\
      <section><h2>\(texts(.fundingBySource))</h2>\(PlanCharts(frame: frame, reading: reading).sources)\(sources(check))</section>\
      <section><h2>\(texts(.fundingByObjective))</h2>\(policy(check))</section>\
      <section><h2>\(texts(.fundingByAction))</h2>\(actions(check))</section>\
      \(Details(summary: texts(.fundingRules), content: "<p>\(texts(.fundingRulesText))</p>"))
      """
  }

  private func figures(_ total: FundingTotals) -> HTML {
    let whole = { (value: MinorUnits) in texts.formats.wholeMoney(reading.money(value)) }
    return KeyFigures(figures: [
      KeyFigures.Figure(value: whole(total.cost), label: texts(.fundingCost)),
      KeyFigures.Figure(value: whole(total.secured), label: texts(.fundingSecured)),
      KeyFigures.Figure(value: whole(total.applied), label: texts(.fundingApplied)),
      KeyFigures.Figure(value: whole(total.own), label: texts(.fundingOwn)),
      KeyFigures.Figure(
        value: whole(total.gap), label: texts(.fundingGap), note: texts(.fundingGapNote)),
    ]).html
  }

  private func sources(_ check: FundingCheck) -> HTML {
    let byID = Dictionary(reading.document.fundingSources.map { ($0.id, $0) }) { first, _ in first }
    let years = check.byYear.map { Table.Column(title: String($0.year), isNumeric: true) }
    return Table(
      id: "sources", caption: texts(.fundingBySource), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.fundSourceLabel)), Table.Column(title: texts(.fundKindLabel)),
      ] + years + [Table.Column(title: texts(.sumLabel), isNumeric: true)],
      rows: check.bySource.compactMap { funding in
        byID[funding.source].map { source in
          Table.Row(
            cells: [frame.content(source.name), "\(texts.name(of: source.kind))"]
              + funding.byYear.map { "\(amount($0))" } + ["\(amount(funding.amount))"])
        }
      },
      empty: EmptyState(title: texts(.fundsNone), text: texts(.fundsNoneText))
    ).html
  }

  /// Costs and actions by the five objectives of cohesion policy; an action that serves two counts in
  /// both, and the table says so.
  private func policy(_ check: FundingCheck) -> HTML {
    let costs = Dictionary(uniqueKeysWithValues: check.byAction.map { ($0.action, $0.totals.cost) })
    let rows = PolicyObjective.allCases.map { objective -> Table.Row in
      let actions = reading.document.actions.filter { action in
        action.policyCodes.contains { $0.policyObjective == objective.number }
      }
      return Table.Row(cells: [
        "\(objective.number). \(texts.name(of: objective))",
        "\(texts.formats.number(actions.count))",
        "\(amount(actions.reduce(0) { $0 + (costs[$1.id] ?? 0) }))",
      ])
    }
    return Table(
      id: "policy", caption: texts(.fundingByObjective), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.policyObjectiveLabel)),
        Table.Column(title: texts(.planViewActions), isNumeric: true),
        Table.Column(title: texts(.fundingCost), isNumeric: true),
      ], rows: rows, note: texts(.policyNote)
    ).html
  }

  private func actions(_ check: FundingCheck) -> HTML {
    let byID = Dictionary(reading.document.actions.map { ($0.id, $0) }) { first, _ in first }
    return Table(
      id: "funding-actions", caption: texts(.fundingByAction), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.actionTitleLabel)),
        Table.Column(title: texts(.fundingCost), isNumeric: true),
        Table.Column(title: texts(.fundingSecured), isNumeric: true),
        Table.Column(title: texts(.fundingApplied), isNumeric: true),
        Table.Column(title: texts(.fundingIdentified), isNumeric: true),
        Table.Column(title: texts(.fundingOwn), isNumeric: true),
        Table.Column(title: texts(.fundingGap), isNumeric: true),
        Table.Column(title: texts(.fundingRate)),
      ],
      rows: check.byAction.compactMap { funding in
        byID[funding.action].map { row($0, funding) }
      },
      foot: [sum(check.total)]
    ).html
  }

  private func row(_ action: Action, _ funding: ActionFunding) -> Table.Row {
    let totals = funding.totals
    return Table.Row(cells: [
      "<a href=\"\(frame.address(reading.link(action)))\"><span class=\"code\">\(action.code)</span> \(frame.content(action.title))</a>",
      "\(amount(totals.cost))", "\(amount(totals.secured))", "\(amount(totals.applied))",
      "\(amount(totals.identified))", "\(amount(totals.own))", "\(amount(totals.gap))",
      rates(funding.shares),
    ])
  }

  private func sum(_ totals: FundingTotals) -> Table.Row {
    Table.Row(
      cells: [
        "\(texts(.sumLabel))", "\(amount(totals.cost))", "\(amount(totals.secured))",
        "\(amount(totals.applied))", "\(amount(totals.identified))", "\(amount(totals.own))",
        "\(amount(totals.gap))", "",
      ], isStrong: true)
  }

  /// The shares that a call limits, held against their ceilings.
  private func rates(_ shares: [SourceShare]) -> HTML {
    shares.filter { $0.ceiling != nil }.map { share -> HTML in
      let percent = (share.rate?.approximation ?? 0) * 100
      let text = texts(
        .fundingRateOfCeiling,
        [
          "rate": .text(texts.formats.percent(percent, decimals: 2)),
          "ceiling": .percent(share.ceiling ?? ExactDecimal(0)),
        ])
      return StatusTag(text: text, tone: share.isOverCeiling ? .bad : .good).html
    }.joined(separator: " ")
  }
}

/// Costs and funds of every year.
struct YearTable: Component {
  let frame: PageFrame
  let reading: PlanReading

  var html: HTML {
    let texts = frame.texts
    let check = reading.document.fundingCheck()
    let amount = { (value: MinorUnits) in texts.formats.money(reading.money(value)) }
    let line = { (name: String, totals: FundingTotals, isStrong: Bool) in
      Table.Row(
        cells: [
          "\(name)", "\(amount(totals.capital))", "\(amount(totals.operating))",
          "\(amount(totals.cost))", "\(amount(totals.secured))", "\(amount(totals.applied))",
          "\(amount(totals.identified))", "\(amount(totals.gap))",
        ], isStrong: isStrong)
    }
    return Table(
      id: "years", caption: texts(.fundingByYear), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.yearLabel)),
        Table.Column(title: texts.name(of: CostKind.capital), isNumeric: true),
        Table.Column(title: texts.name(of: CostKind.operating), isNumeric: true),
        Table.Column(title: texts(.fundingCost), isNumeric: true),
        Table.Column(title: texts(.fundingSecured), isNumeric: true),
        Table.Column(title: texts(.fundingApplied), isNumeric: true),
        Table.Column(title: texts(.fundingIdentified), isNumeric: true),
        Table.Column(title: texts(.fundingGap), isNumeric: true),
      ], rows: check.byYear.map { line(String($0.year), $0.totals, false) },
      foot: [line(texts(.sumLabel), check.total, true)]
    ).html
  }
}
