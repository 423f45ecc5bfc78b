public import Civic
import Database
public import Exact

extension PlanStore {
  /// Removes a record with what cannot be without it; the whole can be undone by its batch.
  ///
  /// Tasks, costs, funds, risks, indicators and files go with their action; other actions forget that
  /// they depended on it. A source, call or objective that others still use stays.
  ///
  /// - Returns: The batch with which ``undo(_:of:by:at:)`` brings everything back.
  /// - Throws: ``StoreError/inUse(kind:count:)``.
  public func remove(
    _ record: RecordReference, of plan: ID<Plan>, by viewer: Viewer, at now: Instant,
    batch: String
  ) async throws -> String {
    try await edit(plan, by: viewer, at: now, batch: batch) { document, journal in
      let removal = PlanRemoval(document: document, journal: journal)
      guard try removal.remove(record) else { throw StoreError.notFound }
      return batch
    }
  }
}

/// The order in which a record and its dependents leave a plan.
struct PlanRemoval {
  let document: PlanDocument
  let journal: ChangeJournal

  /// - Returns: Whether the plan had the record.
  func remove(_ record: RecordReference) throws -> Bool {
    switch record.kind {
    case Action.entityName: try removeAction(record.id)
    case Objective.entityName: try removeObjective(record.id)
    case Challenge.entityName: try removeChallenge(record.id)
    case FundingSource.entityName:
      try removeUnused(
        document.fundingSources, record.id, by: FundingLine.entityName,
        document.fundingLines.filter { $0.source.rawValue == record.id }.count)
    case FundingCall.entityName:
      try removeUnused(
        document.fundingCalls, record.id, by: FundingSource.entityName,
        document.fundingSources.filter { $0.call?.rawValue == record.id }.count)
    default: try removeLeaf(record)
    }
  }

  private func removeLeaf(_ record: RecordReference) throws -> Bool {
    switch record.kind {
    case PlanSection.entityName: try removeUnused(document.sections, record.id)
    case ActionTask.entityName: try removeUnused(document.tasks, record.id)
    case CostLine.entityName: try removeUnused(document.costLines, record.id)
    case FundingLine.entityName: try removeUnused(document.fundingLines, record.id)
    case Risk.entityName: try removeUnused(document.risks, record.id)
    case Indicator.entityName: try removeIndicator(record.id)
    case Stakeholder.entityName: try removeUnused(document.stakeholders, record.id)
    case IntegrationAssessment.entityName: try removeUnused(document.integration, record.id)
    case Attachment.entityName: try removeUnused(document.attachments, record.id)
    default: false
    }
  }

  private func removeUnused<Record: StoredRecord & PlanRecord>(
    _ records: [Record], _ id: String, by user: String = "", _ users: Int = 0
  ) throws -> Bool {
    guard let record = records.first(where: { $0.id.rawValue == id }) else { return false }
    guard users == 0 else { throw StoreError.inUse(kind: user, count: users) }
    try journal.remove(record, in: document.plan.id)
    return true
  }

  private func removeIndicator(_ id: String) throws -> Bool {
    guard try removeUnused(document.indicators, id) else { return false }
    try forget([ID(rawValue: id)])
    return true
  }

  /// Other indicators forget that they lead to those that go.
  private func forget(_ gone: Set<ID<Indicator>>) throws {
    for indicator in document.indicators where !gone.contains(indicator.id) {
      guard let next = indicator.leadsTo, gone.contains(next) else { continue }
      var free = indicator
      free.leadsTo = nil
      try journal.change(free, from: indicator, in: document.plan.id)
    }
  }

  private func removeAction(_ id: String) throws -> Bool {
    guard let action = document.actions.first(where: { $0.id.rawValue == id }) else { return false }
    let plan = document.plan.id
    for task in document.tasks(of: action.id) { try journal.remove(task, in: plan) }
    for line in document.costLines(of: action.id) { try journal.remove(line, in: plan) }
    for line in document.fundingLines(of: action.id) { try journal.remove(line, in: plan) }
    for risk in document.risks(of: action.id) { try journal.remove(risk, in: plan) }
    for indicator in document.indicators(of: action.id) { try journal.remove(indicator, in: plan) }
    try forget(Set(document.indicators(of: action.id).map(\.id)))
    for file in document.attachments where file.action == action.id {
      try journal.remove(file, in: plan)
    }
    for other in document.actions where other.id != action.id {
      var free = other
      free.dependencies.removeAll { $0 == action.id }
      free.exclusions.removeAll { $0 == action.id }
      if free.supersededBy == action.id { free.supersededBy = nil }
      if free != other { try journal.change(free, from: other, in: plan) }
    }
    try journal.remove(action, in: plan)
    return true
  }

  private func removeObjective(_ id: String) throws -> Bool {
    guard let objective = document.objectives.first(where: { $0.id.rawValue == id }) else {
      return false
    }
    let below = document.objectives.filter { $0.parent == objective.id }.count
    guard below == 0 else { throw StoreError.inUse(kind: Objective.entityName, count: below) }
    for action in document.actions(serving: objective.id) {
      var free = action
      free.objectives.removeAll { $0 == objective.id }
      try journal.change(free, from: action, in: document.plan.id)
    }
    for indicator in document.indicators where indicator.objective == objective.id {
      var free = indicator
      free.objective = nil
      try journal.change(free, from: indicator, in: document.plan.id)
    }
    try journal.remove(objective, in: document.plan.id)
    return true
  }

  private func removeChallenge(_ id: String) throws -> Bool {
    guard let challenge = document.challenges.first(where: { $0.id.rawValue == id }) else {
      return false
    }
    for objective in document.objectives where objective.challenges.contains(challenge.id) {
      var free = objective
      free.challenges.removeAll { $0 == challenge.id }
      try journal.change(free, from: objective, in: document.plan.id)
    }
    try journal.remove(challenge, in: document.plan.id)
    return true
  }
}
