public import Civic
public import Exact

extension PlanSection: PositionedRecord {
  public static let form = RecordForm<PlanSection>([
    RecordForm.Group(
      nil,
      [
        .choice("kind", .sectionKindField, hint: .sectionKindHint, \.kind),
        .text("title", .sectionTitleField, hint: .sectionTitleHint, \.title),
        .longText("body", .sectionBodyField, hint: .sectionBodyHint, \.body),
        .flag("isHidden", .sectionHiddenField, hint: .sectionHiddenHint, \.isHidden),
      ])
  ])

  public static let words = RecordWords(
    plural: .sectionsTitle, add: .sectionAdd, edit: .sectionEdit, none: .sectionsNoneYet,
    noneText: .sectionsTeach)

  public static let columns = [
    RecordColumn<PlanSection>(.sectionKindField) { section, context in
      "\(context.texts.name(of: section.kind))"
    },
    RecordColumn<PlanSection>(.sectionHiddenField) { section, context in
      "\(context.texts(section.isHidden ? .fieldYes : .fieldNo))"
    },
  ]

  public static func all(in document: PlanDocument) -> [PlanSection] { document.sections }

  public static func blank(
    id: Exact.ID<PlanSection>, parent: String?, in document: PlanDocument
  ) -> PlanSection? {
    PlanSection(
      id: id, plan: document.plan.id, kind: .text,
      position: PlanPositions.next(document.sections.map(\.position)))
  }

  public func title(in context: FormContext) -> String {
    title.map { context.words($0) } ?? context.texts.name(of: kind)
  }
}

extension Challenge: PositionedRecord {
  public static let form = RecordForm<Challenge>([
    RecordForm.Group(
      nil,
      [
        .text("title", .challengeTitleField, hint: .challengeTitleHint, \.title),
        .longText(
          "description", .challengeDescriptionField, hint: .challengeDescriptionHint, \.description),
      ]),
    RecordForm.Group(
      .challengeTreeGroup,
      [
        .longText("causes", .challengeCausesField, hint: .challengeCausesHint, \.causes),
        .longText("effects", .challengeEffectsField, hint: .challengeEffectsHint, \.effects),
      ]),
    RecordForm.Group(
      .challengeEvidenceGroup,
      [
        .longText("evidence", .challengeEvidenceField, hint: .challengeEvidenceHint, \.evidence),
        .optional(
          "evidenceURL", .challengeEvidenceURLField, hint: .fieldAddressHint, \.evidenceURL,
          .address),
        .origin("origin", .originField, \.origin),
      ]),
  ])

  public static let words = RecordWords(
    plural: .challengesTitle, add: .challengeAdd, edit: .challengeEdit, none: .challengesNoneYet,
    noneText: .challengesTeach)

  public static let columns = [
    RecordColumn<Challenge>(.challengeObjectivesColumn, isNumeric: true) { challenge, context in
      let count = context.document.objectives.count { $0.challenges.contains(challenge.id) }
      return "\(context.texts.formats.number(count))"
    }
  ]

  public static func all(in document: PlanDocument) -> [Challenge] { document.challenges }

  public static func blank(
    id: Exact.ID<Challenge>, parent: String?, in document: PlanDocument
  ) -> Challenge? {
    Challenge(
      id: id, plan: document.plan.id,
      position: PlanPositions.next(document.challenges.map(\.position)),
      title: document.unwritten)
  }
}

extension Objective: PositionedRecord {
  public static let form = RecordForm<Objective>([
    RecordForm.Group(
      nil,
      [
        .required("code", .objectiveCodeField, hint: .objectiveCodeHint, \.code, .line(30)),
        .text("title", .objectiveTitleField, hint: .objectiveTitleHint, \.title),
        .longText(
          "description", .objectiveDescriptionField, hint: .objectiveDescriptionHint, \.description),
        .reference("parent", .objectiveParentField, hint: .objectiveParentHint, \.parent) {
          record, document in
          document.objectives.filter { $0.parent == nil && $0.id != record.id }
            .map { ($0.id, $0.label) }
        },
        .references(
          "challenges", .objectiveChallengesField, hint: .objectiveChallengesHint, \.challenges
        ) { _, document in document.challenges.map { ($0.id, $0.title) } },
      ])
  ])

  public static let words = RecordWords(
    plural: .objectivesTitle, add: .objectiveAdd, edit: .objectiveEdit, none: .objectivesNoneYet,
    noneText: .objectivesTeach)

