public import Civic
import Database
public import Exact

extension PlanStore {
  /// The changes of a plan and all its records, newest first.
  public func history(
    of plan: ID<Plan>, limit: Int = 200, for viewer: Viewer
  ) async throws -> [ChangeRecord] {
    try await changes(of: plan, where: "change.plan = \(plan.rawValue)", limit: limit, for: viewer)
  }

  /// The changes of one record, newest first.
  public func history(
    of record: RecordReference, in plan: ID<Plan>, for viewer: Viewer
  ) async throws -> [ChangeRecord] {
    try await changes(
      of: plan,
      where: """
        change.plan = \(plan.rawValue) AND change.kind = \(record.kind)
        AND change.record = \(record.id)
        """, limit: 500, for: viewer)
  }

  private func changes(
    of plan: ID<Plan>, where condition: SQL, limit: Int, for viewer: Viewer
  ) async throws -> [ChangeRecord] {
    let dialect = database.dialect
    return try await database.read { connection in
      let owner = try PlanReader(connection, dialect).plan(plan)
      guard viewer.may(.readHistory, .plan(owner)) else { throw StoreError.notFound }
      return try ChangeReader(connection).changes(where: condition, limit: limit)
    }
  }

  /// Puts a record back to how it was after a change, or before it when the change removed it.
  ///
  /// - Throws: ``StoreError/invalid(_:)`` when the plan as it is now no longer admits the record.
  public func restore(
    _ change: Int64, of plan: ID<Plan>, by viewer: Viewer, at now: Instant
  ) async throws {
    try await edit(plan, by: viewer, at: now) { document, journal in
      let found = try ChangeReader(journal.connection).changes(
        where: "change.id = \(change) AND change.plan = \(plan.rawValue)", limit: 1)
      guard let entry = found.first, let state = entry.after ?? entry.before else {
        throw StoreError.notFound
      }
      try Restoration(journal: journal, document: document).put(state, kind: entry.record.kind)
    }
  }

  /// Puts a record of any kind into a plan from its coded form, in place of the one it has.
  public func put(
    _ record: JSONValue, kind: String, in plan: ID<Plan>, by viewer: Viewer, at now: Instant
  ) async throws {
    try await edit(plan, by: viewer, at: now) { document, journal in
      try Restoration(journal: journal, document: document).put(record, kind: kind)
    }
  }

  /// Undoes every change of a batch, newest first: an import, a removal.
  ///
  /// - Throws: ``StoreError/invalid(_:)`` with `importChangedSince` when a record was changed after
  ///   the batch; then nothing is undone.
  public func undo(
    _ batch: String, of plan: ID<Plan>, by viewer: Viewer, at now: Instant
  ) async throws {
    try await edit(plan, by: viewer, at: now) { document, journal in
      try Self.undo(batch, of: document, journal)
    }
  }

  /// The same within an edit.
  static func undo(
    _ batch: String, of document: PlanDocument, _ journal: ChangeJournal
  ) throws {
    let reader = ChangeReader(journal.connection)
    let changes = try reader.changes(
      where: "change.batch = \(batch) AND change.plan = \(document.plan.id.rawValue)",
      limit: 100_000)
    guard !changes.isEmpty else { throw StoreError.notFound }
    let restoration = Restoration(journal: journal, document: document)
    for change in changes {
      let latest = try reader.changes(of: change.record).first
      guard latest?.id == change.id || latest?.batch == batch else {
        throw StoreError.invalid([
          FieldFault(field: "", message: Message("importChangedSince"))
        ])
      }
    }
    for change in changes { try restoration.undo(change) }
  }
}

/// Brings earlier states of records back, whatever their kind.
struct Restoration {
  let journal: ChangeJournal
  let document: PlanDocument

  static let kinds: [any (StoredRecord & PlanRecord).Type] = [
    PlanSection.self, Challenge.self, Objective.self, Action.self, ActionTask.self, CostLine.self,
    FundingCall.self, FundingSource.self, FundingLine.self, Risk.self, Indicator.self,
    Stakeholder.self, IntegrationAssessment.self, Attachment.self,
  ]

  func put(_ state: JSONValue, kind: String) throws {
    if kind == Plan.entityName { return try putPlan(state) }
    guard let type = Self.kinds.first(where: { $0.entityName == kind }) else {
      throw StoreError.notFound
    }
    try put(state, as: type)
  }

  private func put<Record: StoredRecord & PlanRecord>(
    _ state: JSONValue, as type: Record.Type
  ) throws {
    let record = try state.decoded(as: type)
    guard record.plan == document.plan.id else { throw StoreError.notFound }
    // As the plan is now: what was brought back before may be what this one needs.
    let present = try PlanReader(journal.connection, journal.dialect).document(record.plan)
    try present.admit(record)
    try journal.restore(record, in: document.plan.id)
  }

  /// The plan's own fields; where it is on its way to the public is not undone.
  private func putPlan(_ state: JSONValue) throws {
    var plan = try state.decoded(as: Plan.self)
    plan.phase = document.plan.phase
    plan.approvedBy = document.plan.approvedBy
    plan.approvedOn = document.plan.approvedOn
    plan.approvalReference = document.plan.approvalReference
    try journal.restore(plan, in: plan.id)
  }

  func undo(_ change: ChangeRecord) throws {
    if let before = change.before { return try put(before, kind: change.record.kind) }
    guard let type = Self.kinds.first(where: { $0.entityName == change.record.kind }),
      let after = change.after
    else { throw StoreError.notFound }
    try remove(after, as: type)
  }

  private func remove<Record: StoredRecord & PlanRecord>(
    _ state: JSONValue, as type: Record.Type
  ) throws {
    let added = try state.decoded(as: type)
    guard
      let present = try RecordTable<Record>(journal.connection, journal.dialect).find(added.id)
    else { return }
    try journal.remove(present, in: document.plan.id)
  }
}
