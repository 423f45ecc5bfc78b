import Civic
import Exact

/// What may go wrong, as a matrix and a list.
struct PlanRisks: Component {
  let frame: PageFrame
  let reading: PlanReading

  var html: HTML {
    let risks = reading.document.risks
    guard !risks.isEmpty else {
      return EmptyState(title: frame.texts(.risksNone), text: frame.texts(.risksNoneText)).html
    }
    return PlanCharts(frame: frame, reading: reading).risks(risks).html
      + RiskTable(frame: frame, reading: reading, risks: risks).html
  }
}

struct RiskTable: Component {
  let frame: PageFrame
  let reading: PlanReading
  let risks: [Risk]

  var html: HTML {
    let texts = frame.texts
    return Table(
      id: "risks", caption: texts(.planViewRisks), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.riskTitleLabel)), Table.Column(title: texts(.riskKindLabel)),
        Table.Column(title: texts(.riskLikelihoodLabel)),
        Table.Column(title: texts(.riskImpactLabel)),
        Table.Column(title: texts(.riskMitigationLabel)),
        Table.Column(title: texts(.riskOwnerLabel)),
      ], rows: risks.map(row)
    ).html
  }

  private func row(_ risk: Risk) -> Table.Row {
    let action = risk.action.flatMap { reading.document.action($0) }
    let owner = reading.document.organisation(risk.owner)
    return Table.Row(
      cells: [
        "\(action.map { "<span class=\"code\">\($0.code)</span> " as HTML })\(frame.content(risk.title))",
        "\(frame.texts.name(of: risk.kind))", level(risk.likelihood), level(risk.impact),
        frame.content(risk.mitigation), owner.map { frame.content($0.name) } ?? "–",
      ], id: risk.id.rawValue)
  }

  private func level(_ level: RiskLevel) -> HTML {
    let tone: Tone =
      switch level {
      case .low: .neutral
      case .medium: .warning
      case .high: .bad
      }
    return StatusTag(text: frame.texts.name(of: level), tone: tone).html
  }
}

/// Who has a stake in the plan.
struct PlanStakeholders: Component {
  let frame: PageFrame
  let reading: PlanReading

  var html: HTML {
    let texts = frame.texts
    let map = PlanCharts(frame: frame, reading: reading).stakeholders
    let table = Table(
      id: "stakeholders", caption: texts(.planViewStakeholders), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.stakeholderNameLabel)),
        Table.Column(title: texts(.stakeholderHelixLabel)),
        Table.Column(title: texts(.stakeholderPowerLabel), isNumeric: true),
        Table.Column(title: texts(.stakeholderInterestLabel), isNumeric: true),
        Table.Column(title: texts(.stakeholderRoleLabel)),
      ],
      rows: reading.document.stakeholders.map { stakeholder in
        Table.Row(cells: [
          frame.content(stakeholder.name), "\(texts.name(of: stakeholder.helix))",
          "\(stakeholder.power)", "\(stakeholder.interest)", frame.content(stakeholder.role),
        ])
      },
      empty: EmptyState(title: texts(.stakeholdersNone), text: texts(.stakeholdersNoneText)))
    return reading.document.stakeholders.isEmpty ? table.html : map.html + table.html
  }
}

/// The twelve aspects of integration, round by round.
struct PlanIntegration: Component {
  let frame: PageFrame
  let reading: PlanReading

  var html: HTML {
    let texts = frame.texts
    let rounds = reading.document.integration
    guard let latest = rounds.last else {
      return EmptyState(title: texts(.integrationNone), text: texts(.integrationNoneText)).html
    }
    let columns =
      rounds.map { round in
        Table.Column(title: frame.words(round.title), isNumeric: true)
      } + [
        Table.Column(title: texts(.integrationAmbition), isNumeric: true),
        Table.Column(title: texts(.integrationReason)),
      ]
    let table = Table(
      id: "integration", caption: texts(.planViewIntegration), hidesCaption: true,
      columns: [Table.Column(title: texts(.integrationAspectLabel))] + columns,
      rows: IntegrationAspect.allCases.map { aspect in
        Table.Row(
          cells: ["\(texts.name(of: aspect))"]
            + rounds.map { round in "\(round.score(of: aspect).map { String($0.now) } ?? "–")" }
            + [
              "\(latest.score(of: aspect).map { String($0.ambition) } ?? "–")",
              frame.content(latest.score(of: aspect)?.reason),
            ])
      }, note: texts(.integrationScale))
    return PlanCharts(frame: frame, reading: reading).integration.html + table.html
  }
}

/// When what happens.
struct PlanSchedule: Component {
  let frame: PageFrame
  let reading: PlanReading

  var html: HTML {
    let texts = frame.texts
    let dated = reading.document.actions.filter { reading.document.span(of: $0) != nil }
    let table = Table(
      id: "schedule", caption: texts(.planViewSchedule), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.actionTitleLabel)),
        Table.Column(title: texts(.actionPeriodLabel)),
        Table.Column(title: texts(.actionStatusLabel)),
        Table.Column(title: texts(.actionDependenciesLabel)),
      ],
      rows: dated.map { action in
        let needs = action.dependencies.compactMap { reading.document.action($0)?.code }
        return Table.Row(cells: [
          "<a href=\"\(frame.address(reading.link(action)))\"><span class=\"code\">\(action.code)</span> \(frame.content(action.title))</a>",
          PeriodLine(frame: frame, span: reading.document.span(of: action)).html,
          ActionStatusTag(frame: frame, reading: reading, action: action).html,
          "\(needs.joined(separator: ", "))",
        ])
      },
      empty: EmptyState(title: texts(.scheduleNone), text: texts(.scheduleNoneText)))
    return dated.isEmpty
      ? table.html : PlanCharts(frame: frame, reading: reading).gantt.html + table.html
  }
}
