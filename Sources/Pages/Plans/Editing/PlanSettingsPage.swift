public import Civic
import Exact

/// The plan's own fields: for a new plan or one that exists.
public struct PlanSettingsPage: Sendable {
  let frame: PageFrame
  let context: FormContext
  let input: FormInput
  let problems: [FieldProblem]
  /// The cities a new plan can be for; none when the plan exists.
  let cities: [City]?
  /// The plan as somebody else saved it meanwhile.
  let theirs: Plan?

  public init(
    frame: PageFrame, context: FormContext, input: FormInput? = nil,
    problems: [FieldProblem] = [], cities: [City]? = nil, theirs: Plan? = nil
  ) {
    self.frame = frame
    self.context = context
    self.input = input ?? PlanForm.form.input(of: context.document.plan, in: context)
    self.problems = problems
    self.cities = cities
    self.theirs = theirs
  }

  private var texts: Texts { frame.texts }
  private var plan: Plan { context.document.plan }
  private var work: WorkFrame { WorkFrame(frame: frame, document: context.document) }

  public var html: HTML {
    guard cities == nil else { return newPlan }
    return work.page(
      texts(.planSettings), problems: problems,
      """
      \(theirs.map { _ in ConflictNotice(texts: texts) })\
      \(ContentLanguages(frame: frame, context: context, link: .planWork(plan.id, .settings)))\(form)
      """)
  }

  private var newPlan: HTML {
    var setting = PageSetting(title: texts(.planNew))
    setting.crumbs = [Anchor(text: texts(.frameWork), href: frame.address(.work))]
    return frame.page(
      setting,
      """
      \(work.summary(problems))<h1>\(texts(.planNew))</h1><p class="lead">\(texts(.planNewLead))</p>\
      \(form)
      """)
  }

  private var state: FormState<Plan> {
    var state = FormState(record: plan, values: input)
    state.problems = problems
    state.conflict = theirs.map { ($0, ConflictNotice.words(nil, texts)) }
    return state
  }

  private var form: HTML {
    let hidden = [
      HiddenField(name: "content", value: context.contentLanguage.rawValue),
      HiddenField(name: "revision", value: String((theirs ?? plan).revision)),
    ]
    let save: TextKey =
      cities != nil ? .planNewConfirm : theirs == nil ? .formSave : .conflictSave
    let back = cities == nil ? Link.plan(plan.id, .working) : .work
    return Form(
      action: frame.address(cities == nil ? .planWork(plan.id, .settings) : .newPlan),
      token: frame.csrfField,
      content: "\(hidden)\(city)\(PlanForm.form.html(state, in: context))",
      buttons: [
        Button(label: texts(save)),
        Button(label: texts(.formCancel), act: .link(frame.address(back)), kind: .quiet),
      ], warnsUnsaved: texts(.formUnsaved)
    ).html
  }

  private var city: HTML? {
    cities.map { cities in
      Select(
        name: "city", label: texts(.planCityField),
        choices: cities.map {
          Choice(
            value: $0.id.rawValue, label: frame.words($0.name),
            isChosen: $0.id.rawValue == input["city"])
        },
        notes: FieldNotes(
          error: problems.first { $0.field == "city" }.map { texts.sentence($0.message) }),
        isRequired: true
      ).html
    }
  }
}
