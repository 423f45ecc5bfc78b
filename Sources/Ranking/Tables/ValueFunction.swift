/// A partial value function: straight lines between anchors, flat beyond the outer ones.
///
/// Anchors come from the scale, never from the alternatives, so that adding or removing one cannot
/// reverse the order of others.
///
/// Source: von Winterfeldt, Edwards (1986), "Decision analysis and behavioral research", chapter 7;
/// Dodgson et al. (2009), "Multi-criteria analysis: a manual", 6.2.
public struct ValueFunction: Hashable, Sendable {
  public struct Anchor: Hashable, Sendable {
    public let score: Double
    public let value: Double

    public init(score: Double, value: Double) {
      self.score = score
      self.value = value
    }
  }

  public enum Failure: Error, Hashable, Sendable {
    case tooFewAnchors
    /// Scores that are not finite or do not rise from anchor to anchor; the index of the culprit.
    case badAnchor(Int)
  }

  public let anchors: [Anchor]

  /// - Parameter anchors: Two or more, in any order of their scores, no score twice.
  public init(_ anchors: [Anchor]) throws(Failure) {
    guard anchors.count >= 2 else { throw .tooFewAnchors }
    for (index, anchor) in anchors.enumerated() {
      guard anchor.score.isFinite, anchor.value.isFinite,
        anchor.score.magnitude <= DecisionTable.largestScore,
        anchor.value.magnitude <= DecisionTable.largestScore,
        !anchors[..<index].contains(where: { $0.score == anchor.score })
      else { throw .badAnchor(index) }
    }
    self.anchors = anchors.sorted { $0.score < $1.score }
  }

  public func callAsFunction(_ score: Double) -> Double {
    guard score > anchors[0].score else { return anchors[0].value }
    for (low, high) in zip(anchors, anchors.dropFirst()) where score <= high.score {
      let share = (score - low.score) / (high.score - low.score)
      return low.value + share * (high.value - low.value)
    }
    return anchors[anchors.count - 1].value
  }

  /// The least and the largest value over an interval of scores.
  public func range(over scores: ClosedRange<Double>) -> ClosedRange<Double> {
    var values = [self(scores.lowerBound), self(scores.upperBound)]
    values += anchors.filter { scores.contains($0.score) }.map(\.value)
    return (values.min() ?? 0)...(values.max() ?? 0)
  }

  /// The values that the function can take.
  public var bounds: ClosedRange<Double> {
    let values = anchors.map(\.value)
    return (values.min() ?? 0)...(values.max() ?? 0)
  }

  public var scores: ClosedRange<Double> {
    anchors[0].score...anchors[anchors.count - 1].score
  }

  /// Whether values rise with scores, fall with them, or neither (`nil`).
  public var direction: Criterion.Direction? {
    let pairs = zip(anchors, anchors.dropFirst())
    if pairs.allSatisfy({ $0.value <= $1.value }) { return .max }
    return pairs.allSatisfy({ $0.value >= $1.value }) ? .min : nil
  }
}
