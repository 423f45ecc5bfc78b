public import Civic

/// How a decision of each kind is taken again from its bundle.
public enum Recomputations {
  public static let all: [DecisionKind: Recomputation] = [
    .planApproval: PlanApproval.recompute,
    .matching: MatchingDecision.recompute,
    .selection: SelectionDecision.recompute,
    .investment: InvestmentDecision.recomputation(BoundLimits()),
    .budgetVote: BudgetVoteCount.recompute,
    .conversation: ConversationCount.recompute,
    .ranking: RankingDecision.recompute,
  ]

  /// The same, with a limit for proving the bounds of optimisations again.
  public static func all(_ limits: BoundLimits) -> [DecisionKind: Recomputation] {
    all.merging([.investment: InvestmentDecision.recomputation(limits)]) { _, limited in limited }
  }
}
