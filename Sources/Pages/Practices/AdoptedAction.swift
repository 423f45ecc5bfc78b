public import Civic
public import Exact

/// A practice taken up: the adoption, and the action of the plan it becomes.
public struct AdoptedAction: Sendable {
  public let adoption: Adoption
  public let action: Action

  /// What a form can say about it.
  public struct Wish: Sendable {
    public var name: String
    public var changed: String?
    public var objective: ID<Objective>?
    public var isPublic: Bool

    public init(
      name: String, changed: String? = nil, objective: ID<Objective>? = nil, isPublic: Bool = true
    ) {
      self.name = name
      self.changed = changed
      self.objective = objective
      self.isPublic = isPublic
    }
  }

  public init(
    of practice: Practice, in document: PlanDocument, wish: Wish, language: Language,
    ids: (adoption: ID<Adoption>, action: ID<Action>), today: Day
  ) {
    let plan = document.plan
    let name = practice.name.named(wish.name, in: language)
    var action = Action(
      id: ids.action, plan: plan.id,
      position: PlanPositions.next(document.actions.map(\.position)),
      code: PlanPositions.freeCode("A", among: document.actions.map(\.code)), title: name)
    action.objectives = document.objectives.map(\.id).filter { $0 == wish.objective }
    action.themes = practice.themes
    action.goals = practice.goals
    action.policyCodes = practice.policyCodes
    action.origin = RecordReference(practice)
    let changed = wish.changed.map { Multilingual($0, in: language) }
    action.description = changed
    var adoption = Adoption(id: ids.adoption, city: plan.city, name: name)
    adoption.practice = practice.id
    adoption.plan = plan.id
    adoption.action = ids.action
    adoption.changed = changed
    adoption.startYear = today.year
    adoption.isPublic = wish.isPublic
    self.adoption = adoption
    self.action = action
  }
}

extension Multilingual {
  /// The text with its translations where the name was left as it is, else the new name alone.
  fileprivate func named(_ name: String, in language: Language) -> Multilingual {
    text(for: language).text == name ? self : Multilingual(name, in: language)
  }
}

/// The form with which a practice becomes an action in one press.
struct AdoptionForm: Component {
  let frame: PageFrame
  let practice: Practice
  let offer: PracticePage.Offer
  let input: FormInput

  private var texts: Texts { frame.texts }

  var html: HTML {
    let plan = offer.document.plan
    let name = frame.words(offer.document.city.name)
    let isThis = input["plan"] == plan.id.rawValue
    let typed = isThis ? input : FormInput([])
    let suffix = plan.id.rawValue
    let content: HTML = """
      \(HiddenField(name: "plan", value: plan.id.rawValue))\
      \(named(TextField(
        name: "name-\(suffix)", label: texts(.actionTitleField),
        value: typed["name-\(suffix)"] ?? frame.words(practice.name), isRequired: true)))\
      \(TextArea(
        name: "changed-\(suffix)", label: texts(.adoptionChangedField),
        value: typed["changed-\(suffix)"] ?? "",
        notes: FieldNotes(hint: texts(.adoptionChangedHint), mark: texts(.fieldOptional)), rows: 3))\
      \(objectives(suffix, typed))\
      \(Checkbox(
        name: "isPublic-\(suffix)", label: texts(.adoptionPublicField),
        isChosen: isThis ? typed["isPublic-\(suffix)"] != nil : true))
      """
    return """
      <section><h2>\(texts(.practiceAdopt, ["city": .text(name)]))</h2>\
      <p>\(texts(.adoptionLead, ["plan": .text(frame.words(plan.title))]))</p>\(Form(
        action: frame.address(.practiceAdoption(practice.id)), token: frame.csrfField,
        content: content, buttons: [Button(label: texts(.adoptionMakeAction))]))</section>
      """
  }

  private func named(_ field: TextField) -> HTML { field.html }

  private func objectives(_ suffix: String, _ typed: FormInput) -> HTML? {
    let objectives = offer.document.objectives
    guard !objectives.isEmpty else { return nil }
    let chosen = typed["objective-\(suffix)"] ?? ""
    return Select(
      name: "objective-\(suffix)", label: texts(.adoptionObjectiveField),
      choices: objectives.map {
        Choice(
          value: $0.id.rawValue, label: frame.words($0.label), isChosen: $0.id.rawValue == chosen)
      }, notes: FieldNotes(hint: texts(.adoptionObjectiveHint), mark: texts(.fieldOptional)),
      placeholder: texts(.fieldNotStated)
    ).html
  }
}
