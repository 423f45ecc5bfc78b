public import Civic
import Database
public import Exact

extension PlanStore {
  /// Adds records to a plan, all or nothing, as one batch that can be undone.
  ///
  /// - Throws: ``StoreError/invalid(_:)`` when the plan with all of them breaks its rules.
  public func add(
    _ additions: PlanAdditions, to plan: ID<Plan>, batch: String, by viewer: Viewer,
    at now: Instant
  ) async throws {
    try await edit(plan, by: viewer, at: now, batch: batch) { document, journal in
      try Self.put(additions, into: document, journal)
    }
  }

  /// The same within an edit.
  static func put(
    _ additions: PlanAdditions, into document: PlanDocument, _ journal: ChangeJournal
  ) throws {
    let plan = document.plan.id
    let after = additions.added(to: document)
    for action in additions.actions { try after.admit(action) }
    for organisation in additions.organisations {
      guard organisation.city == document.city.id else { throw StoreError.notFound }
      try journal.add(organisation, in: nil)
    }
    for record in additions.objectives { try journal.add(record, in: plan) }
    for record in additions.actions { try journal.add(record, in: plan) }
    for record in additions.costLines { try journal.add(record, in: plan) }
    for record in additions.fundingSources { try journal.add(record, in: plan) }
    for record in additions.fundingLines { try journal.add(record, in: plan) }
    for record in additions.indicators { try journal.add(record, in: plan) }
    for record in additions.risks { try journal.add(record, in: plan) }
  }
}
