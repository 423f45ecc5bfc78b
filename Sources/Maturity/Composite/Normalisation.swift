/// How values in different units are made comparable; missing values stay missing.
///
/// Source: OECD and JRC (2008), "Handbook on Constructing Composite Indicators", 5.
/// <https://doi.org/10.1787/9789264043466-en>
public enum Normalisation: Hashable, Sendable {
  /// 0 for the worst and 100 for the best: of the values, or of fixed goalposts, which alone make
  /// results of different years comparable; values beyond them are kept at 0 or 100.
  case minMax(goalposts: ClosedRange<Double>?)
  /// Distance to the mean in sample standard deviations.
  case zScore
  /// 100 times the value over the reference; where less is better the reference over the value.
  case distanceToReference(Double)
  /// 100 for the best, 0 for the worst; equal values share the mean of their places.
  case rank

  /// - Parameters:
  ///   - values: One a city; `nil` where missing.
  ///   - higherIsBetter: Whether more is better.
  /// - Returns: In the same order; `nil` also where all values are the same or nothing is defined.
  public func normalised(_ values: [Double?], higherIsBetter: Bool = true) -> [Double?] {
    switch self {
    case .minMax(let goalposts): minMax(values, goalposts, higherIsBetter)
    case .zScore: zScore(values, higherIsBetter)
    case .distanceToReference(let reference):
      values.map { value in
        guard let value else { return nil }
        let (above, below) = higherIsBetter ? (value, reference) : (reference, value)
        return below == 0 ? nil : 100 * above / below
      }
    case .rank: ranked(values, higherIsBetter)
    }
  }

  private func minMax(
    _ values: [Double?], _ goalposts: ClosedRange<Double>?, _ higherIsBetter: Bool
  ) -> [Double?] {
    let known = values.compactMap(\.self)
    guard let least = goalposts?.lowerBound ?? known.min(),
      let most = goalposts?.upperBound ?? known.max(), most > least
    else { return values.map { _ in nil } }
    return values.map { value in
      guard let value else { return nil }
      let kept = min(max(value, least), most)
      let share = higherIsBetter ? (kept - least) : (most - kept)
      return 100 * share / (most - least)
    }
  }

  private func zScore(_ values: [Double?], _ higherIsBetter: Bool) -> [Double?] {
    let known = values.compactMap(\.self)
    guard known.count > 1 else { return values.map { _ in nil } }
    let mean = known.reduce(0, +) / Double(known.count)
    let squares = known.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let deviation = (squares / Double(known.count - 1)).squareRoot()
    guard deviation > 0 else { return values.map { _ in nil } }
    let sign: Double = higherIsBetter ? 1 : -1
    return values.map { $0.map { sign * ($0 - mean) / deviation } }
  }

  private func ranked(_ values: [Double?], _ higherIsBetter: Bool) -> [Double?] {
    let known = values.compactMap(\.self)
    guard known.count > 1 else { return values.map { _ in nil } }
    return values.map { value in
      guard let value else { return nil }
      let worse = known.count { higherIsBetter ? $0 < value : $0 > value }
      let equal = known.count { $0 == value } - 1
      return 100 * (Double(worse) + Double(equal) / 2) / Double(known.count - 1)
    }
  }
}
