public import Civic
import Exact

/// The reports of a plan, and the way to a new one.
public struct PeriodReportsPage: Sendable {
  let frame: PageFrame
  let plan: Plan
  let city: City
  let reports: [FrozenReport]
  let problem: Message?

  public init(
    frame: PageFrame, plan: Plan, city: City, reports: [FrozenReport], problem: Message? = nil
  ) {
    self.frame = frame
    self.plan = plan
    self.city = city
    self.reports = reports
    self.problem = problem
  }

  private var texts: Texts { frame.texts }

  public var html: HTML {
    var setting = PageSetting(title: texts(.reportsTitle))
    setting.isPrivate = false
    setting.isDemonstration = city.isDemonstration
    setting.crumbs = [
      Anchor(text: frame.words(plan.title), href: frame.address(.plan(plan.id)))
    ]
    let items = [problem].compactMap { $0 }.map {
      ErrorSummary.Item(message: texts.sentence($0), field: "from")
    }
    let table = Table(
      id: "reports", caption: texts(.reportsTitle), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.reportPeriod)), Table.Column(title: texts(.reportFrozen)),
      ],
      rows: reports.map { report in
        Table.Row(cells: [
          """
          <a href="\(frame.address(.periodReport(report.id, of: plan.id)))">\
          \(texts.formats.day(report.report.from, .medium)) – \
          \(texts.formats.day(report.report.until, .medium))</a>
          """,
          "\(texts.formats.instant(report.at, .medium))",
        ])
      }, empty: EmptyState(title: texts(.reportsNone), text: texts(.reportsNoneText)))
    return frame.page(
      setting,
      """
      \(ErrorSummary(title: texts(.formErrors), items: items))<h1>\(texts(.reportsTitle))</h1>\
      <p class="lead">\(texts(.reportsLead))</p>\(form)\(table)
      """)
  }

  /// Shows a period before anything is kept.
  private var form: HTML? {
    guard frame.viewer.may(.editContent, .city(city.id)) else { return nil }
    let start = Day(year: frame.today.year, month: 1, day: 1) ?? frame.today
    return """
      <form method="get" action="\(frame.address(.periodReports(of: plan.id)))">\
      <div class="field-row">\(DateField(
        name: "from", label: texts(.reportFrom), value: start.description))\(DateField(
        name: "until", label: texts(.reportUntil), value: frame.today.description))</div>\
      <div class="buttons">\(Button(label: texts(.reportShow)))</div></form>
      """
  }
}

/// One report: as it is computed now, or as it was frozen.
public struct PeriodReportPage: Sendable {
  let frame: PageFrame
  let plan: Plan
  let city: City
  let report: PeriodReport
  let frozen: FrozenReport?

  public init(
    frame: PageFrame, plan: Plan, city: City, report: PeriodReport, frozen: FrozenReport? = nil
  ) {
    self.frame = frame
    self.plan = plan
    self.city = city
    self.report = report
    self.frozen = frozen
  }

  private var texts: Texts { frame.texts }

  public var html: HTML {
    let title = texts(
      .reportTitle,
      [
        "plan": .text(frame.words(report.title)), "from": .day(report.from),
        "until": .day(report.until),
      ])
    var setting = PageSetting(title: title)
    setting.isPrivate = frozen == nil
    setting.isWide = true
    setting.isDemonstration = city.isDemonstration
    setting.crumbs = [
      Anchor(text: frame.words(plan.title), href: frame.address(.plan(plan.id))),
      Anchor(text: texts(.reportsTitle), href: frame.address(.periodReports(of: plan.id))),
    ]
    return frame.page(
      setting,
      """
      <h1>\(title)</h1><p class="lead">\(summary)</p>\(freeze)\
      \(list(.reportDone, report.done))\(list(.reportStarted, report.started))\
      \(list(.reportLate, report.late))\(list(.reportBlocked, report.blocked))\
      \(list(.reportDropped, report.dropped))\(tasks)\(spending)\(figures)\(foot)
      """)
  }

