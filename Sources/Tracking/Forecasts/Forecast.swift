/// Where a yearly series goes if it goes on as it did.
public struct Forecast: Sendable {
  public static let fewestValues = 5

  /// How the model is chosen.
  public enum Criterion: String, Sendable, CaseIterable {
    /// The smallest corrected Akaike criterion.
    case aicc
    /// The smallest mean absolute error of forecasting each later value from those before it.
    case rollingOrigin
  }

  public struct Point: Equatable, Sendable {
    public let year: Int
    public let value: Double
    public let range80: Estimate
    public let range95: Estimate
  }

  /// How a model did.
  public struct Score: Equatable, Sendable {
    public let model: SmoothingModel
    /// Nothing when the series is too short for it.
    public let aicc: Double?
    /// The mean absolute one-step error over the origins; nothing without an origin.
    public let rollingError: Double?
  }

  /// One-step errors of the choice as it would have been made at each origin, beside the naive.
  public struct RollingError: Equatable, Sendable {
    public let origins: Int
    public let chosen: Double
    public let naive: Double
  }

  public let model: SmoothingModel
  public let criterion: Criterion
  public let parameters: SmoothingParameters
  public let last: Observation
  public let scores: [Score]
  /// With the criterion ``Criterion/rollingOrigin`` the error of the model chosen in hindsight, which
  /// flatters it; with ``Criterion/aicc`` each origin chose for itself. Nothing without an origin.
  public let rollingError: RollingError?
  /// The factor by which the fit's variance is widened, 1 or more: the mean squared one-step error
  /// over the origins, where that is larger than the fit's own.
  public let widening: Double
  let fit: SmoothingFit

  /// The forecast so many years after the last value.
  ///
  /// Ranges are Student's, on values less all that was fitted, widened where the past was forecast
  /// worse than it was fitted. A break that was never seen before is not in them.
  public func point(after years: Int) -> Point {
    let (value, variance) = (fit.value(after: years), fit.variance(after: years) * widening)
    let freedom = fit.degreesOfFreedom
    return Point(
      year: last.year + years, value: value,
      range80: Estimate(value, variance: variance, freedom: freedom, confidence: 0.8),
      range95: Estimate(value, variance: variance, freedom: freedom, confidence: 0.95))
  }
}

/// A forecast, or why there is none.
public enum ForecastOutcome: Sendable {
  case forecast(Forecast)
  case tooShort(found: Int, needed: Int)
  /// The values are so large that their squares are not numbers.
  case notFinite
  /// `shouldStop` said so.
  case stopped

  public var forecast: Forecast? {
    if case .forecast(let forecast) = self { forecast } else { nil }
  }
}

extension Forecast {
  /// Fits every model, chooses one and checks it against the past.
  ///
  /// Ties go to the simpler model.
  ///
  /// - Parameters:
  ///   - observations: In any order, years missing or not; what is not finite is left out. Of two of
  ///     one year the later in the list counts.
  ///   - models: To choose from; the naive one is always among them.
  ///   - shouldStop: Asked before each fit.
  /// - Complexity: About 5 · values² · 10³ multiplications.
  public static func made(
    from observations: [Observation], models: [SmoothingModel] = SmoothingModel.allCases,
    by criterion: Criterion = .aicc, shouldStop: () -> Bool = { false }
  ) -> ForecastOutcome {
    let byYear = Dictionary(
      observations.filter(\.value.isFinite).map { ($0.year, $0.value) }
    ) { _, later in later }
    guard byYear.count >= fewestValues, let first = byYear.keys.min(),
      let end = byYear.keys.max(), end - first < 1000, let lastValue = byYear[end]
    else { return .tooShort(found: byYear.count, needed: fewestValues) }
    let series = (first...end).map { byYear[$0] }
    let contest = ForecastContest(series: series, models: models)
    guard let trial = contest.trial(series, shouldStop),
      let past = contest.past(by: criterion, shouldStop)
    else { return .stopped }
    let fit = trial.chosen(by: criterion, past)
    guard fit.value(after: 1).isFinite, fit.variance.isFinite else { return .notFinite }
    let naive = past.meanError(of: .naive)
    let own =
      criterion == .aicc ? past.meanErrorOfChoice : past.meanError(of: fit.model)
    return .forecast(
      Forecast(
        model: fit.model, criterion: criterion, parameters: fit.parameters,
        last: Observation(year: end, value: lastValue),
        scores: trial.fits.map {
          Score(
            model: $0.model, aicc: $0.aicc(scale: trial.scale),
            rollingError: past.meanError(of: $0.model))
        },
        rollingError: naive.flatMap { naive in
          own.map { RollingError(origins: past.origins, chosen: $0, naive: naive) }
        },
        widening: widening(fit, past), fit: fit))
  }

  private static func widening(_ fit: SmoothingFit, _ past: ForecastContest.Past) -> Double {
    guard fit.variance > 0, let square = past.meanSquare(of: fit.model) else { return 1 }
    return max(1, square / fit.variance)
  }
}
