public import Civic

/// How a decision of each kind is taken again from its bundle.
public enum Recomputations {
  public static let all: [DecisionKind: Recomputation] = [
    .planApproval: PlanApproval.recompute,
    .ranking: RankingDecision.recompute,
  ]
}
