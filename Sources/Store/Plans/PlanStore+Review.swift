public import Civic
import Database
public import Exact

extension PlanStore {
  /// The comments on a working plan, oldest first.
  public func comments(on plan: ID<Plan>, for viewer: Viewer) async throws -> [ReviewComment] {
    let dialect = database.dialect
    return try await database.read { connection in
      let owner = try PlanReader(connection, dialect).plan(plan)
      guard viewer.may(.readWorking, .plan(owner)) else { throw StoreError.notFound }
      return try RecordTable<ReviewComment>(connection, dialect)
        .all(where: "plan = \(plan.rawValue)")
    }
  }

  public func add(_ comment: ReviewComment, by viewer: Viewer) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let owner = try PlanReader(connection, dialect).plan(comment.plan)
      guard viewer.may(.readWorking, .plan(owner)) else { throw StoreError.notFound }
      try viewer.require(.comment, .plan(owner))
      try RecordTable<ReviewComment>(connection, dialect).insert(comment)
    }
  }

  /// Marks a comment as dealt with, or as open again.
  public func resolve(
    _ comment: ID<ReviewComment>, of plan: ID<Plan>, isResolved: Bool, by viewer: Viewer,
    at now: Instant
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let owner = try PlanReader(connection, dialect).plan(plan)
      guard viewer.may(.readWorking, .plan(owner)) else { throw StoreError.notFound }
      try viewer.require(.comment, .plan(owner))
      let table = RecordTable<ReviewComment>(connection, dialect)
      guard var found = try table.find(comment), found.plan == plan else {
        throw StoreError.notFound
      }
      found.resolvedAt = isResolved ? now : nil
      found.resolvedBy = isResolved ? viewer.name : nil
      found.revision += 1
      try table.update(found)
    }
  }
}
