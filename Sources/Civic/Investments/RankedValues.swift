import BigInt
public import Exact

/// What a ranking says each action is worth: the seam to the decision on what matters most.
public struct RankedValues: Hashable, Sendable {
  public let decision: Exact.ID<Decision>
  /// By code or identifier of the action.
  public let values: [String: ScenarioValue]

  public init(decision: Exact.ID<Decision>, values: [String: ScenarioValue]) {
    (self.decision, self.values) = (decision, values)
  }

  subscript(action: ScenarioAction) -> ScenarioValue? {
    values[action.id.rawValue] ?? values[action.code]
  }

  /// Reads a decision of kind `ranking` whose outcome is as `gradnik-ranking/1` has it.
  ///
  /// A score in a range is `[low, high]`. Scores that are all 1 at most are shares and count as
  /// points of 100; what is below zero counts as zero, what is above 10,000 as that; two decimals
  /// are kept.
  ///
  /// - Returns: `nil` when it holds no scores.
  public init?(_ decision: Decision) {
    guard decision.kind.rawValue == "ranking",
      let ranking = decision.conclusion.outcome["ranking"]?.array
    else { return nil }
    var scores: [String: (low: Rational, high: Rational)] = [:]
    for entry in ranking {
      guard let id = entry["id"]?.string, let score = entry["score"] else { continue }
      let ends = (score.array ?? [score, score]).compactMap(Self.number)
      guard ends.count == 2, ends[0] <= ends[1] else { continue }
      scores[id] = (ends[0], ends[1])
    }
    guard !scores.isEmpty else { return nil }
    let areShares = scores.values.allSatisfy { $0.high <= .one }
    self.init(
      decision: decision.id,
      values: scores.mapValues {
        ScenarioValue(
          low: Self.points($0.low, areShares), high: Self.points($0.high, areShares))
      })
  }

  private static func number(_ value: JSONValue) -> Rational? {
    (value.string ?? value.number?.description).flatMap { ExactDecimal($0) }?.rational
  }

  private static func points(_ score: Rational, _ isShare: Bool) -> ExactDecimal {
    let hundredths = (score * Rational(isShare ? 10_000 : 100) + Rational(1, over: 2)).floor
    return ExactDecimal(
      significand: Int64(min(max(hundredths, 0), 1_000_000)), scale: 2
    ).shortest
  }
}
