/// What is known about how important criteria are.
public enum WeightInformation: Hashable, Sendable {
  case exact([Double])
  case none
  /// Criteria from the most important; those of one group are equal.
  case order([[Int]])
  /// Bounds of weights that sum to one.
  case intervals([ClosedRange<Double>])
  /// What the swing from worst to best is worth, relative to the other criteria.
  case swing([Double])
  case bestWorst(BestWorstComparisons)
  case pairwise(PairwiseMatrix)

  public var kind: String {
    switch self {
    case .exact: "exact"
    case .none: "none"
    case .order: "order"
    case .intervals: "intervals"
    case .swing: "swing"
    case .bestWorst: "best-worst"
    case .pairwise: "pairwise"
    }
  }

  /// One weight a criterion, summing to 1.
  ///
  /// Without information all are equal; an order gives the mean of all weights in that order
  /// (rank-order centroid: Barron, Barrett 1996, <https://doi.org/10.1287/mnsc.42.11.1515>);
  /// bounds give the point between the lower and the upper ones that sums to one; best-worst the
  /// linear model's weights; pairwise comparisons the geometric means of the rows.
  ///
  /// - Parameter names: Of the criteria, in the order of the weights.
  public func point(names: [String]) throws(RankingError) -> [Double] {
    let count = names.count
    switch self {
    case .exact(let weights), .swing(let weights):
      return try Self.normalised(weights, names: names)
    case .none: return [Double](repeating: 1 / Double(count), count: count)
    case .order(let groups): return Self.centroid(groups, count: count)
    case .intervals(let bounds):
      return try WeightBounds(bounds, names: names).middle
    case .bestWorst(let comparisons): return LinearBestWorst(comparisons).weights
    case .pairwise(let matrix): return Priorities.geometricMean(matrix)
    }
  }

  /// Weights divided by their sum.
  public static func normalised(
    _ weights: [Double], names: [String]
  ) throws(RankingError) -> [Double] {
    for (weight, name) in zip(weights, names) {
      guard weight >= 0, weight <= DecisionTable.largestScore else { throw .unusableWeight(name) }
    }
    let largest = weights.max() ?? 0
    guard largest > 0 else { throw .allWeightsZero }
    let scaled = weights.map { $0 / largest }
    let sum = scaled.reduce(0, +)
    return scaled.map { $0 / sum }
  }

  private static func centroid(_ groups: [[Int]], count: Int) -> [Double] {
    var weights = [Double](repeating: 0, count: count)
    // Corners of the polytope: the first k groups share the weight equally.
    var before: [Int] = []
    for group in groups {
      before += group
      for criterion in before { weights[criterion] += 1 / Double(before.count * groups.count) }
    }
    return weights
  }
}
