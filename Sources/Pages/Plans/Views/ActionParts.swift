import Civic
import Exact

/// How strong an effect is judged, with a sign and a word.
struct EffectTag: Component {
  let frame: PageFrame
  let effect: Effect

  var html: HTML {
    let (key, tone): (TextKey, Tone) =
      switch effect {
      case .veryNegative: (.effectVeryNegative, .bad)
      case .negative: (.effectNegative, .warning)
      case .neutral: (.effectNeutral, .neutral)
      case .positive: (.effectPositive, .good)
      case .veryPositive: (.effectVeryPositive, .good)
      }
    return StatusTag(text: frame.texts(key), tone: tone).html
  }
}

/// The tasks of an action with their dates.
struct ActionTaskTable: Component {
  let frame: PageFrame
  let reading: PlanReading
  let action: Action

  var html: HTML {
    let tasks = reading.document.tasks(of: action.id)
    guard !tasks.isEmpty else { return .empty }
    let texts = frame.texts
    let done = tasks.filter { $0.doneOn != nil }.count
    return """
      <section><h2>\(texts(.tasksTitle))</h2>\
      \(ProgressBar(
        id: "tasks-done", label: texts(.tasksTitle), share: Double(done) / Double(tasks.count),
        text: texts(.tasksDone, ["count": .count(done), "all": .text(String(tasks.count))]),
        hidesLabel: true))\
      \(Table(
        id: "tasks", caption: texts(.tasksTitle), hidesCaption: true,
        columns: [
          Table.Column(title: texts(.taskTitleLabel)), Table.Column(title: texts(.actionPeriodLabel)),
          Table.Column(title: texts(.taskDoneLabel)), Table.Column(title: texts(.taskResponsibleLabel)),
        ], rows: tasks.map(row)))</section>
      """
  }

  private func row(_ task: ActionTask) -> Table.Row {
    let formats = frame.texts.formats
    let isLate = task.doneOn == nil && (task.end.map { $0 < frame.today } ?? false)
    let state: HTML =
      task.doneOn.map { "\(formats.day($0, .medium))" }
      ?? (isLate
        ? StatusTag(text: frame.texts.name(of: ActionStatus.late), tone: .bad).html : "–")
    return Table.Row(cells: [
      frame.content(task.title),
      "\(task.start.map { formats.day($0, .medium) } ?? "…") – \(task.end.map { formats.day($0, .medium) } ?? "…")",
      state,
      reading.document.organisation(task.responsible).map { frame.content($0.name) } ?? "–",
    ])
  }
}

/// What an action costs and who pays, to the cent.
struct ActionMoney: Component {
  let frame: PageFrame
  let reading: PlanReading
  let action: Action

  private var texts: Texts { frame.texts }
  private func amount(_ value: MinorUnits) -> String { texts.formats.money(reading.money(value)) }

  var html: HTML {
    let document = reading.document
    let costs = document.costLines(of: action.id)
    guard !costs.isEmpty,
      let funding = document.fundingCheck().byAction.first(where: { $0.action == action.id })
    else { return .empty }
    return """
      <section><h2>\(texts(.planViewFunding))</h2>\(costTable(costs))\(fundTable(funding))\
      \(sums(funding.totals))</section>
      """
  }

  private func costTable(_ costs: [CostLine]) -> HTML {
    Table(
      id: "costs", caption: texts(.costsTitle),
      columns: [
        Table.Column(title: texts(.costTitleLabel)), Table.Column(title: texts(.yearLabel)),
        Table.Column(title: texts(.costKindLabel)), Table.Column(title: texts(.costCategoryLabel)),
        Table.Column(title: texts(.costPlanned), isNumeric: true),
        Table.Column(title: texts(.costActual), isNumeric: true),
      ],
      rows: costs.map { line in
        Table.Row(cells: [
          line.title.map { frame.content($0) } ?? "\(texts.name(of: line.category))",
          "\(String(line.year))", "\(texts.name(of: line.kind))",
          "\(texts.name(of: line.category))", "\(amount(line.planned))",
          "\(line.actual.map(amount) ?? "–")",
        ])
      },
      foot: [
        Table.Row(
          cells: [
            "\(texts(.sumLabel))", "", "", "",
            "\(amount(costs.reduce(0) { $0 + $1.planned }))",
            "\(amount(costs.reduce(0) { $0 + ($1.actual ?? 0) }))",
          ], isStrong: true)
      ]
    ).html
  }

