public import Civic
public import Exact
import Tracking

/// One indicator: where it stands, where it goes, every value with its trace, what is done about it.
public struct IndicatorPage: Sendable {
  /// What the page shows besides the indicator.
  public struct Content: Sendable {
    public var values: [IndicatorValue] = []
    public var past: [(value: IndicatorValue, replacedAt: Instant)] = []
    public var corrections: [CorrectiveAction] = []
    /// Values of other cities in the same period, without names.
    public var peers: [ExactDecimal] = []
    public var source: IndicatorSource?
    /// What it is a measure of: the indicators of plans with the action or objective they belong to.
    public var uses: [Use] = []
    /// The city's plan that may be written, to which a red figure can be carried.
    public var plan: Plan?

    public init() {}
  }

  /// Where a plan counts on the indicator.
  public struct Use: Sendable {
    let plan: Plan
    let indicator: Indicator
    let action: Action?
    let objective: Objective?

    /// Every use in a plan.
    public static func all(of id: ID<CityIndicator>, in document: PlanDocument) -> [Use] {
      document.indicators.filter { $0.measuredBy == id }.map { indicator in
        Use(
          plan: document.plan, indicator: indicator,
          action: indicator.action.flatMap { document.action($0) },
          objective: indicator.objective.flatMap { document.objective($0) })
      }
    }
  }

  let frame: PageFrame
  let city: City
  let atlas: Atlas
  let board: IndicatorBoard
  let reading: IndicatorReading
  let content: Content
  let input: FormInput
  let problems: [FieldProblem]

  public init(
    frame: PageFrame, city: City, atlas: Atlas, board: IndicatorBoard, reading: IndicatorReading,
    content: Content, input: FormInput = FormInput([]), problems: [FieldProblem] = []
  ) {
    self.frame = frame
    self.city = city
    self.atlas = atlas
    self.board = board
    self.reading = reading
    self.content = content
    self.input = input
    self.problems = problems
  }

  private var texts: Texts { frame.texts }
  private var indicator: CityIndicator { reading.indicator }
  private var figures: IndicatorFigures { IndicatorFigures(frame: frame) }
  private var mayEdit: Bool { frame.viewer.may(.editContent, .city(city.id)) }

  public var html: HTML {
    var setting = PageSetting(title: frame.words(indicator.name))
    setting.isPrivate = !indicator.isPublic
    setting.isDemonstration = city.isDemonstration
    setting.crumbs = [
      Anchor(text: frame.words(city.name), href: frame.address(.city(city.id))),
      Anchor(text: texts(.measuresTitle), href: frame.address(.indicators(of: city.id))),
    ]
    let forecast = reading.forecast
    let items = problems.map {
      ErrorSummary.Item(message: texts.sentence($0.message), field: $0.field)
    }
    return frame.page(
      setting,
      """
      \(ErrorSummary(title: texts(.formErrors), items: items))\
      <h1>\(frame.content(indicator.name))</h1><p>\(figures.tag(reading.standing))</p>\
      \(frame.prose(indicator.summary))\(acts)\(broken)\
      \(figures.chart(reading, forecast: forecast.forecast))\
      \(IndicatorFindings(frame: frame, reading: reading, forecast: forecast).html)\
      \(normalised)\(uses)\(peers)\(corrections)\(valueForm)\(values)\(past)\(facts)
      """)
  }

  private var acts: HTML? {
    var buttons: [Button] = []
    if reading.needsAction || reading.standing == .amber {
      if let plan = content.plan, frame.viewer.may(.editContent, .plan(plan)) {
        let challenge = Link.newRecord(Challenge.entityName, of: plan.id).with(query: [
          "title": frame.words(indicator.name), "evidence": evidence,
          "origin": "\(CityIndicator.entityName):\(indicator.id.rawValue)",
        ])
        buttons.append(
          Button(label: texts(.measureToChallenge), act: .link(frame.address(challenge))))
      }
      if mayEdit {
        let correction = Link.newFact(
          CorrectiveAction.entityName, parent: city.id.rawValue
        ).with(query: ["indicator": indicator.id.rawValue])
        buttons.append(
          Button(
            label: texts(.correctionNew), act: .link(frame.address(correction)), kind: .secondary))
      }
    }
    if mayEdit {
      buttons.append(
        Button(
          label: texts(.measureEdit),
          act: .link(frame.address(.fact(RecordReference(indicator)))), kind: .quiet))
    }
    return buttons.isEmpty ? nil : ButtonRow(buttons: buttons).html
  }

