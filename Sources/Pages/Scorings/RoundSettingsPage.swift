public import Civic
public import Exact

/// Sets a round up: what is judged, by what, and by whom.
public struct RoundSettingsPage: Sendable {
  let frame: PageFrame
  let document: PlanDocument
  let round: ScoringRound
  let isNew: Bool
  let candidates: [(id: ID<Account>, name: String)]
  /// What was typed, where the form comes back.
  let input: FormInput?
  let problems: [FieldProblem]

  public init(
    frame: PageFrame, document: PlanDocument, round: ScoringRound, isNew: Bool,
    candidates: [(id: ID<Account>, name: String)], input: FormInput? = nil,
    problems: [FieldProblem] = []
  ) {
    self.frame = frame
    self.document = document
    self.round = round
    self.isNew = isNew
    self.candidates = candidates
    self.input = input
    self.problems = problems
  }

  private var texts: Texts { frame.texts }
  private var plan: ID<Plan> { document.plan.id }

  public var html: HTML {
    let work = WorkFrame(frame: frame, document: document)
    let crumbs = [Anchor(text: texts(.decideTitle), href: frame.address(.decide(plan)))]
    let title = texts(isNew ? .decideNew : .decideSettings)
    guard document.actions.count > 1 else {
      return work.page(
        title, crumbs: crumbs,
        Notice(tone: .warning, content: "<p>\(texts(.scoringTooFewActions))</p>").html)
    }
    return work.page(title, crumbs: crumbs, problems: problems, form)
  }

  private var form: HTML {
    let link: Link = isNew ? .newRound(of: plan) : .round(round.id, of: plan, .settings)
    return Form(
      action: frame.address(link), token: frame.csrfField,
      content: """
        \(HiddenField(name: "revision", value: String(round.revision)))\
        \(isNew ? HiddenField(name: "id", value: round.id.rawValue) : nil)\
        \(TextField(
          name: "name", label: texts(.decideNameField), value: typed("name", round.name),
          notes: notes("name", hint: .decideNameHint), isRequired: true, maxLength: 200))\
        \(TextArea(
          name: "question", label: texts(.decideQuestionField),
          value: typed("question", round.question ?? ""),
          notes: notes("question", hint: .decideQuestionHint), rows: 3, maxLength: 1000))\
        \(actions)\(templates)\(own)\(members)
        """,
      buttons: [
        Button(label: texts(.formSave)),
        Button(
          label: texts(.formCancel), act: .link(frame.address(.decide(plan))), kind: .quiet),
      ]
    ).html
  }

  private func typed(_ name: String, _ kept: String) -> String {
    input.map { $0[name] ?? "" } ?? kept
  }

  private func ticked(_ name: String, _ kept: Bool) -> Bool {
    input.map { $0[name] == "yes" } ?? kept
  }

  private func notes(_ field: String, hint: TextKey? = nil) -> FieldNotes {
    FieldNotes(
      hint: hint.map { texts($0) },
      error: problems.first { $0.field == field }.map { texts.sentence($0.message) })
  }

  private var actions: HTML {
    let boxes = document.actions.map { action in
      Checkbox(
        name: "action-\(action.id)", label: frame.words(action.label),
        isChosen: ticked("action-\(action.id)", isNew || round.actions.contains(action.id)))
    }
    return Fieldset(
      id: "actions", legend: texts(.decideActionsLegend), notes: notes("actions"),
      content: "\(boxes)"
    ).html
  }

  private var members: HTML {
    let boxes = candidates.map { person in
      Checkbox(
        name: "member-\(person.id)", label: person.name,
        isChosen: ticked("member-\(person.id)", round.members.contains(person.id)))
    }
    return Fieldset(
      id: "members", legend: texts(.decideMembersLegend),
      notes: notes("members", hint: .decideMembersHint),
      content: boxes.isEmpty ? "<p>\(texts(.decideNoPeople))</p>" : "\(boxes)"
    ).html
  }

  private var templates: HTML {
    let items = CriterionTemplate.allCases.map { template -> HTML in
      let present = round.criteria.first { $0.template == template }
      let usual = ScoringCriterion.usual(template, in: document)
      var notes = FieldNotes.none
      notes.hint = usual.source.map { texts.name(of: $0) }
      let name = "template-\(template.rawValue)"
      return """
        \(Checkbox(
          name: name, label: texts.name(of: template),
          isChosen: ticked(name, present != nil), notes: notes))\
        \(anchor(template, present ?? usual))
        """
    }
    return Fieldset(
      id: "criteria", legend: texts(.decideCriteriaLegend),
      notes: notes("criteria", hint: .decideCriteriaHint), content: "\(items)"
    ).html
  }

  /// The end of a template's scale that depends on the plan.
  private func anchor(_ template: CriterionTemplate, _ criterion: ScoringCriterion) -> HTML? {
    let label: TextKey
    let value: ExactDecimal
    switch template {
    case .cost: (label, value) = (.decideCostAnchor, criterion.worst)
    case .maturityGap: (label, value) = (.decideGapAnchor, criterion.best)
    default: return nil
    }
    let name = "anchor-\(template.rawValue)"
    return NumberField(
      name: name, label: texts(label), value: typed(name, texts.formats.number(value)),
      notes: notes(name), unit: criterion.unit, allowsFraction: true
    ).html
  }

  private var own: HTML {
    let rows = (1...RoundForm.ownRows).map { row -> HTML in
      let present = round.criterion("own\(row)")
      return Fieldset(
        id: "own-\(row)", legend: texts(.decideOwnLegend, ["number": .count(row)]),
        content: ownFields(row, present)
      ).html
    }
    return Details(
      summary: texts(.decideOwnSummary), content: "\(rows)",
      isOpen: round.criteria.contains { $0.template == nil }
        || problems.contains { $0.field.hasPrefix("own-") }
    ).html
  }

  private func ownFields(_ row: Int, _ present: ScoringCriterion?) -> HTML {
    let number = { (value: ExactDecimal?) in value.map { texts.formats.number($0) } ?? "" }
    let isNumber = present?.scale == .number
    let field = { (name: String, label: TextKey, value: ExactDecimal?) -> HTML in
      let name = "own-\(row)-\(name)"
      return NumberField(
        name: name, label: texts(label),
        value: typed(name, isNumber ? number(value) : ""), notes: notes(name),
        allowsFraction: true
      ).html
    }
    let scale = input?["own-\(row)-scale"] ?? present?.scale.rawValue
    return """
      \(FieldRow(fields: [
        TextField(
          name: "own-\(row)-name", label: texts(.decideOwnName),
          value: typed("own-\(row)-name", present?.name ?? ""), notes: notes("own-\(row)-name"),
          width: .medium, maxLength: 100).html,
        TextField(
          name: "own-\(row)-unit", label: texts(.decideOwnUnit),
          value: typed("own-\(row)-unit", present?.unit ?? ""), width: .short, maxLength: 30).html,
        Select(
          name: "own-\(row)-scale", label: texts(.decideOwnScale),
          choices: ScoringScale.allCases.map {
            Choice(
              value: $0.rawValue, label: texts.name(of: $0), isChosen: $0.rawValue == scale)
          }).html,
      ]))\(FieldRow(fields: [
        field("worst", .decideOwnWorst, present?.worst),
        field("best", .decideOwnBest, present?.best), field("half", .decideOwnHalf, present?.half),
      ]))\(Checkbox(
        name: "own-\(row)-low", label: texts(.decideOwnLow),
        isChosen: ticked("own-\(row)-low", !isNumber && present?.isLowerBetter == true)))
      """
  }
}
