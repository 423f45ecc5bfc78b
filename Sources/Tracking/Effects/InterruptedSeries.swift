/// One city's own series before and after: does it leave the line it was on?
///
/// A straight line with a step and a bend at the start, by least squares; errors of nearby years may
/// go together (Newey-West).
///
/// Source: Wagner, Soumerai, Zhang, Ross-Degnan (2002), "Segmented regression analysis of
/// interrupted time series studies". <https://doi.org/10.1046/j.1365-2710.2002.00430.x>
public struct InterruptedSeries: Equatable, Sendable {
  public static let fewestBefore = 4
  public static let fewestAfter = 4

  /// In the last year: the value on the line less what the line before would have given.
  public let effect: MeasuredEffect
  /// The step in the first year; nothing when it cannot tell.
  public let step: Estimate?
  /// The bend: the change of the yearly change.
  public let bend: Estimate?
  /// How many years apart errors may go together.
  public let lag: Int

  /// - Parameters:
  ///   - start: The first year that counts as after.
  ///   - lag: For Newey-West; by default ⌊4 (n / 100)^(2/9)⌋.
  public init(_ observations: [Observation], start: Int, lag: Int? = nil) {
    let (before, after) = MeasuredEffect.split(observations, at: start)
    let all = before + after
    self.lag =
      lag ?? Int(4 * Elementary.power(Double(max(1, all.count)) / 100, 2.0 / 9))
    guard before.count >= Self.fewestBefore, after.count >= Self.fewestAfter else {
      effect = .cannotTell(
        because: before.count < Self.fewestBefore
          ? .tooFewBefore(found: before.count, needed: Self.fewestBefore)
          : .tooFewAfter(found: after.count, needed: Self.fewestAfter))
      (step, bend) = (nil, nil)
      return
    }
    let rows = all.map { point in
      let since = Double(point.year - start)
      return point.year >= start ? [1, since, 1, since] : [1, since, 0, 0]
    }
    let size = all.reduce(0) { $0 + $1.value * $1.value }
    guard let fit = LeastSquares(rows, all.map(\.value)), fit.sumOfSquares > size * 1e-24 else {
      effect = .cannotTell(because: .noVariation)
      (step, bend) = (nil, nil)
      return
    }
    let covariance = fit.neweyWest(lag: self.lag)
    func estimate(_ combination: [Double]) -> Estimate {
      Estimate(
        zip(combination, fit.coefficients).reduce(0) { $0 + $1.0 * $1.1 },
        variance: LeastSquares.variance(of: combination, covariance),
        freedom: Double(fit.degreesOfFreedom))
    }
    let span = Double((after.last?.year ?? start) - start)
    effect = MeasuredEffect(estimate([0, 0, 1, span]))
    (step, bend) = (estimate([0, 0, 1, 0]), estimate([0, 0, 0, 1]))
  }
}