  /// What a challenge says of where it comes from.
  private var evidence: String {
    guard let last = reading.points.last else { return frame.words(indicator.name) }
    return texts(
      .measureEvidence,
      [
        "name": .text(frame.words(indicator.name)), "value": .text(figures.value(last)),
        "unit": .text(indicator.unit), "period": .text(figures.period(last.period)),
        "expected": .text(reading.progress.map { figures.number($0.expected) } ?? "–"),
      ])
  }

  private var broken: HTML? {
    if let problem = reading.problem {
      return Notice(tone: .bad, content: "<p>\(texts.sentence(problem.message))</p>").html
    }
    guard let gap = reading.gaps.last else { return nil }
    let reason: String =
      switch gap.outcome {
      case .missing(let code): texts(.formulaMissing, ["code": .text(code.text)])
      case .divisionByZero: texts(.formulaDivision)
      case .notFinite, .value: texts(.formulaTooLarge)
      }
    return Notice(
      tone: .warning, content: "<p>\(figures.period(gap.period)): \(reason)</p>"
    ).html
  }

  /// The way from the figure to the actions and objectives that are judged by it.
  private var uses: HTML? {
    guard !content.uses.isEmpty else { return nil }
    let items = content.uses.map { use -> HTML in
      let action: HTML? = use.action.map { action in
        """
         → <a href="\(frame.address(.action(action.id, of: use.plan.id)))">\
        <span class="code">\(action.code)</span> \(frame.content(action.title))</a>
        """
      }
      let objective: HTML? = use.objective.map { objective in
        """
         → <span class="code">\(objective.code)</span> \(frame.content(objective.title))
        """
      }
      return """
        <li><a href="\(frame.address(.outcomes(of: use.plan.id)))">\(frame.content(use.plan.title))</a>: \
        \(frame.content(use.indicator.name))\(action)\(objective)</li>
        """
    }
    return "<section><h2>\(texts(.measureUses))</h2><ul class=\"findings\">\(items)</ul></section>"
  }

  private var normalised: HTML? {
    let points = board.normalised(reading)
    guard let last = points.last, let normaliser = indicator.normaliser else { return nil }
    return """
      <p>\(texts.name(of: normaliser)): <strong>\(figures.number(last.value))</strong> \
      (\(figures.period(last.period)))</p>
      """
  }

  /// Quartiles of at least five others.
  private var peers: HTML? {
    let sorted = content.peers.map(\.approximation).sorted()
    guard sorted.count >= 5, let last = reading.points.last else { return nil }
    let quartile = { (share: Double) -> Double in
      let place = share * Double(sorted.count - 1)
      let low = Int(place)
      let rest = place - Double(low)
      return sorted[low] + (low + 1 < sorted.count ? (sorted[low + 1] - sorted[low]) * rest : 0)
    }
    return """
      <section><h2>\(texts(.measurePeersTitle))</h2><p>\(texts(
        .measurePeersText,
        [
          "count": .count(sorted.count), "period": .text(figures.period(last.period)),
          "low": .text(figures.number(quartile(0.25))),
          "middle": .text(figures.number(quartile(0.5))),
          "high": .text(figures.number(quartile(0.75))), "own": .text(figures.value(last)),
        ]))</p></section>
      """
  }

  private var corrections: HTML? {
    guard !content.corrections.isEmpty else { return nil }
    return """
      <section><h2>\(texts(.correctionsTitle))</h2>\
      \(CorrectionTable(frame: frame, atlas: atlas, corrections: content.corrections, readings: [reading]))\
      </section>
      """
  }

