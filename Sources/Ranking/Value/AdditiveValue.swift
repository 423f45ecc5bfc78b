/// The additive value model: an alternative is worth the weighted sum of its partial values.
///
/// An interval or missing score leaves a range: its value at the worst and at the best possible
/// score. The point between is the value of the intervals' middles; missing criteria are left out
/// of it and the other weights raised in proportion.
///
/// Source: Keeney, Raiffa (1976), "Decisions with multiple objectives", chapter 3; Dodgson et al.
/// (2009), "Multi-criteria analysis: a manual", chapter 6.
public struct AdditiveValue: Sendable {
  public let values: PartialValues
  /// Summing to 1.
  public let weights: [Double]
  /// One for each alternative.
  public let scores: [Double]
  public let lows: [Double]
  public let highs: [Double]
  public let ranks: Ranks

  /// - Complexity: O(alternatives · criteria).
  public init(_ values: PartialValues, weights: [Double]) {
    let count = values.lows.first?.count ?? 0
    var scores = [Double](repeating: 0, count: count)
    var (lows, highs, known) = (scores, scores, scores)
    for (j, weight) in weights.enumerated() {
      for i in 0..<count {
        let (low, high) = (values.lows[j][i], values.highs[j][i])
        lows[i] += weight * low
        highs[i] += weight * high
        if !values.isMissing(i, j) {
          scores[i] += weight * (low == high ? low : low / 2 + high / 2)
          known[i] += weight
        }
      }
    }
    for i in 0..<count {
      if known[i] <= 1e-12 {
        scores[i] = lows[i] / 2 + highs[i] / 2
      } else if weights.indices.contains(where: { values.isMissing(i, $0) }) {
        scores[i] = scores[i] / known[i]
      }
    }
    self.values = values
    self.weights = weights
    self.scores = scores
    self.lows = lows
    self.highs = highs
    ranks = Ranks(scores: scores)
  }

  /// What a criterion adds to the value of an alternative; `nil` where the score is missing.
  public func contribution(of criterion: Int, to alternative: Int) -> Double? {
    guard !values.isMissing(alternative, criterion) else { return nil }
    return weights[criterion] * point(alternative, criterion)
  }

  /// The value of a score, or of the middle of its interval.
  public func point(_ alternative: Int, _ criterion: Int) -> Double {
    let (low, high) = (values.lows[criterion][alternative], values.highs[criterion][alternative])
    return low == high ? low : low / 2 + high / 2
  }

  /// The best and the worst rank that an alternative can have, whatever the uncertain scores are.
  ///
  /// - Complexity: O(*n* log *n*) for all.
  public var rankRanges: [ClosedRange<Int>] {
    let byLow = lows.sorted()
    let byHigh = highs.sorted()
    let tolerance = Ranks.epsilon * max(1, highs.reduce(0) { max($0, $1.magnitude) })
    return lows.indices.map { i in
      // Surely better: their lowest is above this one's highest.
      let better = byLow.count - Self.count(of: byLow, upTo: highs[i] + tolerance)
      let worse = Self.count(of: byHigh, upTo: lows[i] - tolerance)
      return (better + 1)...max(better + 1, lows.count - worse)
    }
  }

  private static func count(of sorted: [Double], upTo limit: Double) -> Int {
    var range = 0..<sorted.count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      if sorted[middle] <= limit {
        range = middle + 1..<range.upperBound
      } else {
        range = range.lowerBound..<middle
      }
    }
    return range.lowerBound
  }
}
