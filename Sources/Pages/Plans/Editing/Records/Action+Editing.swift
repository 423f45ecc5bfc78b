public import Civic
public import Exact

extension Action: PositionedRecord {
  public static let form = RecordForm<Action>([
    RecordForm.Group(
      .actionWhatGroup,
      [
        .required("code", .actionCodeField, hint: .actionCodeHint, \.code, .line(30)),
        .text("title", .actionTitleField, hint: .actionTitleHint, \.title),
        .longText(
          "description", .actionDescriptionField, hint: .actionDescriptionHint, \.description),
        .references("objectives", .actionObjectivesField, hint: .actionObjectivesHint, \.objectives)
        {
          _, document in document.objectives.map { ($0.id, $0.label) }
        },
      ]),
    RecordForm.Group(
      .actionWhoGroup,
      [
        .reference("owner", .actionOwnerField, hint: .actionOwnerHint, \.owner) { _, document in
          document.organisationOptions
        },
        .references("partners", .actionPartnersField, \.partners) { _, document in
          document.organisationOptions
        },
        .staffLoad("staffLoad", .actionStaffField, hint: .actionStaffHint, \.staffLoad),
      ]),
    RecordForm.Group(
      .actionWhenGroup,
      [
        .optional("start", .actionStartField, hint: .actionStartHint, \.start, .day),
        .optional("end", .actionEndField, \.end, .day),
        .choice("readiness", .actionReadinessField, hint: .actionReadinessHint, \.readiness),
      ]),
    RecordForm.Group(
      .actionLinksGroup,
      [
        .references(
          "dependencies", .actionDependenciesField, hint: .actionDependenciesHint, \.dependencies
        ) { record, document in document.actionOptions.filter { $0.id != record.id } },
        .references("exclusions", .actionExclusionsField, hint: .actionExclusionsHint, \.exclusions)
        {
          record, document in document.actionOptions.filter { $0.id != record.id }
        },
      ]),
    RecordForm.Group(
      .actionWhereGroup,
      [
        .optional("district", .actionDistrictField, hint: .actionDistrictHint, \.district, .line()),
        .position(
          "position", .actionPositionField, hint: .actionPositionHint, \.latitude, \.longitude),
      ]),
    RecordForm.Group(
      .actionEffectsGroup,
      [
        .effect("economicEffect", .actionEconomicField, hint: .actionEffectHint, \.economicEffect),
        .longText("economicReason", .actionEconomicReasonField, \.economicReason),
        .effect("socialEffect", .actionSocialField, \.socialEffect),
        .longText("socialReason", .actionSocialReasonField, \.socialReason),
        .effect("environmentalEffect", .actionEnvironmentalField, \.environmentalEffect),
        .longText("environmentalReason", .actionEnvironmentalReasonField, \.environmentalReason),
      ]),
    RecordForm.Group(
      .actionCodesGroup,
      [
        .words("themes", .actionThemesField, hint: .actionThemesHint, \.themes),
        .goals("goals", .actionGoalsField, hint: .actionGoalsHint, \.goals),
        .policyCodes("policyCodes", .actionPolicyField, hint: .actionPolicyHint, \.policyCodes),
      ]),
    RecordForm.Group(
      .actionStatusGroup,
      [
        .choice(
          "manualStatus", .actionStatusField, hint: .actionStatusHint, \.manualStatus,
          among: ActionStatus.manual),
        .longText(
          "statusReason", .actionStatusReasonField, hint: .actionStatusReasonHint, \.statusReason),
        .longText("unblockingCondition", .actionUnblockingField, \.unblockingCondition),
        .reference("supersededBy", .actionSupersededField, \.supersededBy) { record, document in
          document.actionOptions.filter { $0.id != record.id }
        },
      ]),
    RecordForm.Group(
      .actionNotesGroup,
      [
        .origin("origin", .originField, \.origin),
        .longText("publicNote", .actionPublicNoteField, hint: .actionPublicNoteHint, \.publicNote),
        .note("internalNote", .internalNoteField, hint: .internalNoteHint, \.internalNote),
      ]),
  ])

  public static let words = RecordWords(
    plural: .actionsTitle, add: .actionAdd, edit: .actionEdit, none: .actionsNoneYet,
    noneText: .actionsTeach)

  public static let columns = [
    RecordColumn<Action>(.actionOwnerField) { action, context in
      context.document.organisation(action.owner).map { "\(context.words($0.name))" } ?? "–"
    },
    RecordColumn<Action>(.actionPeriodColumn) { action, context in
      context.document.span(of: action).map {
        "\(context.texts.formats.range($0.lowerBound, $0.upperBound, .medium))"
      } ?? "–"
    },
    RecordColumn<Action>(.actionCostColumn, isNumeric: true) { action, context in
      let cost = context.document.costLines(of: action.id).reduce(0) { $0 + $1.planned }
      return "\(context.texts.formats.wholeMoney(context.money(cost)))"
    },
  ]

  public static func all(in document: PlanDocument) -> [Action] { document.actions }

  public static func blank(
    id: Exact.ID<Action>, parent: String?, in document: PlanDocument
  ) -> Action? {
    var action = Action(
      id: id, plan: document.plan.id,
      position: PlanPositions.next(document.actions.map(\.position)),
      code: PlanPositions.freeCode("A", among: document.actions.map(\.code)),
      title: document.unwritten)
    if let parent {
      guard document.objectives.contains(where: { $0.id.rawValue == parent }) else { return nil }
      action.objectives = [Exact.ID(rawValue: parent)]
    }
    return action
  }
}

extension PlanDocument {
  /// The action a new record is for; none where the parent is not one of the plan's.
  func action(named parent: String?) -> Exact.ID<Action>? {
    actions.first { $0.id.rawValue == parent }?.id
  }

  /// Whether a parent, if one is given, is an action of the plan.
  func admits(parent: String?) -> Bool { parent == nil || action(named: parent) != nil }
}
