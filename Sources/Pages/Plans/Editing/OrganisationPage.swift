public import Civic
import Exact

/// The page on which an organisation of the plan's city is changed.
public struct OrganisationPage: Sendable {
  let frame: PageFrame
  let context: FormContext
  let organisation: Organisation
  let input: FormInput
  let problems: [FieldProblem]
  let conflict: (theirs: Organisation, change: ChangeRecord?)?

  /// - Parameter conflict: What somebody else saved while the form was open.
  public init(
    frame: PageFrame, context: FormContext, organisation: Organisation, input: FormInput? = nil,
    problems: [FieldProblem] = [], conflict: (theirs: Organisation, change: ChangeRecord?)? = nil
  ) {
    self.frame = frame
    self.context = context
    self.organisation = organisation
    self.input = input ?? OrganisationForm.form.input(of: organisation, in: context)
    self.problems = problems
    self.conflict = conflict
  }

  private var texts: Texts { frame.texts }
  private var plan: ID<Plan> { context.document.plan.id }
  private var reference: RecordReference { RecordReference(organisation) }
  private var link: Link { .record(reference, of: plan) }

  public var html: HTML {
    let title = texts(
      .recordEditTitle,
      [
        "act": .text(texts(.organisationEdit)), "name": .text(frame.words(organisation.name)),
      ])
    let list = Anchor(
      text: texts(.organisationsTitle), href: frame.address(.organisations(of: plan)))
    return WorkFrame(frame: frame, document: context.document).page(
      title, crumbs: [list], problems: problems,
      """
      \(conflict.map { _ in ConflictNotice(texts: texts) })\
      \(ContentLanguages(frame: frame, context: context, link: link))\(form)\
      <p class="record-foot"><a href="\(frame.address(.record(reference, of: plan, .history)))">\
      \(texts(.recordHistory))</a></p>
      """)
  }

  private var form: HTML {
    var state = FormState(record: organisation, values: input)
    state.problems = problems
    state.conflict = conflict.map { ($0.theirs, ConflictNotice.words($0.change, texts)) }
    let hidden = [
      HiddenField(name: "content", value: context.contentLanguage.rawValue),
      HiddenField(
        name: "revision", value: String((conflict?.theirs ?? organisation).revision)),
    ]
    return Form(
      action: frame.address(link), token: frame.csrfField,
      content: "\(hidden)\(OrganisationForm.form.html(state, in: context))",
      buttons: [
        Button(label: texts(conflict == nil ? .formSave : .conflictSave)),
        Button(
          label: texts(.formCancel), act: .link(frame.address(.organisations(of: plan))),
          kind: .quiet),
      ], warnsUnsaved: texts(.formUnsaved)
    ).html
  }
}
