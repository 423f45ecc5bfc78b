import Civic
import Exact

/// What a run found: the portfolio in years, who pays, and why.
struct FundResult: Component {
  let work: WorkFrame
  let words: FundWords
  let run: FundingRun
  let findings: FundingFindings

  private var texts: Texts { words.texts }
  private var frame: PageFrame { words.frame }
  private var scenario: FundingScenario { run.scenario }

  var html: HTML {
    """
    \(proof)\(figures)\(accept)\
    <section><h2>\(texts(.investPortfolio))</h2>\(portfolio)\(gantt)</section>\
    <section><h2>\(texts(.investMoneyByYear))</h2>\(FundMoney(words: words, findings: findings))\
    </section>\
    \(FundRobustness(words: words, findings: findings))\
    \(FundReasons(words: words, findings: findings))\
    \(FundFront(words: words, findings: findings))
    """
  }

  /// Never "optimal" without proof.
  private var proof: HTML {
    let tone: Tone =
      switch findings.status {
      case .optimal, .feasible: .good
      case .limit, .infeasible: .warning
      }
    let key: TextKey =
      switch findings.status {
      case .optimal: .investProofOptimal
      case .feasible: .investProofFeasible
      case .limit, .infeasible: run.state == .stopped ? .investProofStopped : .investProofLimit
      }
    return Notice(
      tone: tone, title: texts.name(of: findings.status),
      content: """
        <p>\(texts(key))</p>\
        \(run.progress.isOutOfMemory ? "<p>\(texts(.investOutOfMemory))</p>" as HTML : nil)\
        <p>\(words.vote)</p><p class="hint">\(texts.name(of: scenario.valueSource))</p>
        """
    ).html
  }

  private var figures: HTML {
    let gap = findings.gapPercent.map { texts.formats.percent($0, decimals: 2) } ?? "–"
    return KeyFigures(figures: [
      .init(
        value: findings.value.map { words.points($0, findings) } ?? "–", label: texts(.investValue)),
      .init(
        value: findings.bound.map { words.points($0, findings) } ?? "–", label: texts(.investBound)),
      .init(value: gap, label: texts(.investGap)),
      .init(value: words.money(findings.cost), label: texts(.fundingCost)),
      .init(
        value: texts.formats.number(findings.starts.count), label: texts(.investChosenCount),
        note: texts(.investOfActions, ["count": .count(scenario.actions.count)])),
    ]).html
  }

  private var accept: HTML? {
    if let decision = run.decision {
      return Notice(
        tone: .good,
        content: """
          <p>\(texts(.investIsAccepted)) <a href="\(frame.address(.decision(decision)))">\
          \(texts(.investDecisionLink))</a></p>
          """
      ).html
    }
    let file = frame.address(.fundRun(run.id, of: scenario.plan, .file))
    let mayAccept = work.mayEdit && frame.viewer.may(.submit, .plan(work.plan))
    let button: HTML? =
      mayAccept
      ? Button(
        label: texts(.investAccept),
        act: .link(frame.address(.fundRun(run.id, of: scenario.plan, .acceptance)))
      ).html : nil
    return """
      <p class="buttons">\(button) <a href="\(file)" download>\(texts(.investFile))</a></p>
      """
  }

  private var portfolio: HTML {
    let rows = scenario.actions.map { action -> Table.Row in
      let start = findings.start(of: action.id)
      let payments = findings.funding.filter { $0.action == action.id }
      let sources = scenario.sources.compactMap { source -> String? in
        let paid = payments.filter { $0.source == source.id }.reduce(0) { $0 + $1.amount }
        return paid > 0 ? "\(frame.words(source.name)) \(words.money(paid))" : nil
      }
      let settled: TextKey? =
        action.demand == .left
        ? .investSettledOut : scenario.isSettledIn(action) ? .investSettledIn : nil
      return Table.Row(cells: [
        "\(words.name(action.id))",
        "\(StatusTag(text: texts(start == nil ? .investNotChosen : .investChosen), tone: start == nil ? .neutral : .good))",
        "\(start.map { years($0, action.duration) } ?? "–")",
        "\(words.value(action.value))",
        "\(start == nil ? "–" : words.money(payments.reduce(0) { $0 + $1.amount }))",
        "\(sources.isEmpty ? "–" : sources.joined(separator: ", "))",
        "\(settled.map { texts($0) } ?? acceptability(action))",
      ])
    }
    return Table(
      id: "portfolio", caption: texts(.investPortfolio), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.actionTitleLabel)), Table.Column(title: texts(.investInPlan)),
        Table.Column(title: texts(.investYears)),
        Table.Column(title: texts(.investPoints), isNumeric: true),
        Table.Column(title: texts(.fundingCost), isNumeric: true),
        Table.Column(title: texts(.investPaidBy)),
        Table.Column(title: texts(.investAcceptability)),
      ], rows: rows
    ).html
  }

  private func years(_ start: Int, _ duration: Int) -> String {
    duration > 1 ? "\(start)–\(start + duration - 1)" : "\(start)"
  }

  /// Core, borderline or exterior, with the share of the draws.
  private func acceptability(_ action: ScenarioAction) -> String {
    guard findings.samples > 0, let count = findings.acceptability[action.id.rawValue] else {
      return "–"
    }
    let key: TextKey =
      count == findings.samples ? .investCore : count == 0 ? .investExterior : .investBorderline
    let share = Double(count) / Double(findings.samples) * 100
    return texts(
      .investAcceptabilityCell,
      ["name": .text(texts(key)), "share": .text(texts.formats.percent(share, decimals: 0))])
  }

  private var gantt: HTML {
    let formats = texts.formats
    let chosen = scenario.actions.filter { findings.isChosen($0.id) }
    let rows = chosen.compactMap { action -> Gantt.Row? in
      guard let start = findings.start(of: action.id) else { return nil }
      return Gantt.Row(
        id: action.id.rawValue, code: action.code == action.id.rawValue ? "" : action.code,
        title: frame.words(action.title), start: Day(year: start, month: 1, day: 1),
        end: Day(year: start + action.duration - 1, month: 12, day: 31), status: .upcoming,
        statusText: texts(.investChosen))
    }
    let known = Set(chosen.map(\.id))
    return Gantt(
      id: "gantt",
      words: ChartWords(
        title: texts(.investGantt), description: texts(.investGanttDescription),
        table: texts(.chartTable), empty: texts(.chartEmpty)),
      groups: rows.isEmpty ? [] : [Gantt.Group(title: scenario.name, rows: rows)],
      dependencies: scenario.dependencies.filter {
        known.contains($0.first) && known.contains($0.second)
      }.map { Gantt.Dependency(before: $0.first.rawValue, after: $0.second.rawValue) },
      labels: Gantt.Labels(
        action: texts(.actionTitleLabel), start: texts(.startLabel), end: texts(.endLabel),
        status: texts(.actionStatusLabel), dependsOn: texts(.actionDependenciesLabel),
        today: texts(.scheduleToday), day: { formats.day($0, .medium) }, year: { String($0) },
        quarter: { [texts] in texts(.scheduleQuarter, ["number": .text(String($0))]) })
    ).html
  }
}
