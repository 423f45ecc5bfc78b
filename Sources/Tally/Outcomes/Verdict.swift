public import Exact

/// What became of a project, and what it lacked. Amounts are in units of the election.
public enum Verdict: Hashable, Sendable {
  case funded
  /// In the second half of Poznań's rule: `reserve` comes from other funds.
  case fundedWithReserve(reserve: Int64)
  /// At its turn the money left was less than its cost by `lacking`.
  case overBudget(lacking: Int64)
  /// A project before it did not fit, and the rule ends there.
  case afterTheEnd
  /// Its score, in points, was below the least by `lacking`.
  case belowThreshold(lacking: Rational)
  /// Too few votes for its cost to be admitted, by `lacking` votes.
  case ineligible(lacking: Int64)
  /// Another project of its exclusive group was funded.
  case excluded(by: Int)
  /// Nobody supports it.
  case unsupported
  /// Its supporters had less money left than it costs, by `lacking`.
  case supportersCannotPay(lacking: Rational)
  /// The set with the highest total does not hold it.
  case notInOptimum
}
