public import Civic
public import Exact

extension ActionTask: PositionedRecord {
  public static let form = RecordForm<ActionTask>([
    RecordForm.Group(
      nil,
      [
        .text("title", .taskTitleField, hint: .taskTitleHint, \.title),
        .optional("start", .taskStartField, \.start, .day),
        .optional("end", .taskEndField, \.end, .day),
        .optional("doneOn", .taskDoneField, hint: .taskDoneHint, \.doneOn, .day),
        .reference("responsible", .taskResponsibleField, \.responsible) { _, document in
          document.organisationOptions
        },
      ])
  ])

  public static let words = RecordWords(
    plural: .tasksHeading, add: .taskAdd, edit: .taskEdit, none: .tasksNoneYet,
    noneText: .tasksTeach)

  public static let columns = [
    RecordColumn<ActionTask>(.taskEndField) { task, context in
      task.end.map { "\(context.texts.formats.day($0, .medium))" } ?? "–"
    },
    RecordColumn<ActionTask>(.taskDoneField) { task, context in
      task.doneOn.map { "\(context.texts.formats.day($0, .medium))" } ?? "–"
    },
  ]

  public var actionOfRecord: Exact.ID<Action>? { action }

  public static func all(in document: PlanDocument) -> [ActionTask] { document.tasks }

  public static func blank(
    id: Exact.ID<ActionTask>, parent: String?, in document: PlanDocument
  ) -> ActionTask? {
    document.action(named: parent).map { action in
      ActionTask(
        id: id, plan: document.plan.id, action: action,
        position: PlanPositions.next(document.tasks(of: action).map(\.position)),
        title: document.unwritten)
    }
  }
}

extension Risk: EditableRecord {
  public static let form = RecordForm<Risk>([
    RecordForm.Group(
      nil,
      [
        .text("title", .riskTitleField, hint: .riskTitleHint, \.title),
        .reference("action", .riskActionField, hint: .riskActionHint, \.action) { _, document in
          document.actionOptions
        },
        .choice("kind", .riskKindField, \.kind),
        .choice("likelihood", .riskLikelihoodField, \.likelihood),
        .choice("impact", .riskImpactField, hint: .riskImpactHint, \.impact),
        .longText("mitigation", .riskMitigationField, hint: .riskMitigationHint, \.mitigation),
        .reference("owner", .riskOwnerField, \.owner) { _, document in
          document.organisationOptions
        },
      ])
  ])

  public static let words = RecordWords(
    plural: .risksTitle, add: .riskAdd, edit: .riskEdit, none: .risksNoneYet,
    noneText: .risksTeach)

  public static let columns = [
    RecordColumn<Risk>(.riskKindField) { risk, context in
      "\(context.texts.name(of: risk.kind))"
    },
    RecordColumn<Risk>(.riskLikelihoodField) { risk, context in
      "\(context.texts.name(of: risk.likelihood))"
    },
    RecordColumn<Risk>(.riskImpactField) { risk, context in
      "\(context.texts.name(of: risk.impact))"
    },
  ]

  public var actionOfRecord: Exact.ID<Action>? { action }

  public static func all(in document: PlanDocument) -> [Risk] { document.risks }

  public static func blank(
    id: Exact.ID<Risk>, parent: String?, in document: PlanDocument
  ) -> Risk? {
    guard document.admits(parent: parent) else { return nil }
    var risk = Risk(
      id: id, plan: document.plan.id, title: document.unwritten, kind: .operational,
      likelihood: .medium, impact: .medium)
    risk.action = document.action(named: parent)
    return risk
  }
}

