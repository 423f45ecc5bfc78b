public import Civic
import Exact
import Tracking

/// What a run of a policy says: paths side by side, and what can be told of the effect so far.
public struct PolicyRunPage: Sendable {
  let frame: PageFrame
  let city: City
  let run: PolicyRun
  let outcome: PolicyOutcome

  public init(frame: PageFrame, city: City, run: PolicyRun) {
    self.frame = frame
    self.city = city
    self.run = run
    outcome = run.outcome
  }

  private var texts: Texts { frame.texts }
  private var input: PolicyRun.Input { run.input }
  private var figures: IndicatorFigures { IndicatorFigures(frame: frame) }

  public var html: HTML {
    let title = texts(
      .policyRunTitle,
      ["name": .text(frame.words(input.policy.name)), "at": .instant(run.at)])
    var setting = PageSetting(title: title)
    setting.isPrivate = !input.policy.isPublic
    setting.isWide = true
    setting.isDemonstration = city.isDemonstration
    setting.crumbs = [
      Anchor(text: texts(.policiesTitle), href: frame.address(.register(of: city.id, .policy))),
      Anchor(
        text: frame.words(input.policy.name),
        href: frame.address(.policy(input.policy.id, of: city.id))),
    ]
    return frame.page(
      setting, "<h1>\(title)</h1>\(paths)\(comparison)\(evaluation)\(foot)")
  }

  private func name(_ path: PolicyOutcome.Path) -> String {
    path.alternative?.name ?? texts(.policyAsBefore)
  }

  private var paths: HTML {
    if let missing = outcome.missing {
      let text: String =
        switch missing {
        case .tooShort(let found, let needed):
          texts(.forecastTooShort, ["count": .count(found), "needed": .text(String(needed))])
        case .notFinite: texts(.forecastNone)
        }
      return Notice(tone: .warning, content: "<p>\(text)</p>").html
    }
    let formats = texts.formats
    let past = zip(input.series.years, input.series.values).map {
      SeriesChart.Point(time: $0, value: $1.approximation)
    }
    let lines = outcome.paths.enumerated().map { index, path in
      SeriesChart.Line(
        name: name(path), series: index % 7 + 2,
        points: path.years.map { SeriesChart.Point(time: $0.year, value: $0.p50) },
        isDashed: path.alternative == nil)
    }
    let ranges = outcome.paths.prefix(4).enumerated().map { index, path in
      SeriesChart.Range(
        name: texts(.policyRange, ["name": .text(name(path))]), series: index % 7 + 2,
        points: path.years.map { ($0.year, $0.p5, $0.p95) })
    }
    let chart = SeriesChart(
      id: "paths",
      words: ChartWords(
        title: texts(.policyPaths, ["unit": .text(input.unit)]),
        description: texts(.policyPathsDescription), table: texts(.chartTable),
        empty: texts(.measureNoValues)),
      lines: [SeriesChart.Line(name: texts(.measureValues), series: 1, points: past, hasDots: true)]
        + lines, ranges: ranges, timeHeading: texts(.policyYear),
      time: { String($0) }, value: { IndicatorFigures.number($0, formats) })
    return """
      <section><h2>\(texts(.policyPaths, ["unit": .text(input.unit)]))</h2>\(chart)</section>
      """
  }

  private var comparison: HTML? {
    guard let last = outcome.paths.first?.years.last else { return nil }
    let share = { (value: Double?) -> HTML in
      value.map { "\(texts.formats.percent($0 * 100, decimals: 0))" } ?? "–"
    }
    let rows = outcome.paths.map { path -> Table.Row in
      let end = path.years.last ?? last
      return Table.Row(cells: [
        "\(name(path))", "\(figures.number(end.p50))",
        "\(figures.number(end.p5)) … \(figures.number(end.p95))", share(path.shareMeetingTarget),
        share(path.shareBetter),
      ])
    }
    return Table(
      id: "comparison", caption: texts(.policyComparison, ["year": .text(String(last.year))]),
      columns: [
        Table.Column(title: texts(.policyAlternativesField)),
        Table.Column(title: texts(.policyMiddle), isNumeric: true),
        Table.Column(title: texts(.policyNineTenths), isNumeric: true),
        Table.Column(title: texts(.policyMeets), isNumeric: true),
        Table.Column(title: texts(.policyBetter), isNumeric: true),
      ], rows: rows
    ).html
  }

  /// What the figures since the start say, by three ways of looking, each with what it takes for
  /// granted.
  private var evaluation: HTML {
    guard input.policy.inForceFrom != nil else {
      return
        "<section><h2>\(texts(.policyEvaluation))</h2><p>\(texts(.policyNoStart))</p></section>"
    }
    let words = EffectWords(frame: frame)
    var parts: [HTML] = []
    func add(_ title: TextKey, _ assumes: TextKey, _ effect: MeasuredEffect?) {
      guard let effect else { return }
      parts.append(
        """
        <h3>\(texts(title))</h3><p><strong>\(words.sentence(effect, unit: input.unit))</strong></p>\
        <p class="hint">\(texts(assumes))</p>
        """)
    }
    add(.policyBeforeAfter, .policyBeforeAfterAssumes, outcome.beforeAfter)
    add(.policyInterrupted, .policyInterruptedAssumes, outcome.interrupted?.effect)
    add(.policyCompared, .policyComparedAssumes, outcome.compared?.effect)
    if let compared = outcome.compared, !compared.leftOut.isEmpty {
      parts.append(
        "<p class=\"hint\">\(texts(.policyLeftOut, ["places": .text(texts.formats.list(compared.leftOut))]))</p>"
      )
    }
    return "<section><h2>\(texts(.policyEvaluation))</h2>\(parts)</section>"
  }

  private var foot: HTML {
    """
    <p class="note">\(texts(
      .policyRunNote,
      [
        "seed": .text(String(input.seed)), "count": .count(input.runs),
        "author": .text(run.author),
      ])) <code class="digest">\(run.digest?.rawValue ?? "")</code></p>
    """
  }
}
