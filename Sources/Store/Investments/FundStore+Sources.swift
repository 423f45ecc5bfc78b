public import Civic
import Database
public import Exact
import Exchange

/// Where a scenario's values and votes can be taken from.
extension FundStore {
  /// What the last accepted ranking of a plan says its actions are worth.
  public func rankedValues(of plan: ID<Plan>) async throws -> RankedValues? {
    try await database.read { connection in
      let row = try connection.row(
        """
        SELECT decision.content, decision_input.content AS input
        FROM scoring_round
        JOIN decision ON decision.id = scoring_round.decision
        JOIN decision_input ON decision_input.decision = decision.id
        WHERE scoring_round.plan = \(plan.rawValue)
          AND decision_input.name = \(RankingDecision.inputName)
        ORDER BY scoring_round.accepted_at DESC, scoring_round.id DESC LIMIT 1
        """)
      guard let row else { return nil }
      let content = try JSONValue(
        parsing: try row.value("content", as: String.self), limits: .records)
      let bytes: [UInt8] = try row.value("input")
      return RankedValues(
        try Decision(json: content), table: try JSONValue(parsing: bytes, limits: .records))
    }
  }

  /// The closed budget votes of the plan's city that became actions of the plan, newest first.
  public func voteOffers(of plan: ID<Plan>, for viewer: Viewer) async throws -> [VoteOffer] {
    let dialect = database.dialect
    return try await reading(plan, viewer) { connection in
      let document = try PlanReader(connection, dialect).document(plan)
      var actions: [String: ID<Action>] = [:]
      for action in document.actions where action.supersededBy == nil {
        guard let origin = action.origin, origin.kind == VoteProject.entityName else { continue }
        actions[origin.id] = actions[origin.id] ?? action.id
      }
      guard !actions.isEmpty else { return [] }
      let votes = try RecordTable<Consultation>(connection, dialect)
        .all(where: "city = \(document.plan.city.rawValue)")
      return try votes.filter { $0.phase == .closed }
        .sorted { ($1.votingUntil ?? .first, $1.id) < ($0.votingUntil ?? .first, $0.id) }
        .compactMap { try Self.offer($0, actions, connection) }
    }
  }

  /// - Returns: `nil` when no project of the vote became an action of the plan.
  private static func offer(
    _ vote: Consultation, _ actions: [String: ID<Action>], _ connection: any Connection
  ) throws -> VoteOffer? {
    guard let id = vote.decision else { return nil }
    let content: String? = try connection.value(
      "SELECT content FROM decision WHERE id = \(id.rawValue)")
    guard let content else { throw StoreError.notFound }
    let rules = try ConsultationStore.rules(of: vote.id, connection).rules
    let decision = try Decision(json: try JSONValue(parsing: content, limits: .records))
    guard let result = BudgetVoteResult(decision, rules: rules) else { return nil }
    let projects = result.entries.map { entry in
      VoteOffer.Project(
        name: entry.project.name, votes: entry.votes, isWinner: entry.place != nil,
        action: actions[entry.project.id.rawValue])
    }
    guard projects.contains(where: { $0.action != nil }) else { return nil }
    return VoteOffer(
      decision: id, consultation: vote.id, name: vote.name, projects: projects)
  }
}
