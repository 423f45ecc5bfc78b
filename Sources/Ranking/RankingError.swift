/// Why there is no ranking.
public enum RankingError: Error, Hashable, Sendable {
  /// A place in the table.
  public struct Cell: Hashable, Sendable {
    public let alternative: String
    public let criterion: String

    public init(alternative: String, criterion: String) {
      self.alternative = alternative
      self.criterion = criterion
    }
  }

  case noCriteria
  case noAlternatives
  case repeatedCriterion(String)
  case repeatedAlternative(String)
  /// A score that is not finite or beyond ``DecisionTable/largestScore``.
  case unusableScore(Cell)
  /// The method needs a plain number where the table has an interval or nothing.
  case scoreNotExact(Cell)
  /// The method needs a number above zero.
  case scoreNotPositive(Cell)
  /// Weights that are negative, not finite, or all zero.
  case unusableWeight(String)
  case allWeightsZero
  /// Bounds of weights between which no weights sum to one.
  case impossibleWeightBounds
  /// Comparisons that are not reciprocal numbers above zero; row and column.
  case unusableComparison(Int, Int)
  /// Best-worst comparisons that are below 1 or not finite; the criterion.
  case unusableBestWorst(String)
  /// Thresholds of a criterion that are negative, missing or out of order.
  case unusableThresholds(String)
  case noProfiles
  /// A profile that is not better than the one before it; its index.
  case profilesOutOfOrder(Int)
  /// The method needs comparisons, and there are none.
  case comparisonsMissing
  case tooLarge(limit: Int)
  case stopped
}
