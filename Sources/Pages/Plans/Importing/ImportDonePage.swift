public import Civic
import Exact

/// What an import brought in, and the way back.
public struct ImportDonePage: Sendable {
  let frame: PageFrame
  let document: PlanDocument
  let draft: ImportDraft
  let problem: Message?

  public init(
    frame: PageFrame, document: PlanDocument, draft: ImportDraft, problem: Message? = nil
  ) {
    self.frame = frame
    self.document = document
    self.draft = draft
    self.problem = problem
  }

  private var texts: Texts { frame.texts }

  public var html: HTML {
    let isUndone = draft.state == .undone
    let title =
      isUndone
      ? texts(.importUndoneTitle)
      : texts(.importDoneTitle, ["count": .count(draft.actionCount)])
    let text = isUndone ? TextKey.importUndoneText : .importDoneText
    let crumb = frame.anchor(.importTitle, .planWork(document.plan.id, .import))
    return WorkFrame(frame: frame, document: document).page(
      title, crumbs: [crumb],
      problems: problem.map { [FieldProblem(field: "", message: $0)] } ?? [],
      """
      <p>\(texts(text, ["file": .text(draft.fileName)]))</p>\
      \(isUndone ? another : next)
      """)
  }

  private var another: HTML {
    Button(
      label: texts(.importAnother), act: .link(frame.address(.planWork(document.plan.id, .import)))
    ).html
  }

  private var next: HTML {
    let plan = document.plan.id
    let buttons = [
      Button(
        label: texts(.importDoneActions),
        act: .link(frame.address(.plan(plan, .working, .actions)))),
      Button(
        label: texts(.importDoneCheck), act: .link(frame.address(.planWork(plan, .check))),
        kind: .secondary),
    ]
    let undo = ActionForm(
      action: frame.address(.planImport(draft.id, of: plan, .undo)), token: frame.csrfField,
      button: Button(label: texts(.importUndo), kind: .danger))
    return """
      \(ButtonRow(buttons: buttons))<section><h2>\(texts(.importUndo))</h2>\
      <p>\(texts(.importUndoText))</p>\(undo)</section>
      """
  }
}
