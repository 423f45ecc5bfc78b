public import Civic
import Database
public import Exact

/// What came of saving a record.
public enum SaveOutcome<Record: StoredRecord>: Sendable {
  case saved(Record)
  /// Somebody saved it meanwhile: the record as it is now, and the change that made it so.
  case conflict(Record, ChangeRecord?)
}

extension PlanStore {
  /// Adds a record to a plan.
  ///
  /// - Throws: ``StoreError/invalid(_:)`` when it breaks rules of the plan.
  public func add<Record: StoredRecord & PlanRecord>(
    _ record: Record, by viewer: Viewer, at now: Instant
  ) async throws {
    try await edit(record.plan, by: viewer, at: now) { document, journal in
      try document.admit(record)
      try journal.add(record, in: record.plan)
    }
  }

  /// Saves a changed record, unless somebody saved it since `revision`.
  public func save<Record: StoredRecord & PlanRecord>(
    _ record: Record, editedFrom revision: Int, by viewer: Viewer, at now: Instant
  ) async throws -> SaveOutcome<Record> {
    let outcome = try await change(
      record.id, of: record.plan, editedFrom: revision, by: viewer, at: now
    ) { _, _ in record }
    guard let outcome else { throw StoreError.notFound }
    return outcome
  }

  /// The plan as this process saw it last, perhaps not as it is: for what is checked once more when
  /// it is written. It is not for showing, for nobody was asked whether they may read it.
  public func lastSeen(_ plan: ID<Plan>) -> PlanDocument? { working.document(plan) }

  /// Changes a record to what `change` makes of it and of the plan it stands in, all in one
  /// transaction, unless somebody saved it since `revision`.
  ///
  /// - Returns: nil when `change` makes nothing of it; then nothing is written.
  public func change<Record: StoredRecord & PlanRecord>(
    _ id: ID<Record>, of plan: ID<Plan>, editedFrom revision: Int, by viewer: Viewer,
    at now: Instant,
    _ change: @Sendable @escaping (Record, PlanDocument) throws -> Record?
  ) async throws -> SaveOutcome<Record>? {
    let shelf = working
    return try await edit(plan, by: viewer, at: now) { document, journal in
      guard
        let present = try RecordTable<Record>(journal.connection, journal.dialect).find(id),
        present.plan == plan
      else { throw StoreError.notFound }
      guard let record = try change(present, document) else { return nil }
      guard present.revision == revision else {
        let last = try ChangeReader(journal.connection).changes(of: RecordReference(present)).first
        return .conflict(present, last)
      }
      try document.admit(record)
      let saved = try journal.change(record, from: present, in: plan)
      // The next who saves in this plan need not read it again.
      if let stamp = try PlanReader(journal.connection, journal.dialect).lastChange(of: plan) {
        var next = document.with(saved)
        next.sort()
        shelf.put(next, after: stamp)
      }
      return .saved(saved)
    }
  }

  /// Saves the plan's own fields, under the same rules as a record.
  public func save(
    _ plan: Plan, editedFrom revision: Int, by viewer: Viewer, at now: Instant
  ) async throws -> SaveOutcome<Plan> {
    try await edit(plan.id, by: viewer, at: now) { document, journal in
      guard document.plan.revision == revision else {
        let last = try ChangeReader(journal.connection).changes(of: RecordReference(plan)).first
        return .conflict(document.plan, last)
      }
      var next = plan
      next.phase = document.plan.phase
      return .saved(try journal.change(next, from: document.plan, in: plan.id))
    }
  }

  /// A record of a plan that the viewer may read in its working state.
  public func record<Record: StoredRecord & PlanRecord>(
    _ id: ID<Record>, of plan: ID<Plan>, for viewer: Viewer
  ) async throws -> Record {
    let dialect = database.dialect
    return try await database.read { connection in
      let owner = try PlanReader(connection, dialect).plan(plan)
      guard viewer.may(.readWorking, .plan(owner)),
        let record = try RecordTable<Record>(connection, dialect).find(id), record.plan == plan
      else { throw StoreError.notFound }
      return record
    }
  }

  /// Runs an edit in one transaction, if the viewer may edit the plan as it is.
  func edit<Outcome: Sendable>(
    _ plan: ID<Plan>, by viewer: Viewer, at now: Instant, batch: String? = nil,
    _ body: @Sendable @escaping (PlanDocument, ChangeJournal) throws -> Outcome
  ) async throws -> Outcome {
    let dialect = database.dialect
    let shelf = working
    do {
      return try await database.write { connection in
        let document = try PlanReader(connection, dialect).document(plan, from: shelf)
        guard viewer.may(.readWorking, .plan(document.plan)) else { throw StoreError.notFound }
        try viewer.requireEditing(document.plan)
        let journal = ChangeJournal(
          connection: connection, dialect: dialect,
          context: ChangeContext(by: viewer, at: now, batch: batch))
        return try body(document, journal)
      }
    } catch {
      shelf.forget(plan)
      throw error
    }
  }
}
