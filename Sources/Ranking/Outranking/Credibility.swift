/// How credible it is that one is at least as good as another (ELECTRE III and TRI-B).
///
/// Source: Roy (1978), "ELECTRE III: Un algorithme de classements fondé sur une représentation
/// floue des préférences en présence de critères multiples", Cahiers du CERO 20(1).
public struct Credibility: Sendable {
  private let thresholds: [OutrankingThresholds]
  private let weights: [Double]

  /// - Parameter weights: Summing to 1.
  public init(criteria: [Criterion], weights: [Double]) throws(RankingError) {
    var thresholds: [OutrankingThresholds] = []
    for criterion in criteria { thresholds.append(try OutrankingThresholds(criterion)) }
    self.thresholds = thresholds
    self.weights = weights
  }

  /// The weighted share of criteria on which the first is at least as good.
  public func concordance(_ first: [Double], _ second: [Double]) -> Double {
    var sum = 0.0
    for (j, threshold) in thresholds.enumerated() {
      sum += weights[j] * threshold.concordance(loss: second[j] - first[j])
    }
    return sum
  }

  /// Concordance weakened by the criteria that speak against it more than it speaks for itself.
  ///
  /// - Parameters: Scores by criterion, more being better.
  public func callAsFunction(_ first: [Double], _ second: [Double]) -> Double {
    let concordance = concordance(first, second)
    var credibility = concordance
    for (j, threshold) in thresholds.enumerated() {
      let discordance = threshold.discordance(loss: second[j] - first[j])
      if discordance > concordance {
        credibility *= (1 - discordance) / (1 - concordance)
      }
    }
    return credibility
  }

  /// The credibility of every ordered pair.
  ///
  /// - Complexity: O(*n*² · criteria).
  public func matrix(
    rows: [[Double]], shouldStop: () -> Bool = { false }
  ) throws(RankingError) -> [[Double]] {
    var matrix: [[Double]] = []
    for (i, first) in rows.enumerated() {
      if i % 16 == 0, shouldStop() { throw .stopped }
      matrix.append(rows.enumerated().map { i == $0 ? 1 : self(first, $1) })
    }
    return matrix
  }
}