  private func fundTable(_ funding: ActionFunding) -> HTML {
    let lines = reading.document.fundingLines(of: action.id)
    guard !lines.isEmpty else { return .empty }
    return Table(
      id: "funds", caption: texts(.fundsTitle),
      columns: [
        Table.Column(title: texts(.fundSourceLabel)), Table.Column(title: texts(.fundStatusLabel)),
        Table.Column(title: texts(.fundShareLabel)),
        Table.Column(title: texts(.amountLabel), isNumeric: true),
      ],
      rows: zip(lines, funding.lines).map { line, result in
        let source = reading.document.fundingSources.first { $0.id == line.source }
        return Table.Row(cells: [
          source.map { frame.content($0.name) } ?? "–",
          FundingStatusTag(frame: frame, status: line.status).html, share(line),
          "\(amount(result.amount))",
        ])
      }
    ).html
  }

  private func share(_ line: FundingLine) -> HTML {
    switch line.share {
    case .rate: "\(line.percent.map { texts.formats.percent($0) } ?? "")"
    case .amount: "\(line.year.map(String.init) ?? texts.name(of: line.share))"
    case .rest: "\(texts.name(of: line.share))"
    }
  }

  private func sums(_ totals: FundingTotals) -> HTML {
    SummaryList(rows: [
      SummaryList.Row(name: texts(.fundingCost), value: "\(amount(totals.cost))"),
      SummaryList.Row(name: texts(.fundingSecured), value: "\(amount(totals.secured))"),
      SummaryList.Row(name: texts(.fundingApplied), value: "\(amount(totals.applied))"),
      SummaryList.Row(name: texts(.fundingIdentified), value: "\(amount(totals.identified))"),
      SummaryList.Row(name: texts(.fundingOwn), value: "\(amount(totals.own))"),
      SummaryList.Row(name: texts(.fundingGap), value: "\(amount(totals.gap))"),
    ]).html
  }
}

/// How sure money is.
struct FundingStatusTag: Component {
  let frame: PageFrame
  let status: FundingStatus

  var html: HTML {
    let tone: Tone =
      switch status {
      case .identified: .neutral
      case .applied: .progress
      case .secured: .good
      }
    return StatusTag(text: frame.texts.name(of: status), tone: tone).html
  }
}

/// Indicators with where they start and what they should reach.
struct IndicatorTable: Component {
  let frame: PageFrame
  let indicators: [Indicator]

  var html: HTML {
    let texts = frame.texts
    return Table(
      id: "indicators", caption: texts(.indicatorsTitle), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.indicatorNameLabel)),
        Table.Column(title: texts(.indicatorKindLabel)),
        Table.Column(title: texts(.indicatorBaselineLabel), isNumeric: true),
        Table.Column(title: texts(.indicatorTargetLabel), isNumeric: true),
        Table.Column(title: texts(.indicatorUnitLabel)),
      ], rows: indicators.map(row)
    ).html
  }

  private func row(_ indicator: Indicator) -> Table.Row {
    let code: HTML? = indicator.code.map { " \(Tag(text: $0.rawValue))" }
    return Table.Row(cells: [
      "\(frame.content(indicator.name))\(code)", "\(frame.texts.name(of: indicator.kind))",
      value(indicator.baseline, indicator.baselineYear),
      value(indicator.target, indicator.targetYear), "\(indicator.unit)",
    ])
  }

  private func value(_ number: ExactDecimal?, _ year: Int?) -> HTML {
    guard let number else { return "–" }
    let when = year.map { " (\($0))" } ?? ""
    return "\(frame.texts.formats.number(number) + when)"
  }
}
