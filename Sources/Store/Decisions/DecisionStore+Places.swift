public import Civic
import Database
import Exact

extension DecisionStore {
  /// The public page on what a decision was about; none where there is no such page.
  public func place(of decision: Decision) async throws -> DecisionPlace? {
    let id = decision.id.rawValue
    return try await database.read { connection in
      switch decision.kind {
      case .planApproval:
        let row = try connection.row("SELECT plan, number FROM plan_version WHERE decision = \(id)")
        return try row.map { .version(ID(rawValue: try $0.value("plan")), try $0.value("number")) }
      case .investment:
        let plan: String? = try connection.value(
          """
          SELECT plan FROM funding_run WHERE decision = \(id)
            AND EXISTS (SELECT 1 FROM plan_version WHERE plan_version.plan = funding_run.plan)
          """)
        return plan.map { .plan(ID(rawValue: $0)) }
      case .ranking:
        let row = try connection.row("SELECT id, plan FROM scoring_round WHERE decision = \(id)")
        return try row.map {
          .ranking(ID(rawValue: try $0.value("id")), of: ID(rawValue: try $0.value("plan")))
        }
      case .budgetVote:
        let vote: String? = try connection.value(
          "SELECT id FROM consultation WHERE decision = \(id)")
        return vote.map { .vote(ID(rawValue: $0)) }
      case .conversation:
        let row = try connection.row("SELECT id, city FROM conversation WHERE decision = \(id)")
        return try row.map {
          .conversation(ID(rawValue: try $0.value("id")), of: ID(rawValue: try $0.value("city")))
        }
      case .selection:
        return (decision.settings["call"]?.string).map { .call(ID(rawValue: $0)) }
      case .matching:
        let network: String? = try connection.value(
          "SELECT network FROM match_run WHERE decision = \(id)")
        return network.map { .network(ID(rawValue: $0)) }
      default: return nil
      }
    }
  }
}
