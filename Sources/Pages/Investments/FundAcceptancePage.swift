public import Civic
import Exact

/// What accepting a run does and makes public, before it is done.
public struct FundAcceptancePage: Sendable {
  let frame: PageFrame
  let document: PlanDocument
  let run: FundingRun
  let input: FormInput?
  let problems: [FieldProblem]

  public init(
    frame: PageFrame, document: PlanDocument, run: FundingRun, input: FormInput? = nil,
    problems: [FieldProblem] = []
  ) {
    (self.frame, self.document, self.run) = (frame, document, run)
    (self.input, self.problems) = (input, problems)
  }

  private var texts: Texts { frame.texts }
  private var work: WorkFrame { WorkFrame(frame: frame, document: document) }
  private var words: FundWords { FundWords(frame: frame, scenario: run.scenario) }

  public var html: HTML {
    let back = Link.fundRun(run.id, of: document.plan.id)
    return work.page(
      texts(.investAcceptTitle),
      crumbs: [
        Anchor(text: texts(.investTitle), href: frame.address(.fund(document.plan.id))),
        Anchor(text: run.scenario.name, href: frame.address(back)),
      ], problems: problems,
      """
      <p>\(texts(.investAcceptText))</p><ul>\(chosen)</ul>\
      <p>\(words.vote)</p>\
      \(Notice(tone: .warning, content: "<p>\(texts(.investAcceptPublic))</p>"))\
      \(Form(
        action: frame.address(.fundRun(run.id, of: document.plan.id, .acceptance)),
        token: frame.csrfField,
        content: TextField(
          name: "by", label: texts(.investBody),
          value: input.map { $0["by"] ?? "" } ?? frame.words(document.city.name),
          notes: FieldNotes(
            hint: texts(.investBodyHint),
            error: problems.first { $0.field == "by" }.map { texts.sentence($0.message) }),
          isRequired: true, maxLength: 120
        ).html,
        buttons: [
          Button(label: texts(.investAccept)),
          Button(label: texts(.formCancel), act: .link(frame.address(back)), kind: .quiet),
        ]))
      """)
  }

  private var chosen: [HTML] {
    guard let findings = run.findings else { return [] }
    return run.scenario.actions.compactMap { action in
      guard let start = findings.start(of: action.id) else { return nil }
      let paid = findings.funding.filter { $0.action == action.id }.reduce(0) { $0 + $1.amount }
      return """
        <li>\(texts(
          .investAcceptLine,
          [
            "action": .text(words.name(action.id)), "year": .text(String(start)),
            "amount": .text(words.money(paid)),
          ]))</li>
        """
    }
  }
}
