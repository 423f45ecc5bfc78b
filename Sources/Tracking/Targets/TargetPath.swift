/// Targets by year, and what is expected in the years between.
public struct TargetPath: Hashable, Sendable {
  public enum Interpolation: String, Sendable, CaseIterable {
    /// The same amount each year.
    case linear
    /// A target stands until the next.
    case step
    /// The same factor each year; all targets above zero.
    case geometric
  }

  /// At least one, by year; the first is the baseline, the last the final target.
  public let points: [Observation]
  public let interpolation: Interpolation

  /// - Parameter points: In any order.
  public init(_ points: [Observation], _ interpolation: Interpolation) throws(TargetPathError) {
    guard !points.isEmpty else { throw .noPoints }
    let sorted = points.sorted { $0.year < $1.year }
    for (point, next) in zip(sorted, sorted.dropFirst()) where point.year == next.year {
      throw .yearTwice(point.year)
    }
    for point in sorted where !point.value.isFinite { throw .notFinite(year: point.year) }
    if interpolation == .geometric, let point = sorted.first(where: { $0.value <= 0 }) {
      throw .geometricNeedsPositive(year: point.year)
    }
    self.points = sorted
    self.interpolation = interpolation
  }

  public var baseline: Observation { points[0] }
  public var final: Observation { points[points.count - 1] }

  /// What is expected in a year. After the last the final target stands.
  ///
  /// - Returns: Nothing before the baseline.
  public func value(in year: Int) -> Double? {
    guard let after = points.firstIndex(where: { $0.year > year }) else { return final.value }
    guard after > 0 else { return nil }
    let (from, to) = (points[after - 1], points[after])
    let share = Double(year - from.year) / Double(to.year - from.year)
    switch interpolation {
    case .step: return from.value
    case .linear: return from.value * (1 - share) + to.value * share
    case .geometric:
      return year == from.year
        ? from.value : from.value * Elementary.power(to.value / from.value, share)
    }
  }
}

/// Why points are not a path.
public enum TargetPathError: Error, Equatable, Sendable {
  case noPoints
  case yearTwice(Int)
  case notFinite(year: Int)
  case geometricNeedsPositive(year: Int)
}
