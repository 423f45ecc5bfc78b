public import Civic

/// What has to be mended before approval, and what is worth a look.
public struct CheckPage: Sendable {
  let frame: PageFrame
  let document: PlanDocument

  public init(frame: PageFrame, document: PlanDocument) {
    self.frame = frame
    self.document = document
  }

  public var html: HTML {
    let texts = frame.texts
    let findings = document.check()
    let work = WorkFrame(frame: frame, document: document)
    let errors = findings.filter { $0.severity == .error }
    let warnings = findings.filter { $0.severity == .warning }
    guard !findings.isEmpty else {
      return work.page(
        texts(.checkTitle), Notice(tone: .good, content: "<p>\(texts(.checkNothing))</p>").html)
    }
    return work.page(
      texts(.checkTitle),
      """
      <p class="lead">\(texts(.checkLead))</p>\
      \(section(.checkErrorsTitle, errors, work))\(section(.checkWarningsTitle, warnings, work))
      """)
  }

  private func section(_ title: TextKey, _ findings: [Finding], _ work: WorkFrame) -> HTML? {
    guard !findings.isEmpty else { return nil }
    return """
      <section><h2>\(frame.texts(title, ["count": .count(findings.count)]))</h2>\
      \(FindingList(work: work, findings: findings))</section>
      """
  }
}

/// Findings, each leading to the field to mend.
struct FindingList: Component {
  let work: WorkFrame
  let findings: [Finding]

  var html: HTML {
    "<ul class=\"findings\">\(findings.map(item))</ul>"
  }

  private func item(_ finding: Finding) -> HTML {
    let texts = work.texts
    let tag = StatusTag(text: texts.name(of: finding.severity), tone: finding.severity.tone)
    let subject: HTML = finding.subject.map { "\(work.frame.content($0)): " } ?? .empty
    let address = work.frame.address(FindingTarget.link(finding, in: work.plan))
    return """
      <li>\(tag) <a href="\(address)">\(subject)\(texts.sentence(finding.message))</a></li>
      """
  }
}

/// Where a finding can be mended.
enum FindingTarget {
  /// The place in the record's page: a field, or the list of its parts.
  private static let places: [String: String] = [
    "checkActionCode": "code", "checkActionObjective": "objectives", "checkActionOwner": "owner",
    "checkActionCost": CostLine.entityName, "checkActionIndicator": Indicator.entityName,
    "checkActionDates": "end", "checkActionWithoutDates": "start", "checkActionPeriod": "start",
    "checkDependencyCycle": "dependencies", "checkDependencyUnknown": "dependencies",
    "checkDependencyExcluded": "exclusions", "checkDependencyDates": "start",
    "checkFundingOver": FundingLine.entityName, "checkFundingMissing": FundingLine.entityName,
    "checkFundingYearOver": FundingLine.entityName, "checkFundingCeiling": FundingLine.entityName,
    "checkFundingTwoRests": FundingLine.entityName, "checkObjectiveLevels": "parent",
    "checkSourceOverdrawn": "available",
  ]

  /// The list to fill for a finding about the plan as a whole.
  private static let lists: [String: String] = [
    "checkPlanChallenges": Challenge.entityName, "checkPlanObjectives": Objective.entityName,
    "checkPlanActions": Action.entityName, "checkPlanRisks": Risk.entityName,
    "checkPlanStakeholders": Stakeholder.entityName, "checkFundingAmounts": CostLine.entityName,
  ]

  static func link(_ finding: Finding, in plan: Plan) -> Link {
    guard let record = finding.record else {
      if let kind = lists[finding.message.key] { return .records(kind, of: plan.id) }
      return .planWork(plan.id, .settings)
        .at(finding.message.key == "checkPlanVision" ? "vision" : "lastYear")
    }
    if finding.message.key == "checkObjectiveWithoutActions" {
      return .records(Action.entityName, of: plan.id)
    }
    let link = Link.record(record, of: plan.id)
    return places[finding.message.key].map { link.at($0) } ?? link
  }
}
