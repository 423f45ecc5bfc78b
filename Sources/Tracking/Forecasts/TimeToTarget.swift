/// When a target is met if the series goes on as it did.
public enum TimeToTarget: Equatable, Sendable {
  case alreadyReached
  /// The forecast meets it in the year; the good end of the 80 % range in the earliest, the bad end
  /// in the latest, or never within the horizon.
  case expected(Int, earliest: Int, latest: Int?)
  /// The forecast does not meet it within so many years; the good end of its range may.
  case notOnThisPath(within: Int, earliest: Int?)
}

extension Forecast {
  /// - Parameters:
  ///   - direction: In a band, the end of the range nearer to the target is the good one.
  ///   - horizon: How many years to look ahead.
  /// - Complexity: O(horizon²).
  public func timeToTarget(
    _ target: Double, _ direction: Direction, within horizon: Int
  ) -> TimeToTarget {
    func meets(_ value: Double) -> Bool { direction.shortfall(of: value, from: target) <= 0 }
    if meets(last.value) { return .alreadyReached }
    var (earliest, expected, latest): (Int?, Int?, Int?)
    for years in 1...max(1, horizon) {
      let point = point(after: years)
      let (low, high) = (point.range80.low, point.range80.high)
      let nearest = min(max(target, low), high)
      if earliest == nil, meets(nearest) { earliest = point.year }
      if expected == nil, meets(point.value) { expected = point.year }
      if latest == nil, meets(low), meets(high) { latest = point.year }
      if latest != nil { break }
    }
    guard let expected else { return .notOnThisPath(within: horizon, earliest: earliest) }
    return .expected(expected, earliest: earliest ?? expected, latest: latest)
  }
}
