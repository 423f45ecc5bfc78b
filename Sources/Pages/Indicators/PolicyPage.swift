public import Civic
import Exact

/// A policy with its model, its runs, and what was decided about it.
public struct PolicyPage: Sendable {
  let frame: PageFrame
  let city: City
  let policy: Policy
  let indicator: CityIndicator?
  let register: Register
  /// Newest first.
  let runs: [PolicyRun]
  let problem: Message?

  public init(
    frame: PageFrame, city: City, policy: Policy, indicator: CityIndicator?, register: Register,
    runs: [PolicyRun], problem: Message? = nil
  ) {
    self.frame = frame
    self.city = city
    self.policy = policy
    self.indicator = indicator
    self.register = register
    self.runs = runs
    self.problem = problem
  }

  private var texts: Texts { frame.texts }
  private var mayEdit: Bool { policy.mayBeChanged(by: frame.viewer) }

  public var html: HTML {
    var setting = PageSetting(title: frame.words(policy.name))
    setting.isPrivate = !policy.isPublic
    setting.isDemonstration = city.isDemonstration
    setting.crumbs = [
      Anchor(text: frame.words(city.name), href: frame.address(.city(city.id))),
      Anchor(text: texts(.policiesTitle), href: frame.address(.register(of: city.id, .policy))),
    ]
    let items = [problem].compactMap { $0 }.map {
      ErrorSummary.Item(message: texts.sentence($0), field: nil)
    }
    return frame.page(
      setting,
      """
      \(ErrorSummary(title: texts(.formErrors), items: items))<h1>\(frame.content(policy.name))</h1>\
      \(verdict)\(acts)\(facts)\(model)\(list)
      """)
  }

  private var verdict: HTML? {
    guard let verdict = policy.verdict else { return nil }
    let next = register.policies.first { $0.id == policy.next }
    let follow: HTML? = next.map {
      """
      <p>\(texts(.policyNextField)): \
      <a href="\(frame.address(.policy($0.id, of: city.id)))">\(frame.content($0.name))</a></p>
      """
    }
    let tone: Tone =
      switch verdict {
      case .keep: .good
      case .change: .warning
      case .stop: .bad
      }
    return """
      <section><p>\(StatusTag(text: texts.name(of: verdict), tone: tone)) \
      \(policy.verdictOn.map { "\(texts.formats.day($0))" })</p>\
      \(frame.prose(policy.verdictReason))\(follow)</section>
      """
  }

  private var acts: HTML? {
    guard mayEdit else { return nil }
    let edit = Button(
      label: texts(.policyEdit), act: .link(frame.address(.fact(RecordReference(policy)))),
      kind: .secondary)
    guard indicator != nil else {
      return ButtonRow(buttons: [edit]).html
        + "<p class=\"hint\">\(texts(.policyNeedsIndicator))</p>"
    }
    return """
      <div class="buttons">\(ActionForm(
        action: frame.address(.policyRuns(policy.id, of: city.id)), token: frame.csrfField,
        button: Button(label: texts(.policyRun))))\(edit)</div>
      """
  }

  private var facts: HTML {
    var rows: [SummaryList.Row] = []
    if let problem = policy.problem {
      rows.append(
        SummaryList.Row(name: texts(.policyProblemField), value: frame.prose(problem)))
    }
    if let goal = policy.goal {
      rows.append(SummaryList.Row(name: texts(.policyGoalField), value: frame.prose(goal)))
    }
    if let indicator {
      let link = frame.address(.indicator(indicator.id, of: city.id))
      rows.append(
        SummaryList.Row(
          name: texts(.correctionIndicatorField),
          value: "<a href=\"\(link)\">\(frame.content(indicator.name))</a>"))
    }
    if let dataset = register.datasets.first(where: { $0.id == policy.dataset }) {
      let version: HTML? = policy.datasetVersion.map { " (\($0))" }
      rows.append(
        SummaryList.Row(
          name: texts(.policyDatasetField), value: "\(frame.content(dataset.name))\(version)"))
    }
    if let year = policy.inForceFrom {
      rows.append(SummaryList.Row(name: texts(.policyStartField), value: "\(String(year))"))
    }
    return SummaryList(rows: rows).html
  }

  private var model: HTML? {
    guard !policy.alternatives.isEmpty || !policy.assumptions.isEmpty else { return nil }
    let formats = texts.formats
    let range = { (low: ExactDecimal, likely: ExactDecimal, high: ExactDecimal) -> HTML in
      "\(formats.number(likely)) (\(formats.number(low)) … \(formats.number(high)))"
    }
    let ways = policy.alternatives.map { way in
      Table.Row(cells: [
        "\(way.name)", "\(String(way.start))", "\(formats.number(way.ramp))",
        range(way.low, way.likely, way.high),
      ])
    }
    let assumed = policy.assumptions.map { assumption -> HTML in
      "<li>\(assumption.name): × \(range(assumption.low, assumption.likely, assumption.high))</li>"
    }
    let list: HTML? =
      assumed.isEmpty ? nil : "<h3>\(texts(.policyAssumptionsField))</h3><ul>\(assumed)</ul>"
    return """
      <section><h2>\(texts(.policyModelLegend))</h2>\(Table(
        id: "ways", caption: texts(.policyAlternativesField),
        columns: [
          Table.Column(title: texts(.entryNameField)),
          Table.Column(title: texts(.policyFrom), isNumeric: true),
          Table.Column(title: texts(.policyRamp), isNumeric: true),
          Table.Column(title: texts(.policyEffect), isNumeric: true),
        ], rows: ways))\(list)</section>
      """
  }

  private var list: HTML {
    let rows = runs.map { run in
      Table.Row(cells: [
        """
        <a href="\(frame.address(.policyRun(run.id, of: policy.id, in: city.id)))">\
        \(texts.formats.instant(run.at, .medium))</a>
        """,
        "\(texts.formats.number(run.input.policy.alternatives.count))",
        "\(texts.formats.number(run.input.series.years.count))",
        "<code class=\"digest\">\(String(run.digest?.rawValue.prefix(19) ?? "–"))…</code>",
      ])
    }
    return """
      <section><h2>\(texts(.policyRuns))</h2>\(Table(
        id: "runs", caption: texts(.policyRuns), hidesCaption: true,
        columns: [
          Table.Column(title: texts(.policyRunAt)),
          Table.Column(title: texts(.policyAlternativesField), isNumeric: true),
          Table.Column(title: texts(.policyYears), isNumeric: true),
          Table.Column(title: texts(.policyDigest)),
        ], rows: rows,
        empty: EmptyState(title: texts(.policyRunsNone), text: texts(.policyRunsNoneText))))\
      </section>
      """
  }
}
