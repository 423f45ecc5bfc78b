/// VIKOR: a compromise between the sum of regrets and the greatest regret.
///
/// Source: Opricovic, Tzeng (2004), "Compromise solution by MCDM methods".
/// <https://doi.org/10.1016/S0377-2217(03)00020-1>
public struct Compromise: Sendable {
  /// The weighted sum of regrets S, 0 for the best of everything.
  public let sums: [Double]
  /// The greatest weighted regret R.
  public let greatest: [Double]
  /// Q, 0 for the best.
  public let scores: [Double]
  public let ranks: Ranks
  /// Whether the second is at least 1/(n − 1) behind the first.
  public let hasAdvantage: Bool
  /// Whether the first is also the first by S or by R.
  public let isStable: Bool
  /// The first alone if both hold, else the first two, or all without enough advantage.
  public let proposed: [Int]

  /// - Parameters:
  ///   - columns: More is better; by criterion, then alternative.
  ///   - weights: Summing to 1.
  ///   - majority: The weight v of the sum against the greatest regret.
  public init(_ columns: [[Double]], weights: [Double], majority: Double) {
    let count = columns.first?.count ?? 0
    var sums = [Double](repeating: 0, count: count)
    var greatest = sums
    for (column, weight) in zip(columns, weights) {
      let (low, high) = (column.min() ?? 0, column.max() ?? 0)
      // A criterion without differences is nobody's regret.
      guard high > low else { continue }
      for i in 0..<count {
        let regret = weight * ((high - column[i]) / (high - low))
        sums[i] += regret
        if regret > greatest[i] { greatest[i] = regret }
      }
    }
    let scores = zip(Self.unit(sums), Self.unit(greatest)).map {
      majority * $0 + (1 - majority) * $1
    }
    let ranks = Ranks(scores: scores, lowerIsBetter: true)
    let order = ranks.order
    let tolerance = Ranks.epsilon
    let gap = count > 1 ? 1 / Double(count - 1) : 0
    hasAdvantage = count < 2 || scores[order[1]] - scores[order[0]] >= gap - tolerance
    isStable =
      order.isEmpty || sums[order[0]] <= (sums.min() ?? 0) + tolerance
      || greatest[order[0]] <= (greatest.min() ?? 0) + tolerance
    if hasAdvantage {
      proposed = isStable ? Array(order.prefix(1)) : Array(order.prefix(2))
    } else {
      proposed = order.filter { scores[$0] - scores[order[0]] < gap - tolerance }
    }
    self.sums = sums
    self.greatest = greatest
    self.scores = scores
    self.ranks = ranks
  }

  /// By criterion, then alternative: the weighted regret.
  public static func regrets(_ columns: [[Double]], weights: [Double]) -> [[Double]] {
    zip(columns, weights).map { column, weight in
      let (low, high) = (column.min() ?? 0, column.max() ?? 0)
      return column.map { high > low ? weight * ((high - $0) / (high - low)) : 0 }
    }
  }

  /// From 0 at the least to 1 at the largest; all 0 when they are equal.
  private static func unit(_ numbers: [Double]) -> [Double] {
    let (low, high) = (numbers.min() ?? 0, numbers.max() ?? 0)
    guard high - low > Ranks.epsilon else { return numbers.map { _ in 0 } }
    return numbers.map { ($0 - low) / (high - low) }
  }
}