  private func money(_ amount: MinorUnits) -> String {
    texts.formats.money(Money(minorUnits: amount, currency: report.currency))
  }

  private var summary: String {
    texts(
      .reportSummary,
      [
        "count": .count(report.actions), "done": .text(texts.formats.number(report.done.count)),
        "late": .text(texts.formats.number(report.late.count)),
        "blocked": .text(texts.formats.number(report.blocked.count)),
        "spent": .text(money(report.spent)), "planned": .text(money(report.planned)),
      ])
  }

  private var freeze: HTML? {
    guard frozen == nil, frame.viewer.may(.editContent, .city(city.id)) else { return nil }
    return """
      \(ActionForm(
        action: frame.address(.periodReports(of: plan.id)), token: frame.csrfField,
        button: Button(label: texts(.reportFreeze)),
        fields: [
          HiddenField(name: "from", value: report.from.description),
          HiddenField(name: "until", value: report.until.description),
        ]))<p class="hint">\(texts(.reportFreezeHint))</p>
      """
  }

  private func list(_ title: TextKey, _ lines: [PeriodReport.Line]) -> HTML? {
    guard !lines.isEmpty else { return nil }
    let items = lines.map { line -> HTML in
      let reason: HTML? = line.reason.map { " – \($0)" }
      return """
        <li><span class="code">\(line.code)</span> \(frame.content(line.title)) \
        \(DeliveryTag(frame: frame, status: line.status))\(reason)</li>
        """
    }
    return "<section><h2>\(texts(title))</h2><ul class=\"findings\">\(items)</ul></section>"
  }

  private var tasks: HTML? {
    guard !report.finishedTasks.isEmpty else { return nil }
    let items = report.finishedTasks.map { task -> HTML in
      """
      <li>\(texts.formats.day(task.day, .medium)): <span class="code">\(task.code)</span> \
      \(frame.content(task.title))</li>
      """
    }
    return "<section><h2>\(texts(.reportTasks))</h2><ul>\(items)</ul></section>"
  }

  private var spending: HTML {
    Table(
      id: "spending", caption: texts(.spendingBySource),
      columns: [
        Table.Column(title: texts(.spendingSource)),
        Table.Column(title: texts(.spendingPlanned), isNumeric: true),
        Table.Column(title: texts(.reportSpent), isNumeric: true),
      ],
      rows: report.spending.map { line in
        Table.Row(cells: [
          line.source.map { frame.content($0) } ?? "\(texts(.spendingNoSource))",
          "\(money(line.planned))", "\(money(line.spent))",
        ])
      }
    ).html
  }

  private var figures: HTML? {
    guard !report.figures.isEmpty else { return nil }
    let words = IndicatorFigures(frame: frame)
    let number = { (text: String) -> String in
      ExactDecimal(text).map { texts.formats.number($0) } ?? text
    }
    return """
      <section><h2>\(texts(.measuresTitle))</h2>\(Table(
        id: "figures", caption: texts(.measuresTitle), hidesCaption: true,
        columns: [
          Table.Column(title: texts(.entryNameField)),
          Table.Column(title: texts(.measurePeriodField)),
          Table.Column(title: texts(.measureValueField), isNumeric: true),
          Table.Column(title: texts(.measureExpected), isNumeric: true),
          Table.Column(title: texts(.measureStanding)),
        ],
        rows: report.figures.map { figure in
          Table.Row(cells: [
            "\(frame.content(figure.name)) <span class=\"note\">\(figure.unit)</span>",
            "\(words.period(figure.period))", "\(number(figure.value))",
            figure.expected.map { "\(number($0))" } ?? "–", words.tag(figure.standing),
          ])
        }))</section>
      """
  }

  private var foot: HTML {
    guard let frozen else { return "<p class=\"note\">\(texts(.reportComputed))</p>" }
    return """
      <p class="note">\(texts(
        .reportFrozenBy, ["author": .text(frozen.author), "at": .instant(frozen.at)])) \
      <code class="digest">\(report.digest?.rawValue ?? "")</code></p>
      """
  }
}
