/// Bounds of weights that sum to one, drawn together to what they imply of each other.
public struct WeightBounds: Hashable, Sendable {
  public let lows: [Double]
  public let highs: [Double]

  /// - Throws: ``RankingError/impossibleWeightBounds`` when no weights within them sum to one.
  public init(_ bounds: [ClosedRange<Double>], names: [String]) throws(RankingError) {
    for (bound, name) in zip(bounds, names) {
      guard bound.lowerBound >= 0, bound.upperBound <= 1 else { throw .unusableWeight(name) }
    }
    let (low, high) = bounds.reduce((0.0, 0.0)) {
      ($0.0 + $1.lowerBound, $0.1 + $1.upperBound)
    }
    guard low <= 1 + 1e-12, high >= 1 - 1e-12 else { throw .impossibleWeightBounds }
    lows = bounds.map { min($0.upperBound, max($0.lowerBound, 1 - (high - $0.upperBound))) }
    highs = bounds.map { max($0.lowerBound, min($0.upperBound, 1 - (low - $0.lowerBound))) }
  }

  /// The point on the line from the lower to the upper bounds that sums to one.
  public var middle: [Double] {
    let (low, high) = (lows.reduce(0, +), highs.reduce(0, +))
    let share = high > low ? min(1, max(0, (1 - low) / (high - low))) : 0
    return zip(lows, highs).map { $0 + share * ($1 - $0) }
  }
}
