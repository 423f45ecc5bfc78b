import Exact

extension PlanDocument {
  /// The document with a record added, or in place of the one with its identifier.
  public func with<Record: PlanRecord>(_ record: Record) -> PlanDocument {
    var next = self
    switch record {
    case let record as PlanSection: next.sections.put(record)
    case let record as Challenge: next.challenges.put(record)
    case let record as Objective: next.objectives.put(record)
    case let record as Action: next.actions.put(record)
    case let record as ActionTask: next.tasks.put(record)
    case let record as CostLine: next.costLines.put(record)
    case let record as FundingCall: next.fundingCalls.put(record)
    case let record as FundingSource: next.fundingSources.put(record)
    case let record as FundingLine: next.fundingLines.put(record)
    case let record as Risk: next.risks.put(record)
    case let record as Indicator: next.indicators.put(record)
    case let record as Stakeholder: next.stakeholders.put(record)
    case let record as IntegrationAssessment: next.integration.put(record)
    case let record as Attachment: next.attachments.put(record)
    default: break
    }
    return next
  }
}

extension Array where Element: Entity {
  fileprivate mutating func put(_ record: Element) {
    if let index = firstIndex(where: { $0.id == record.id }) {
      self[index] = record
    } else {
      append(record)
    }
  }
}