  public static let columns = [
    RecordColumn<Objective>(.objectiveParentField) { objective, context in
      objective.parent.flatMap { context.document.objective($0) }.map {
        "\(context.words($0.label))"
      } ?? "–"
    },
    RecordColumn<Objective>(.objectiveActionsColumn, isNumeric: true) { objective, context in
      "\(context.texts.formats.number(context.document.actions(serving: objective.id).count))"
    },
  ]

  public static func all(in document: PlanDocument) -> [Objective] { document.objectives }

  public static func blank(
    id: Exact.ID<Objective>, parent: String?, in document: PlanDocument
  ) -> Objective? {
    let codes = document.objectives.map(\.code)
    var objective = Objective(
      id: id, plan: document.plan.id,
      position: PlanPositions.next(document.objectives.map(\.position)),
      code: PlanPositions.freeCode("O", among: codes), title: document.unwritten)
    if let parent {
      guard document.objectives.contains(where: { $0.id.rawValue == parent }) else { return nil }
      objective.parent = Exact.ID(rawValue: parent)
    }
    return objective
  }
}

extension Stakeholder: EditableRecord {
  public static let form = RecordForm<Stakeholder>([
    RecordForm.Group(
      nil,
      [
        .text("name", .stakeholderNameField, hint: .stakeholderNameHint, \.name),
        .choice("helix", .stakeholderHelixField, hint: .stakeholderHelixHint, \.helix),
        .level("power", .stakeholderPowerField, hint: .stakeholderPowerHint, \.power),
        .level("interest", .stakeholderInterestField, hint: .stakeholderInterestHint, \.interest),
        .longText("role", .stakeholderRoleField, hint: .stakeholderRoleHint, \.role),
        .note("internalNote", .internalNoteField, hint: .internalNoteHint, \.internalNote),
      ])
  ])

  public static let words = RecordWords(
    plural: .stakeholdersTitle, add: .stakeholderAdd, edit: .stakeholderEdit,
    none: .stakeholdersNoneYet, noneText: .stakeholdersTeach)

  public static let columns = [
    RecordColumn<Stakeholder>(.stakeholderHelixField) { stakeholder, context in
      "\(context.texts.name(of: stakeholder.helix))"
    },
    RecordColumn<Stakeholder>(.stakeholderPowerField, isNumeric: true) { stakeholder, _ in
      "\(stakeholder.power)"
    },
    RecordColumn<Stakeholder>(.stakeholderInterestField, isNumeric: true) { stakeholder, _ in
      "\(stakeholder.interest)"
    },
  ]

  public static func all(in document: PlanDocument) -> [Stakeholder] { document.stakeholders }

  public static func blank(
    id: Exact.ID<Stakeholder>, parent: String?, in document: PlanDocument
  ) -> Stakeholder? {
    Stakeholder(
      id: id, plan: document.plan.id, name: document.unwritten, helix: .publicSector, power: 3,
      interest: 3)
  }
}

extension IntegrationAssessment: EditableRecord {
  public static let form = RecordForm<IntegrationAssessment>([
    RecordForm.Group(
      nil,
      [
        .text("title", .integrationTitleField, hint: .integrationTitleHint, \.title),
        .required("heldOn", .integrationDayField, \.heldOn, .day),
        .scores("scores", .integrationScoresField, hint: .integrationScoresHint, \.scores),
      ])
  ])

  public static let words = RecordWords(
    plural: .integrationTitle, add: .integrationAdd, edit: .integrationEdit,
    none: .integrationNoneYet, noneText: .integrationTeach)

  public static let columns = [
    RecordColumn<IntegrationAssessment>(.integrationDayField) { assessment, context in
      "\(context.texts.formats.day(assessment.heldOn, .medium))"
    },
    RecordColumn<IntegrationAssessment>(.integrationJudgedColumn, isNumeric: true) {
      assessment, context in
      "\(context.texts.formats.number(assessment.scores.count))"
    },
  ]

  public static func all(in document: PlanDocument) -> [IntegrationAssessment] {
    document.integration
  }

  public static func blank(
    id: Exact.ID<IntegrationAssessment>, parent: String?, in document: PlanDocument
  ) -> IntegrationAssessment? {
    let first = Day(year: document.plan.firstYear, month: 1, day: 1) ?? .first
    return IntegrationAssessment(
      id: id, plan: document.plan.id, heldOn: document.integration.last?.heldOn ?? first,
      title: document.unwritten, scores: [])
  }
}

extension PlanDocument {
  /// A text to be written, first of all in the plan's language.
  var unwritten: Multilingual { Multilingual(original: plan.language, texts: [:]) }
}
