public import Civic
import Database
public import Exact

extension PlanStore {
  /// Takes a plan one step along its phases, by a rule of the domain.
  ///
  /// - Throws: `PlanPhaseError` when the step does not lead on from here, `AccessError`.
  private func step(
    _ plan: ID<Plan>, _ permission: Permission, by viewer: Viewer, at now: Instant,
    _ rule: @Sendable @escaping (PlanDocument) throws -> Plan
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let document = try PlanReader(connection, dialect).document(plan)
      guard viewer.may(.readWorking, .plan(document.plan)) else { throw StoreError.notFound }
      let next = try rule(document)
      try viewer.require(permission, .plan(document.plan))
      let journal = ChangeJournal(
        connection: connection, dialect: dialect, context: ChangeContext(by: viewer, at: now))
      try journal.change(next, from: document.plan, in: plan)
    }
  }

  public func submit(_ plan: ID<Plan>, by viewer: Viewer, at now: Instant) async throws {
    try await step(plan, .submit, by: viewer, at: now) { try $0.submitted() }
  }

  /// Takes the plan back to the draft: from review, or once approved but not yet published.
  public func reopen(_ plan: ID<Plan>, by viewer: Viewer, at now: Instant) async throws {
    let phase = try await workingPlan(plan, for: viewer).plan.phase
    try await step(plan, phase == .approved ? .publish : .submit, by: viewer, at: now) {
      try $0.plan.reopened()
    }
  }

  public func approve(
    _ plan: ID<Plan>, body: String, on day: Day, reference: String, by viewer: Viewer,
    at now: Instant
  ) async throws {
    try await step(plan, .approve, by: viewer, at: now) {
      try $0.approved(by: body, on: day, reference: reference)
    }
  }

  /// Starts the next version of a published plan.
  public func revise(_ plan: ID<Plan>, by viewer: Viewer, at now: Instant) async throws {
    try await step(plan, .publish, by: viewer, at: now) { try $0.plan.revised() }
  }

  /// Freezes the approved plan as its next version and takes its approval as a decision.
  ///
  /// - Parameters:
  ///   - decision: The identifier of the decision to take.
  ///   - address: Where the frozen plan is published, from its version's number.
  public func publish(
    _ plan: ID<Plan>, decision: ID<Decision>, address: @Sendable @escaping (Int) -> String,
    by viewer: Viewer, at now: Instant
  ) async throws -> PlanVersion {
    let dialect = database.dialect
    return try await database.write { connection in
      let document = try PlanReader(connection, dialect).document(plan)
      guard viewer.may(.readWorking, .plan(document.plan)) else { throw StoreError.notFound }
      var open = document.published()
      open.plan = try document.plan.published()
      try viewer.require(.publish, .plan(document.plan))
      let last: Int? = try connection.value(
        "SELECT MAX(number) FROM plan_version WHERE plan = \(plan.rawValue)")
      let number = (last ?? 0) + 1
      let taken = try PlanApproval.decision(
        id: decision, on: open, publishedAt: address(number), at: now)
      try DecisionWriter(connection).take(taken.decision, subject: "plan \(plan) version \(number)")
      let version = PlanVersion(
        plan: plan, number: number, publishedAt: now, document: open,
        digest: Digest(of: taken.input), decision: decision)
      try connection.execute(
        """
        INSERT INTO plan_version (plan, number, published_at, document, digest, decision)
        VALUES (\(plan.rawValue), \(number), \(now.milliseconds),
          \(String(decoding: taken.input, as: UTF8.self)), \(version.digest.rawValue),
          \(decision.rawValue))
        """)
      try SearchIndex(connection, dialect).publish(open)
      let journal = ChangeJournal(
        connection: connection, dialect: dialect, context: ChangeContext(by: viewer, at: now))
      try journal.change(open.plan, from: document.plan, in: plan)
      return version
    }
  }
}
