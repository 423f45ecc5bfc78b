public import Civic
import Exact

/// The organisations of the plan's city, which own actions and take part in them.
public struct OrganisationsPage: Sendable {
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
    work.page(
      texts(.organisationsTitle), problems: problems,
      "<p>\(texts(.organisationsText))</p>\(table)\(work.mayEdit ? form : nil)")
  }

  private var table: HTML {
    Table(
      id: "organisations", caption: texts(.organisationsTitle), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.organisationNameField)),
        Table.Column(title: texts(.stakeholderHelixField)),
        Table.Column(title: texts(.actionsTitle), isNumeric: true),
      ],
      rows: document.organisations.map { organisation in
        let owned = document.actions.count { $0.owner == organisation.id }
        return Table.Row(cells: [
          name(organisation), "\(texts.name(of: organisation.helix))",
          "\(texts.formats.number(owned))",
        ])
      },
      empty: EmptyState(
        title: texts(.organisationsNoneYet), text: texts(.organisationsTeach))
    ).html
  }

  private func name(_ organisation: Organisation) -> HTML {
    let name = frame.content(organisation.name)
    guard work.mayEdit else { return name }
    let link = Link.record(RecordReference(organisation), of: document.plan.id)
    return "<a href=\"\(frame.address(link))\">\(name)</a>"
  }

  private var form: HTML {
    let blank = OrganisationForm.blank(id: ID(rawValue: ""), in: document)
    let values =
      input.names.isEmpty ? OrganisationForm.form.input(of: blank, in: work.context) : input
    var state = FormState(record: blank, values: values)
    state.problems = problems
    return """
      <section><h2>\(texts(.organisationAdd))</h2>\
      \(Form(
        action: frame.address(.organisations(of: document.plan.id)), token: frame.csrfField,
        content: OrganisationForm.form.html(state, in: work.context),
        buttons: [Button(label: texts(.organisationAdd))]))</section>
      """
  }
}
