public import Civic
import Exact

/// A run: how far it is, or what it found and why.
public struct FundRunPage: Sendable {
  let frame: PageFrame
  let document: PlanDocument
  let run: FundingRun
  /// The run this one asks "what if" of.
  let base: FundingRun?
  let input: FormInput?
  let problems: [FieldProblem]

  public init(
    frame: PageFrame, document: PlanDocument, run: FundingRun, base: FundingRun? = nil,
    input: FormInput? = nil, problems: [FieldProblem] = []
  ) {
    (self.frame, self.document, self.run) = (frame, document, run)
    (self.base, self.input, self.problems) = (base, input, problems)
  }

  private var texts: Texts { frame.texts }
  private var work: WorkFrame { WorkFrame(frame: frame, document: document) }
  private var words: FundWords { FundWords(frame: frame, scenario: run.scenario) }

  public var html: HTML {
    let title = texts(
      .investRunTitle, ["name": .text(run.scenario.name), "at": .instant(run.at)])
    let crumb = Anchor(
      text: texts(.investTitle), href: frame.address(.fund(document.plan.id)))
    guard run.state.isOver else {
      return work.page(title, crumbs: [crumb], waiting)
    }
    return work.page(
      title, crumbs: [crumb], isWide: true, problems: problems,
      """
      \(answer)\(changes)\(FundWhatIf(
        work: work, words: words, run: run, input: input, problems: problems))
      """)
  }

  /// The page asks again by itself: by its header, or where there are scripts by ``live``.
  private var waiting: HTML {
    let progress = run.progress
    let points = { (units: Int64?) in
      units.map {
        texts.formats.number(
          ExactDecimal(significand: $0, scale: min(12, progress.valueScale)).shortest)
      } ?? "–"
    }
    var gap = "–"
    if let best = progress.best, let bound = progress.bound, best > 0 {
      gap = texts.formats.percent(
        Double(max(0, bound - best)) / Double(best) * 100, decimals: 2)
    }
    let seconds = texts.formats.number(progress.seconds, decimals: 0)
    return """
      <div id="live" data-live="\(frame.address(live))">\
      <p role="status">\(StatusTag(text: texts.name(of: progress.stage), tone: .progress))</p>\
      \(ProgressBar(
        id: "progress", label: texts(.investProgress),
        share: progress.seconds / Double(max(1, run.scenario.search.seconds)),
        text: texts(
          .investProgressText,
          [
            "seconds": .text(seconds), "limit": .text(String(run.scenario.search.seconds)),
          ])))\
      \(KeyFigures(figures: [
        .init(value: points(progress.best), label: texts(.investBest)),
        .init(value: points(progress.bound), label: texts(.investBound)),
        .init(value: gap, label: texts(.investGap)),
      ]))</div>\
      <p>\(texts(.investWaitText))</p>\
      <p><a class="button secondary" href="\(frame.address(.fundRun(run.id, of: document.plan.id)))">\
      \(texts(.investRefresh))</a></p>\
      \(work.mayEdit ? work.step(.investCancel, .fundRun(run.id, of: document.plan.id, .cancellation), kind: .danger) : nil)
      """
  }

  /// The same page without the header that has it loaded anew.
  private var live: Link {
    Link.fundRun(run.id, of: document.plan.id).with(query: ["live": "1"])
  }

  private var changes: HTML? {
    guard !run.changes.isEmpty else { return nil }
    let items = run.changes.map { "<li>\(words.change($0))</li>" as HTML }
    let comparison = base.flatMap {
      FundComparison(words: words, before: $0, after: run).html
    }
    return """
      <section><h2>\(texts(.investWhatIfOf))</h2><ul>\(items)</ul>\(comparison)</section>
      """
  }

  private var answer: HTML {
    if let fault = run.progress.fault {
      return Notice(
        tone: .bad, title: texts(.investNoAnswer), content: "<p>\(texts.name(of: fault))</p>"
      ).html
    }
    guard let findings = run.findings,
      run.state != .stopped || findings.value != nil || findings.status == .infeasible
    else {
      return Notice(tone: .warning, content: "<p>\(texts(.investStoppedEarly))</p>").html
    }
    guard findings.value != nil else { return FundConflict(words: words, findings: findings).html }
    return FundResult(work: work, words: words, run: run, findings: findings).html
  }
}

/// Why no plan keeps all the rules, in plain words.
struct FundConflict: Component {
  let words: FundWords
  let findings: FundingFindings

  private var texts: Texts { words.texts }

  var html: HTML {
    guard findings.status == .infeasible else {
      return Notice(tone: .warning, content: "<p>\(texts(.investNothingFound))</p>").html
    }
    guard !findings.conflict.isEmpty else {
      return Notice(
        tone: .bad, title: texts(.investInfeasible),
        content: "<p>\(texts(.investConflictUnknown))</p>"
      ).html
    }
    let items = findings.conflict.map { "<li>\(words.rule($0))</li>" as HTML }
    let note = texts(
      findings.conflictIsSmallest ? .investConflictSmallest : .investConflictNotSmallest)
    return Notice(
      tone: .bad, title: texts(.investInfeasible),
      content: """
        <p>\(texts(.investConflictLead))</p><ul id="conflict">\(items)</ul><p>\(note)</p>
        """
    ).html
  }
}
