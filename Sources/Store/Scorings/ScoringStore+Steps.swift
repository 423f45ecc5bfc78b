public import Civic
import Database
public import Exact
import Exchange

extension ScoringStore {
  /// Keeps what is being set up: a new round, or the draft of one.
  ///
  /// - Parameter revision: What the editor started from; none for a new round.
  /// - Returns: Nothing when somebody else saved it meanwhile.
  public func save(
    _ draft: ScoringRound, editedFrom revision: Int?, by viewer: Viewer, at now: Instant
  ) async throws -> ScoringRound? {
    try await chairing(draft.plan, viewer) { reader in
      let able = Set(
        try reader.candidates(
          for: try PlanReader(reader.connection, reader.dialect).plan(draft.plan), at: now
        )
        .map(\.id))
      var round = draft
      round.members = draft.members.filter { able.contains($0) }
      guard let revision else {
        try self.journal(reader, viewer, now).add(round, in: nil)
        return round
      }
      let present = try reader.round(draft.id, of: draft.plan)
      guard present.phase == .draft else { throw ScoringError.wrongPhase(present.phase) }
      guard present.revision == revision else { return nil }
      return try self.journal(reader, viewer, now).change(round, from: present, in: nil)
    }
  }

  public func open(
    _ id: ID<ScoringRound>, of plan: ID<Plan>, by viewer: Viewer, at now: Instant
  ) async throws {
    try await step(id, of: plan, viewer, now) { round, document, _ in
      try round.opened(with: document, at: now)
    }
  }

  /// Shows everybody what all said.
  public func close(
    _ id: ID<ScoringRound>, of plan: ID<Plan>, by viewer: Viewer, at now: Instant
  ) async throws {
    try await step(id, of: plan, viewer, now) { round, _, sheets in
      try round.closed(submitted: round.counted(sheets).count)
    }
  }

  /// Asks everybody to look again, from what they said before.
  public func reopen(
    _ id: ID<ScoringRound>, of plan: ID<Plan>, by viewer: Viewer, at now: Instant
  ) async throws {
    try await step(id, of: plan, viewer, now) { round, _, _ in try round.reopened() }
  }

  public func save(
    scenarios: [RankingScenario], of id: ID<ScoringRound>, in plan: ID<Plan>, by viewer: Viewer,
    at now: Instant
  ) async throws {
    try await step(id, of: plan, viewer, now) { round, _, _ in
      guard round.phase == .together else { throw ScoringError.wrongPhase(round.phase) }
      var next = round
      next.scenarios = Array(scenarios.prefix(ScoringRound.mostScenarios))
      return next
    }
  }

  private func step(
    _ id: ID<ScoringRound>, of plan: ID<Plan>, _ viewer: Viewer, _ now: Instant,
    _ rule: @Sendable @escaping (ScoringRound, PlanDocument, [ScoringSheet]) throws -> ScoringRound
  ) async throws {
    try await chairing(plan, viewer) { reader in
      let present = try reader.round(id, of: plan)
      let document = try PlanReader(reader.connection, reader.dialect).document(plan)
      let next = try rule(present, document, try reader.sheets(of: id))
      try self.journal(reader, viewer, now).change(next, from: present, in: nil)
    }
  }

  /// Runs what only those may do who chair rounds of the plan.
  private func chairing<Result: Sendable>(
    _ plan: ID<Plan>, _ viewer: Viewer,
    _ body: @Sendable @escaping (ScoringReader) throws -> Result
  ) async throws -> Result {
    let dialect = database.dialect
    return try await database.write { connection in
      let owner = try PlanReader(connection, dialect).plan(plan)
      guard viewer.may(.readHistory, .plan(owner)) else { throw StoreError.notFound }
      guard ScoringRound.mayChair(owner, viewer) else { throw AccessError.refused(.manageCity) }
      return try body(ScoringReader(connection, dialect))
    }
  }

  private func journal(
    _ reader: ScoringReader, _ viewer: Viewer, _ now: Instant
  ) -> ChangeJournal {
    ChangeJournal(
      connection: reader.connection, dialect: reader.dialect,
      context: ChangeContext(by: viewer, at: now))
  }

  /// Takes the ranking as a public decision: the table is frozen with it.
  ///
  /// - Parameters:
  ///   - decision: The identifier of the decision to take.
  ///   - author: Who decides, as the public reads it.
  ///   - reference: The reference of the body's own decision.
  /// - Throws: ``ScoringError``, `AccessError`, ``StoreError/notFound``.
  public func accept(
    _ id: ID<ScoringRound>, of plan: ID<Plan>, as decision: ID<Decision>,
    by author: Decision.Author, reference: String, viewer: Viewer, at now: Instant
  ) async throws {
    try await chairing(plan, viewer) { reader in
      let present = try reader.round(id, of: plan)
      let accepted = try present.accepted(as: decision, at: now)
      let document = try PlanReader(reader.connection, reader.dialect).document(plan)
      let counted = present.counted(try reader.sheets(of: id))
      guard !counted.isEmpty else { throw ScoringError.nothingScored }
      let table: [UInt8]
      let taken: Decision
      do {
        table = try ScoringTable(present, counted, in: document).bytes
        taken = try RankingDecision.decision(
          id: decision, on: table, of: present, reference: reference, at: now, by: author)
      } catch {
        throw ScoringError.noRanking
      }
      try DecisionWriter(reader.connection).take(
        taken, subject: "ranking \(id) of plan \(plan)",
        inputs: [RankingDecision.inputName: table])
      try self.journal(reader, viewer, now).change(accepted, from: present, in: nil)
    }
  }
}
