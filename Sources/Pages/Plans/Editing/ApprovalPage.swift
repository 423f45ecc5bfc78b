public import Civic
import Exact

/// Records who approved the plan, when and by which decision.
public struct ApprovalPage: Sendable {
  let frame: PageFrame
  let document: PlanDocument
  let input: FormInput
  let problems: [FieldProblem]

  public init(
    frame: PageFrame, document: PlanDocument, input: FormInput = FormInput([]),
    problems: [FieldProblem] = []
  ) {
    self.frame = frame
    self.document = document
    self.input = input
    self.problems = problems
  }

  private var texts: Texts { frame.texts }
  private var work: WorkFrame { WorkFrame(frame: frame, document: document) }

  public var html: HTML {
    let errors = document.check().filter { $0.severity == .error }
    return work.page(
      texts(.planApprove), problems: problems,
      """
      <p class="lead">\(texts(.approvalText))</p>\(errors.isEmpty ? form : blocked(errors))
      """)
  }

  private func blocked(_ errors: [Finding]) -> HTML {
    """
    \(Notice(
      tone: .bad, title: texts(.approvalBlockedTitle),
      content: "<p>\(texts(.approvalBlocked, ["count": .count(errors.count)]))</p>"))\
    \(FindingList(work: work, findings: errors))
    """
  }

  private func notes(_ field: String, hint: TextKey? = nil) -> FieldNotes {
    FieldNotes(
      hint: hint.map { texts($0) },
      error: problems.first { $0.field == field }.map { texts.sentence($0.message) })
  }

  private var form: HTML {
    Form(
      action: frame.address(.planWork(document.plan.id, .approval)), token: frame.csrfField,
      content: """
        \(TextField(
          name: "body", label: texts(.approvalBody), value: input["body"] ?? "",
          notes: notes("body", hint: .approvalBodyHint), isRequired: true, maxLength: 200))\
        \(DateField(
          name: "day", label: texts(.approvalDay), value: input["day"] ?? frame.today.description,
          notes: notes("day"), isRequired: true))\
        \(TextField(
          name: "reference", label: texts(.approvalReference), value: input["reference"] ?? "",
          notes: notes("reference", hint: .approvalReferenceHint), width: .medium,
          isRequired: true, maxLength: 200))
        """,
      buttons: [
        Button(label: texts(.approvalConfirm)),
        Button(
          label: texts(.formCancel), act: .link(frame.address(.plan(document.plan.id, .working))),
          kind: .quiet),
      ]
    ).html
  }
}
