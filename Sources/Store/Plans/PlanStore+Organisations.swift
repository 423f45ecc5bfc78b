public import Civic
import Database
public import Exact

extension PlanStore {
  /// Adds organisations to the city of a plan, for those who may edit the plan.
  public func add(
    _ organisations: [Organisation], for plan: ID<Plan>, by viewer: Viewer, at now: Instant
  ) async throws {
    try await edit(plan, by: viewer, at: now) { document, journal in
      for organisation in organisations {
        guard organisation.city == document.city.id else { throw StoreError.notFound }
        try journal.add(organisation, in: plan)
      }
    }
  }

  /// Saves an organisation of the plan's city.
  public func save(
    _ organisation: Organisation, editedFrom revision: Int, for plan: ID<Plan>,
    by viewer: Viewer, at now: Instant
  ) async throws -> SaveOutcome<Organisation> {
    try await edit(plan, by: viewer, at: now) { document, journal in
      guard let present = document.organisation(organisation.id) else {
        throw StoreError.notFound
      }
      guard present.revision == revision else {
        let last = try ChangeReader(journal.connection).changes(of: RecordReference(present)).first
        return .conflict(present, last)
      }
      return .saved(try journal.change(organisation, from: present, in: plan))
    }
  }
}
