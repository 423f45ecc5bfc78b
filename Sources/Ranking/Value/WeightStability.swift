/// How far one criterion's weight may move, the others keeping their proportions, before the order
/// changes.
///
/// Along the line w(t) = (1 − t)·w₋ⱼ + t·eⱼ every total is linear in t, so the first to meet are
/// neighbours in the ranking. Alternatives that are equal now may part without ending the interval.
///
/// Source: Mareschal (1988), "Weight stability intervals in multicriteria decision aid".
/// <https://doi.org/10.1016/0377-2217(88)90254-8>
public struct WeightStability: Sendable {
  /// By criterion: between which weights no alternative passes another.
  public let whole: [ClosedRange<Double>]
  /// By criterion: between which weights the first stay first.
  public let first: [ClosedRange<Double>]

  /// - Parameters:
  ///   - parts: By criterion, then alternative: values whose weighted sum is the total.
  ///   - weights: Summing to 1.
  ///   - ranks: Of the totals.
  /// - Complexity: O(alternatives · criteria).
  public init(parts: [[Double]], weights: [Double], ranks: Ranks) {
    let count = parts.first?.count ?? 0
    let totals = (0..<count).map { i in
      weights.indices.reduce(0) { $0 + weights[$1] * parts[$1][i] }
    }
    let classes = ranks.classes
    var whole: [ClosedRange<Double>] = []
    var first: [ClosedRange<Double>] = []
    for (j, weight) in weights.enumerated() {
      guard weight < 1 - 1e-15 else {
        // Nothing is left to keep in proportion.
        whole.append(1...1)
        first.append(1...1)
        continue
      }
      let steps = classes.map { members in
        Step(
          members, total: { totals[$0] },
          slope: { i in
            parts[j][i] - (totals[i] - weight * parts[j][i]) / (1 - weight)
          })
      }
      whole.append(Self.interval(zip(steps, steps.dropFirst()), weight))
      first.append(Self.interval(steps.dropFirst().map { (steps[0], $0) }, weight))
    }
    self.whole = whole
    self.first = first
  }

  /// Alternatives of equal total: the total, and how fast it changes along the line.
  private struct Step {
    let total: Double
    let slopes: ClosedRange<Double>

    init(_ members: [Int], total: (Int) -> Double, slope: (Int) -> Double) {
      self.total = total(members[0])
      let all = members.map(slope)
      slopes = (all.min() ?? 0)...(all.max() ?? 0)
    }
  }

  private static func interval(
    _ pairs: some Sequence<(Step, Step)>, _ weight: Double
  ) -> ClosedRange<Double> {
    var (low, high) = (0.0, 1.0)
    for (better, worse) in pairs {
      let gap = max(0, better.total - worse.total)
      let closing = worse.slopes.upperBound - better.slopes.lowerBound
      if closing > 0 { high = min(high, weight + gap / closing) }
      let opening = better.slopes.upperBound - worse.slopes.lowerBound
      if opening > 0 { low = max(low, weight - gap / opening) }
    }
    return low...high
  }
}
