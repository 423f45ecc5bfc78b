public import Exact

/// Everything that decides how ballots are counted.
public struct TallySettings: Hashable, Sendable {
  public var rule: Rule
  public var satisfaction: Satisfaction
  public var ties: TieBreaking
  /// The least score with which a project is funded, in points; for `greedyThreshold`.
  public var threshold: Rational?
  /// Groups of projects of which at most one is funded.
  public var exclusive: [[Int]] = []
  public var completion = Completion.none
  public var start: Start
  /// Units of the currency for `add1`, percent of the budget for `percent`; `nil` is 1. Positive.
  public var step: Rational?
  /// Whether greedy replaces equal shares when strictly more voters prefer it.
  public var comparison = false
  /// With *k*: drops projects with votes / voters < cost / (*k* · budget).
  public var eligibility: Int64?

  /// The usual settings of a rule.
  public init(
    _ rule: Rule, for kind: BallotKind = .approval, completion: Completion = .none
  ) {
    self.rule = rule
    self.completion = completion
    satisfaction = .usual(for: kind)
    ties = .usual(for: rule)
    start = completion.raises ? .integral : .fractional
  }
}
