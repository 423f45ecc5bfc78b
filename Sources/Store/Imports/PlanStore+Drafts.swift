import Civic
import Database
import Exact

extension PlanStore {
  /// Writes what stands beside a plan, such as the draft of an import, for those who may edit it.
  func writeBeside<Outcome: Sendable>(
    _ plan: ID<Plan>, by viewer: Viewer,
    _ body: @Sendable @escaping (any Connection) throws -> Outcome
  ) async throws -> Outcome {
    let dialect = database.dialect
    return try await database.write { connection in
      let owner = try PlanReader(connection, dialect).plan(plan)
      guard viewer.may(.readWorking, .plan(owner)) else { throw StoreError.notFound }
      try viewer.require(.editContent, .plan(owner))
      return try body(connection)
    }
  }
}
