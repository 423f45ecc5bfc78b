public import Civic
import Exact

/// Says who accepts the ranking, and what becomes public.
public struct AcceptancePage: Sendable {
  let view: RoundFrame
  let input: FormInput
  let problems: [FieldProblem]

  public init(
    frame: PageFrame, document: PlanDocument, round: ScoringRound,
    input: FormInput = FormInput([]), problems: [FieldProblem] = []
  ) {
    view = RoundFrame(frame: frame, document: document, round: round)
    self.input = input
    self.problems = problems
  }

  private var texts: Texts { view.texts }

  public var html: HTML {
    let field = { (name: String, label: TextKey, hint: TextKey) -> HTML in
      TextField(
        name: name, label: texts(label), value: input[name] ?? "",
        notes: FieldNotes(
          hint: texts(hint),
          error: problems.first { $0.field == name }.map { texts.sentence($0.message) }),
        width: .medium, isRequired: true, maxLength: 200
      ).html
    }
    let form = Form(
      action: view.address(.acceptance), token: view.frame.csrfField,
      content: """
        \(field("body", .acceptBody, .acceptBodyHint))\
        \(field("reference", .approvalReference, .approvalReferenceHint))
        """,
      buttons: [
        Button(label: texts(.acceptConfirm)),
        Button(label: texts(.formCancel), act: .link(view.address(nil)), kind: .quiet),
      ])
    return view.page(
      texts(.decideAccept), problems: problems,
      """
      <p class="lead">\(texts(.acceptLead))</p>\
      \(Notice(tone: .warning, content: "<p>\(texts(.acceptPublic))</p>"))\(form)
      """)
  }
}