  private var valueForm: HTML? {
    guard mayEdit, indicator.formula == nil, indicator.feed == nil else { return nil }
    return ValueForm(
      frame: frame, city: city, indicator: indicator, input: input, problems: problems
    )
    .html
  }

  private var values: HTML? {
    let values = indicator.formula == nil ? content.values.reversed() : []
    guard !values.isEmpty else { return nil }
    let hasParts = values.contains { !$0.breakdown.isEmpty }
    var columns = [Table.Column(title: texts(.measurePeriodField))]
    if hasParts { columns.append(Table.Column(title: texts(.measurePartField))) }
    columns += [
      Table.Column(title: texts(.measureValueField), isNumeric: true),
      Table.Column(title: texts(.measureQualityField)),
      Table.Column(title: texts(.measureNoteField)),
      Table.Column(title: texts(.measureWritten)),
    ]
    return """
      <section><h2>\(texts(.measureValues))</h2>\(Table(
        id: "values", caption: texts(.measureValues), hidesCaption: true, columns: columns,
        rows: values.map { row($0, hasParts: hasParts) }))</section>
      """
  }

  private func row(_ value: IndicatorValue, hasParts: Bool) -> Table.Row {
    var cells: [HTML] = ["\(figures.period(value.period))"]
    if hasParts { cells.append(value.breakdown.isEmpty ? "–" : "\(value.breakdown)") }
    cells += [
      value.value.map { "\(texts.formats.number($0))" } ?? "–",
      "\(texts.name(of: value.quality))", value.note.map { "\($0)" } ?? "–",
      "\(written(value.at, value.author))",
    ]
    return Table.Row(cells: cells)
  }

  private func written(_ at: Instant, _ author: String?) -> String {
    let time = texts.formats.instant(at, .medium)
    guard frame.viewer.may(.readWorking, .city(city.id)), let author else { return time }
    return "\(time), \(author)"
  }

  private var past: HTML? {
    guard !content.past.isEmpty else { return nil }
    let table = Table(
      id: "past", caption: texts(.measurePast), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.measurePeriodField)),
        Table.Column(title: texts(.measureValueField), isNumeric: true),
        Table.Column(title: texts(.measureWritten)), Table.Column(title: texts(.measureReplaced)),
      ],
      rows: content.past.map { entry in
        Table.Row(cells: [
          "\(figures.period(entry.value.period))",
          entry.value.value.map { "\(texts.formats.number($0))" } ?? "–",
          "\(written(entry.value.at, entry.value.author))",
          "\(texts.formats.instant(entry.replacedAt, .medium))",
        ])
      })
    return Details(summary: texts(.measurePast), content: table.html).html
  }

  private var facts: HTML {
    var rows: [SummaryList.Row] = []
    func add(_ key: TextKey, _ value: HTML?) {
      if let value { rows.append(SummaryList.Row(name: texts(key), value: value)) }
    }
    let name = { (id: ID<Organisation>?) -> HTML? in
      atlas.organisations.first { $0.id == id }.map { frame.content($0.name) }
    }
    add(.measureCodeField, "<code>\(indicator.code)</code>")
    add(.measureUnitField, "\(indicator.unit)")
    add(.indicatorDirectionField, "\(texts.name(of: indicator.direction))")
    add(.measureFrequencyField, "\(texts.name(of: indicator.frequency))")
    add(.measureFormulaField, indicator.formula.map { "<code>\($0)</code>" })
    add(.entryOwnerField, name(indicator.owner))
    add(.measureEnterpriseField, name(indicator.enterprise))
    add(.measureGoalField, indicator.goal.map { frame.prose($0) })
    add(.measureSourceField, indicator.source.map { frame.prose($0) })
    add(
      .measureFeedField,
      content.source.map { "<a href=\"\(frame.address(.feed($0.id)))\">\($0.title)</a>" })
    add(.datasetLicenceField, (indicator.licence ?? content.source?.licence).map { "\($0)" })
    return "<section><h2>\(texts(.measureFacts))</h2>\(SummaryList(rows: rows))</section>"
  }
}