extension Indicator: EditableRecord {
  public static let form = RecordForm<Indicator>([
    RecordForm.Group(
      nil,
      [
        .text("name", .indicatorNameField, hint: .indicatorNameHint, \.name),
        .choice("kind", .indicatorKindField, hint: .indicatorKindHint, \.kind),
        .required("unit", .indicatorUnitField, hint: .indicatorUnitHint, \.unit, .line(60)),
        .choice("direction", .indicatorDirectionField, \.direction),
        .reference("action", .indicatorActionField, \.action) { _, document in
          document.actionOptions
        },
        .reference("objective", .indicatorObjectiveField, \.objective) { _, document in
          document.objectives.map { ($0.id, $0.label) }
        },
      ]),
    RecordForm.Group(
      .indicatorValuesGroup,
      [
        .optional(
          "baseline", .indicatorBaselineField, hint: .indicatorBaselineHint, \.baseline, .decimal),
        .optional("baselineYear", .indicatorBaselineYearField, \.baselineYear, .whole(1900...2200)),
        .optional("target", .indicatorTargetField, hint: .indicatorTargetHint, \.target, .decimal),
        .optional("targetYear", .indicatorTargetYearField, \.targetYear, .whole(1900...2200)),
        .longText("source", .indicatorSourceField, hint: .indicatorSourceHint, \.source),
        .indicatorCode("code", .indicatorCodeField, hint: .indicatorCodeHint, \.code),
        .selection("measuredBy", .measuredByField, hint: .measuredByHint, \.measuredBy) {
          $1.indicatorOptions
        },
      ]),
    RecordForm.Group(
      .contributionGroup,
      [
        .reference("leadsTo", .leadsToField, hint: .leadsToHint, \.leadsTo) { indicator, document in
          document.indicators.filter { $0.id != indicator.id }.map { ($0.id, $0.label) }
        },
        .choice("confidence", .contributionField, hint: .contributionHint, \.confidence),
        .longText("ground", .groundField, hint: .groundHint, \.ground),
      ]),
  ])

  public static let words = RecordWords(
    plural: .indicatorsHeading, add: .indicatorAdd, edit: .indicatorEdit,
    none: .indicatorsNoneYet, noneText: .indicatorsTeach)

  public static let columns = [
    RecordColumn<Indicator>(.indicatorUnitField) { indicator, _ in "\(indicator.unit)" },
    RecordColumn<Indicator>(.indicatorBaselineField, isNumeric: true) { indicator, context in
      indicator.baseline.map { "\(context.texts.formats.number($0))" } ?? "–"
    },
    RecordColumn<Indicator>(.indicatorTargetField, isNumeric: true) { indicator, context in
      indicator.target.map { "\(context.texts.formats.number($0))" } ?? "–"
    },
  ]

  public var actionOfRecord: Exact.ID<Action>? { action }

  public static func all(in document: PlanDocument) -> [Indicator] { document.indicators }

  public static func blank(
    id: Exact.ID<Indicator>, parent: String?, in document: PlanDocument
  ) -> Indicator? {
    guard document.admits(parent: parent) else { return nil }
    var indicator = Indicator(
      id: id, plan: document.plan.id, name: document.unwritten, kind: .output, unit: "",
      direction: .increase)
    indicator.action = document.action(named: parent)
    return indicator
  }
}

extension Attachment: EditableRecord {
  public static let form = RecordForm<Attachment>([
    RecordForm.Group(
      nil,
      [
        .text("title", .attachmentTitleField, hint: .attachmentTitleHint, \.title),
        .reference("action", .attachmentActionField, \.action) { _, document in
          document.actionOptions
        },
        .flag("isPublic", .attachmentPublicField, hint: .attachmentPublicHint, \.isPublic),
      ])
  ])

  public static let words = RecordWords(
    plural: .attachmentsTitle, add: .attachmentAdd, edit: .attachmentEdit,
    none: .attachmentsNoneYet, noneText: .attachmentsTeach)

  public static let columns = [
    RecordColumn<Attachment>(.attachmentFileColumn) { file, _ in "\(file.fileName)" },
    RecordColumn<Attachment>(.attachmentPublicField) { file, context in
      "\(context.texts(file.isPublic ? .fieldYes : .fieldNo))"
    },
  ]

  public var actionOfRecord: Exact.ID<Action>? { action }

  public static func all(in document: PlanDocument) -> [Attachment] { document.attachments }

  /// Name, kind, size and digest come from the file that is sent along.
  public static func blank(
    id: Exact.ID<Attachment>, parent: String?, in document: PlanDocument
  ) -> Attachment? {
    guard document.admits(parent: parent) else { return nil }
    var file = Attachment(
      id: id, plan: document.plan.id, title: document.unwritten, fileName: "",
      mediaType: "application/octet-stream", size: 0, digest: Digest(of: []))
    file.action = document.action(named: parent)
    return file
  }
}
