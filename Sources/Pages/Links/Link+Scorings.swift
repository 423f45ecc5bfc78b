public import Civic
public import Exact

/// Addresses at which actions of a plan are judged together.
extension Link {
  public static func decide(_ plan: ID<Plan>) -> Link { Link("plans", plan.rawValue, "decide") }

  public static func newRound(of plan: ID<Plan>) -> Link {
    Link("plans", plan.rawValue, "decide", "new")
  }

  public enum RoundStep: String, CaseIterable, Hashable, Sendable {
    case settings, weights, spread, result, council, acceptance, scenarios
    // Steps that are posted.
    case opening, closing, again, submission
    case table = "table.json"
  }

  public static func round(
    _ round: ID<ScoringRound>, of plan: ID<Plan>, _ step: RoundStep? = nil
  ) -> Link {
    Link(
      parts: ["plans", plan.rawValue, "decide", round.rawValue] + (step.map { [$0.rawValue] } ?? [])
    )
  }

  /// One's own scores by one criterion.
  public static func scores(
    by criterion: String, in round: ID<ScoringRound>, of plan: ID<Plan>
  ) -> Link {
    Link("plans", plan.rawValue, "decide", round.rawValue, "scores", criterion)
  }

  /// The public page of a ranking that was accepted.
  public static func ranking(_ round: ID<ScoringRound>, of plan: ID<Plan>) -> Link {
    Link("plans", plan.rawValue, "rankings", round.rawValue)
  }
}
