import Exact

extension PlanDocument {
  /// The document with a record added, or in place of the one with its identifier.
  public func with<Record: PlanRecord>(_ record: Record) -> PlanDocument {
    var next = self
    next.put(record)
    return next
  }

  /// Adds a record, or puts it in place of the one with its identifier.
  public mutating func put<Record: PlanRecord>(_ record: Record) {
    switch record {
    case let record as PlanSection: sections.put(record)
    case let record as Challenge: challenges.put(record)
    case let record as Objective: objectives.put(record)
    case let record as Action: actions.put(record)
    case let record as ActionTask: tasks.put(record)
    case let record as CostLine: costLines.put(record)
    case let record as FundingCall: fundingCalls.put(record)
    case let record as FundingSource: fundingSources.put(record)
    case let record as FundingLine: fundingLines.put(record)
    case let record as Risk: risks.put(record)
    case let record as Indicator: indicators.put(record)
    case let record as Stakeholder: stakeholders.put(record)
    case let record as IntegrationAssessment: integration.put(record)
    case let record as Attachment: attachments.put(record)
    default: break
    }
  }

  /// Adds an organisation of the city, or puts it in place of the one with its identifier.
  public mutating func put(_ organisation: Organisation) { organisations.put(organisation) }
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
