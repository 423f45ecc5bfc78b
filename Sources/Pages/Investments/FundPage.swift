public import Civic
import Exact

/// The ways to pay for a plan: scenarios with their runs, and what was accepted.
public struct FundPage: Sendable {
  let frame: PageFrame
  let document: PlanDocument
  let scenarios: [FundingScenario]
  let runs: [FundingRun]

  public init(
    frame: PageFrame, document: PlanDocument, scenarios: [FundingScenario], runs: [FundingRun]
  ) {
    (self.frame, self.document) = (frame, document)
    (self.scenarios, self.runs) = (scenarios, runs)
  }

  private var texts: Texts { frame.texts }
  private var work: WorkFrame { WorkFrame(frame: frame, document: document) }

  public var html: HTML {
    work.page(
      texts(.investTitle), isWide: true,
      "<p class=\"lead\">\(texts(.investLead))</p>\(accepted)\(list)\(add)")
  }

  private var accepted: HTML? {
    let taken = runs.filter { $0.decision != nil }
    guard !taken.isEmpty else { return nil }
    let items = taken.compactMap { run -> HTML? in
      guard let decision = run.decision else { return nil }
      return """
        <li><a href="\(frame.address(.fundRun(run.id, of: document.plan.id)))">\
        \(run.scenario.name)</a>: <a href="\(frame.address(.decision(decision)))">\
        \(texts(.investDecisionLink))</a></li>
        """
    }
    return "<section><h2>\(texts(.investAccepted))</h2><ul>\(items)</ul></section>"
  }

  private var list: HTML {
    guard !scenarios.isEmpty else {
      return EmptyState(title: texts(.investNone), text: texts(.investNoneText)).html
    }
    return "\(scenarios.map(section))"
  }

  private func section(_ scenario: FundingScenario) -> HTML {
    let own = runs.filter { $0.scenario.id == scenario.id }
    let plan = document.plan.id
    let rows = own.map { run in
      Table.Row(cells: [
        """
        <a href="\(frame.address(.fundRun(run.id, of: plan)))">\
        \(texts.formats.instant(run.at, .medium))</a>
        """, "\(FundStateTag(texts: texts, run: run))", "\(value(run))", "\(chosen(run))",
        "\(what(run))",
      ])
    }
    let table = Table(
      id: "runs-\(scenario.id.rawValue)",
      caption: texts(.investRunsOf, ["name": .text(scenario.name)]),
      columns: [
        Table.Column(title: texts(.investRunTime)), Table.Column(title: texts(.investRunState)),
        Table.Column(title: texts(.investValue), isNumeric: true),
        Table.Column(title: texts(.investChosenCount), isNumeric: true),
        Table.Column(title: texts(.investWhatIfColumn)),
      ], rows: rows)
    return """
      <section><h2>\(scenario.name)</h2><ul class="link-list">\
      <li><a href="\(frame.address(.scenario(scenario.id, of: plan, .money)))">\
      \(texts(.investMoneyTitle))</a></li>\
      <li><a href="\(frame.address(.scenario(scenario.id, of: plan, .values)))">\
      \(texts(.investTakeTitle))</a></li>\
      <li><a href="\(frame.address(.scenario(scenario.id, of: plan, .actions)))">\
      \(texts(.investActionsTitle))</a></li>\
      <li><a href="\(frame.address(.scenario(scenario.id, of: plan, .file)))" download>\
      \(texts(.investFile))</a></li></ul>\
      <p>\(texts.name(of: scenario.valueSource)) \(words(scenario).vote)</p>\
      \(rows.isEmpty ? "<p>\(texts(.investNoRuns))</p>" as HTML : table.html)\
      \(work.mayEdit ? work.step(.investRunButton, .scenario(scenario.id, of: plan, .runs)) : nil)\
      </section>
      """
  }

  private func words(_ scenario: FundingScenario) -> FundWords {
    FundWords(frame: frame, scenario: scenario)
  }

  private func value(_ run: FundingRun) -> String {
    guard let findings = run.findings, let value = findings.value else { return "–" }
    return texts.formats.number(findings.points(value))
  }

  private func chosen(_ run: FundingRun) -> String {
    run.findings.map { texts.formats.number($0.starts.count) } ?? "–"
  }

  private func what(_ run: FundingRun) -> String {
    let words = words(run.scenario)
    return run.changes.isEmpty ? "–" : run.changes.map(words.change).joined(separator: "; ")
  }

  private var add: HTML? {
    guard work.mayEdit else { return nil }
    return """
      <section><h2>\(texts(.investNew))</h2><p>\(texts(.investNewText))</p>\
      \(work.step(.investNewButton, .fund(document.plan.id), kind: .secondary))</section>
      """
  }
}

/// Where a run is, and how it ended.
struct FundStateTag: Component {
  let texts: Texts
  let run: FundingRun

  var html: HTML {
    let tone: Tone
    switch (run.state, run.findings?.status) {
    case (.waiting, _), (.running, _): tone = .progress
    case (.failed, _), (_, .infeasible): tone = .bad
    case (_, .optimal), (_, .feasible): tone = .good
    default: tone = .warning
    }
    guard run.state == .finished, let status = run.findings?.status else {
      return StatusTag(text: texts.name(of: run.state), tone: tone).html
    }
    return StatusTag(text: texts.name(of: status), tone: tone).html
  }
}
