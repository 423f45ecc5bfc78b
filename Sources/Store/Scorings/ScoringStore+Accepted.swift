public import Civic
import Database
public import Exact
import Exchange

extension ScoringStore {
  /// What a public ranking says each action is worth, exactly as published.
  public struct AcceptedRanking: Sendable {
    public let decision: ID<Decision>
    public let acceptedAt: Instant
    /// By action; only those that were ranked. 0 is worst, 100 best.
    public let values: [ID<Action>: RankedValue]
    public let places: [ID<Action>: RankedPlace]
  }

  /// The value of an action with the middle weights and scores, and its least and largest.
  public struct RankedValue: Hashable, Sendable {
    public let value: ExactDecimal
    public let low: ExactDecimal
    public let high: ExactDecimal
  }

  /// The last ranking of a plan that was accepted; public, as every decision is.
  public func acceptedRanking(of plan: ID<Plan>) async throws -> AcceptedRanking? {
    try await database.read { connection in
      let row = try connection.row(
        """
        SELECT scoring_round.accepted_at, scoring_round.id AS round, scoring_round.name,
          decision.id, decision.content
        FROM scoring_round
        JOIN decision ON decision.id = scoring_round.decision
        WHERE scoring_round.plan = \(plan.rawValue)
        ORDER BY scoring_round.accepted_at DESC, scoring_round.id DESC LIMIT 1
        """)
      guard let row else { return nil }
      let json = try JSONValue(
        parsing: try row.value("content", as: String.self), limits: .records)
      let outcome = try Decision(json: json).conclusion.outcome
      var values: [ID<Action>: RankedValue] = [:]
      for member in outcome["values"]?.object?.members ?? [] {
        let number = { (name: String) in
          member.value[name]?.string.flatMap { ExactDecimal($0) }
        }
        guard let value = number("value"), let low = number("low"), let high = number("high")
        else { throw StoreError.unstorable("values") }
        values[ID(rawValue: member.name)] = RankedValue(value: value, low: low, high: high)
      }
      guard let acceptedAt = Instant(try row.value("accepted_at", as: String.self)) else {
        throw StoreError.unstorable("accepted_at")
      }
      return AcceptedRanking(
        decision: ID(rawValue: try row.value("id")), acceptedAt: acceptedAt, values: values,
        places: try Self.places(outcome, row))
    }
  }

  private static func places(
    _ outcome: JSONValue, _ row: Row
  ) throws -> [ID<Action>: RankedPlace] {
    let ranking = outcome["ranking"]?.array ?? []
    var places: [ID<Action>: RankedPlace] = [:]
    for entry in ranking {
      guard let id = entry["id"]?.string, let rank = entry["rank"]?.number?.integer else {
        throw StoreError.unstorable("ranking")
      }
      places[ID(rawValue: id)] = RankedPlace(
        round: ID(rawValue: try row.value("round")), name: try row.value("name"),
        rank: Int(rank), count: ranking.count)
    }
    return places
  }

  /// An accepted ranking with the table it was taken from: what the public reads.
  public struct PublishedRanking: Sendable {
    public let decision: Decision
    public let table: JSONValue
    /// Of an invented plan.
    public let isDemonstration: Bool
  }

  /// - Throws: ``StoreError/notFound`` for a round that is not accepted.
  public func publishedRanking(
    _ id: ID<ScoringRound>, of plan: ID<Plan>
  ) async throws -> PublishedRanking {
    try await database.read { connection in
      let row = try connection.row(
        """
        SELECT decision.content, decision_input.content AS input, plan.is_demonstration
        FROM scoring_round JOIN plan ON plan.id = scoring_round.plan
        JOIN decision ON decision.id = scoring_round.decision
        JOIN decision_input ON decision_input.decision = decision.id
        WHERE scoring_round.id = \(id.rawValue) AND scoring_round.plan = \(plan.rawValue)
          AND decision_input.name = \(RankingDecision.inputName)
        """)
      guard let row else { throw StoreError.notFound }
      let json = try JSONValue(
        parsing: try row.value("content", as: String.self), limits: .records)
      let bytes: [UInt8] = try row.value("input")
      return PublishedRanking(
        decision: try Decision(json: json), table: try JSONValue(parsing: bytes, limits: .records),
        isDemonstration: try row.value("is_demonstration"))
    }
  }
}
