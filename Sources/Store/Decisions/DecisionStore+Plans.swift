public import Civic
import Database
import Exact

extension DecisionStore {
  /// The decisions that a plan rests on, the oldest first: on its order and its money, the votes that
  /// were held for it, and the votes and conversations that its actions came from. Not its approvals,
  /// which its versions tell of.
  ///
  /// - Parameter instant: The last moment that counts; none for now.
  public func decisions(
    behind document: PlanDocument, until instant: Instant? = nil
  ) async throws -> [Decision] {
    let plan = document.plan.id.rawValue
    let projects = Self.origins(of: document, VoteProject.entityName)
    let conversations = Self.origins(of: document, ConversationStatement.entityName)
      .compactMap { $0.split(separator: ".").first.map(String.init) }
    return try await database.read { connection in
      try connection.rows(
        """
        SELECT content FROM decision WHERE id IN (
          SELECT decision FROM scoring_round WHERE plan = \(plan)
          UNION SELECT decision FROM funding_run WHERE plan = \(plan)
          UNION SELECT decision FROM consultation WHERE plan = \(plan)
            OR id IN (SELECT consultation FROM vote_project WHERE id IN \(values: projects))
          UNION SELECT decision FROM conversation WHERE id IN \(values: conversations))
        ORDER BY decided_at, id
        """
      ).map { row in
        let text: String = try row.value("content")
        return try Decision(json: JSONValue(parsing: text, limits: .records))
      }.filter { decision in instant.map { decision.decidedAt <= $0 } ?? true }
    }
  }

  /// What the plan's actions came from, of one kind.
  private static func origins(of document: PlanDocument, _ kind: String) -> [String] {
    document.actions.compactMap(\.origin).filter { $0.kind == kind }.map(\.id)
  }
}
