/// A step in a series that keeps its slope: a new method of counting, a merged city, a real change.
public struct LevelBreak: Equatable, Sendable {
  public static let fewestValues = 8
  public static let fewestOnEachSide = 3

  /// The F statistic above which a step is believed.
  ///
  /// The largest F over all possible years exceeds 12.5 in at most 5 % of series of 8 to 40
  /// independent normal values about a line (found by simulation: 12.46 for 8 values, 10.76 for
  /// 40). Values that go together from year to year raise more false alarms.
  public static let limit = 12.5

  /// The first year on the new level.
  public let year: Int
  public let step: Double
  public let statistic: Double

  /// The year where a line with one step fits best, if it fits much better than a line without.
  ///
  /// Source: Quandt (1960), "Tests of the hypothesis that a linear regression system obeys two
  /// separate regimes", for the largest statistic over all years.
  /// <https://doi.org/10.1080/01621459.1960.10482067>
  ///
  /// - Parameter observations: In any order. Ties go to the earlier year.
  /// - Returns: Nothing when no step is believed or there are fewer than ``fewestValues`` values.
  /// - Complexity: O(*n*²).
  public static func found(in observations: [Observation]) -> LevelBreak? {
    let sorted = Anomalies.cleaned(observations)
    guard sorted.count >= fewestValues, let first = sorted.first else { return nil }
    let values = sorted.map { $0.value - first.value }
    let years = sorted.map { Double($0.year - first.year) }
    guard let line = LeastSquares(years.map { [1, $0] }, values) else { return nil }
    let rounding = values.reduce(0) { $0 + $1 * $1 } * 1e-20
    guard line.sumOfSquares > rounding else { return nil }
    var best: LevelBreak?
    for split in fewestOnEachSide...(sorted.count - fewestOnEachSide) {
      let rows = years.indices.map { [1, years[$0], $0 >= split ? 1 : 0] }
      guard let fit = LeastSquares(rows, values) else { continue }
      let statistic =
        (line.sumOfSquares - fit.sumOfSquares)
        / (max(fit.sumOfSquares, rounding) / Double(fit.degreesOfFreedom))
      if statistic > max(limit, best?.statistic ?? 0) {
        best = LevelBreak(
          year: sorted[split].year, step: fit.coefficients[2], statistic: statistic)
      }
    }
    return best
  }
}
