import Testing

@testable import Tracking

@Suite struct `Forecasts` {
  static let oil = [
    446.6565, 454.4733, 455.663, 423.6322, 456.2713, 440.5881, 425.3325, 485.1494, 506.0482,
    526.792, 514.2689, 494.211,
  ]
  static let air = [
    17.5534, 21.8601, 23.8866, 26.9293, 26.8885, 28.8314, 30.0751, 30.9535, 30.1857, 31.5797,
    32.5776, 33.4774, 39.0216, 41.3864, 41.5966,
  ]
  static let nile: [Double] = [
    1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180,
    799, 958, 1140,
  ]

  private static func forecast(
    _ values: [Double], by criterion: Forecast.Criterion = .aicc,
    models: [SmoothingModel] = SmoothingModel.allCases
  ) throws -> Forecast {
    let series = zip(2000..., values).map { Observation(year: $0, value: $1) }
    return try #require(Forecast.made(from: series, models: models, by: criterion).forecast)
  }

  /// By statsmodels 0.15.0 (`ETSModel`, see Tests/Reference/tracking_values.py), which stops in a
  /// worse place for some: ours may be smaller, never larger.
  @Test(arguments: [
    (oil, SmoothingModel.simple, 7573.426361809498), (oil, .holt, 6186.916042090943),
    (oil, .damped, 6366.927975179819), (air, .simple, 78.72757492643004),
    (air, .holt, 43.283054121054185), (air, .damped, 36.208075518961834),
    (nile, .simple, 393233.8531529446), (nile, .holt, 461132.70718994713),
    (nile, .damped, 355357.2309358494),
  ])
  func `fit at least as closely as the reference`(
    values: [Double], model: SmoothingModel, squares: Double
  ) {
    let fit = SmoothingFit(model, values)
    #expect(fit.sumOfSquares <= squares * (1 + 1e-9))
  }

  @Test func `agree with the reference where both find the same fit`() throws {
    let simple = SmoothingFit(.simple, Self.oil)
    #expect(isNear(simple.parameters.alpha, 0.891998, within: 1e-4))
    #expect(isNear(simple.value(after: 3), 496.4935372340391, within: 1e-2))
    #expect(isNear(simple.aicc(scale: 1)!, 120.42445541283016, within: 1e-6))
    let ratio = simple.variance(after: 3) / simple.variance
    #expect(isNear(ratio, 2.59132122, within: 1e-3))
    let holt = SmoothingFit(.holt, Self.oil)
    #expect(isNear(holt.value(after: 2), 522.6551497767747, within: 1e-2))
    #expect(isNear(holt.aicc(scale: 1)!, 128.99794930410428, within: 1e-6))
  }

  /// Hyndman, Athanasopoulos (2018), Forecasting: Principles and Practice, 2nd edition, section 7.1:
  /// for Saudi oil production ℓ₀ = 446.5868, α = 0.8339 by likelihood on the 18 years from 1996.
  @Test func `use the recursion of the textbook`() {
    let values =
      Self.oil.map(Optional.some) + [
        493.5224, 471.6354, 451.8, 457.6, 465.6, 460.0,
      ]
    let series = SmoothingSeries(values)
    let parameters = SmoothingParameters(alpha: 0.5, beta: 0, phi: 1)
    // By hand: l is the running half of itself and half of the value.
    var level = 446.5868
    for value in values { level = (level + value!) / 2 }
    let end = series.run(parameters, level: 446.5868 - series.origin, growth: 0)
    #expect(isNear(end.level + series.origin, level, within: 1e-9))
  }

  @Test func `naive and drift are the textbook's`() throws {
    let naive = try Self.forecast(Self.nile, models: [])
    #expect(naive.model == .naive)
    #expect(naive.point(after: 4).value == 1140)
    let differences = zip(Self.nile, Self.nile.dropFirst()).map { ($1 - $0) * ($1 - $0) }
    let variance = differences.reduce(0, +) / 19
    #expect(isNear(naive.fit.variance, variance, within: 1e-9))
    #expect(isNear(naive.fit.variance(after: 4), 4 * variance, within: 1e-8))
    let drift = SmoothingFit(.drift, Self.nile)
    #expect(isNear(drift.value(after: 3), 1140 + 3 * 20.0 / 19, within: 1e-9))
    // σ² h (1 + h / (n − 1))
    #expect(isNear(drift.variance(after: 3) / drift.variance, 3 + 9.0 / 19, within: 1e-12))
  }

  @Test func `choose no growth for the Nile, and growth for air passengers`() throws {
    #expect(try Self.forecast(Self.nile).model == .simple)
    let air = try Self.forecast(Self.air)
    #expect(air.model.hasGrowth)
    let rolling = try #require(air.rollingError)
    #expect(rolling.origins == 10)
    #expect(rolling.naive > 0)
    let other = try Self.forecast(Self.air, by: .rollingOrigin)
    let best = other.scores.compactMap(\.rollingError).min()
    #expect(other.rollingError?.chosen == best)
  }

  @Test func `carry a straight or a constant series on, without a range`() throws {
    let line = try Self.forecast([3, 5, 7, 9, 11, 13])
    #expect(line.model == .drift)
    #expect(isNear(line.point(after: 5).value, 23, within: 1e-9))
    let flat = try Self.forecast([4, 4, 4, 4, 4])
    #expect(flat.model == .naive)
    #expect(flat.point(after: 9).range95 == Estimate(value: 4, low: 4, high: 4, confidence: 0.95))
  }

  @Test func `ranges widen, and 95 % holds 80 %`() throws {
    let forecast = try Self.forecast(Self.air)
    var width = 0.0
    for years in 1...10 {
      let point = forecast.point(after: years)
      #expect(point.range95.low < point.range80.low && point.range80.high < point.range95.high)
      #expect(point.range80.high - point.range80.low >= width)
      width = point.range80.high - point.range80.low
    }
    #expect(forecast.point(after: 1).year == 2015)
  }

  @Test func `step over missing years and leave out what is not finite`() throws {
    let series = [1, 2, 3, 5, 6, 9, 10].map { Observation(year: 2000 + $0, value: Double($0)) }
    let odd = [Observation(year: 2030, value: .nan)]
    let forecast = try #require(Forecast.made(from: series + odd).forecast)
    #expect(forecast.last.year == 2010)
    #expect(isNear(forecast.point(after: 2).value, 12, within: 1e-9))
  }

  @Test func `too short a series and a stop are answers`() {
    let series = (0..<4).map { Observation(year: $0, value: Double($0)) }
    guard case .tooShort(4, 5) = Forecast.made(from: series) else {
      Issue.record("four values are too few")
      return
    }
    let longer = (0..<9).map { Observation(year: $0, value: Double($0)) }
    guard case .stopped = Forecast.made(from: longer, shouldStop: { true }) else {
      Issue.record("it was stopped")
      return
    }
  }

  @Test func `say when a target is met, with a range`() throws {
    let values = [10.0, 12.2, 13.8, 16.1, 18, 19.9, 22.2, 24]
    let forecast = try Self.forecast(values, models: [.drift])
    #expect(forecast.timeToTarget(20, .up, within: 10) == .alreadyReached)
    guard
      case .expected(let year, let earliest, let latest) =
        forecast.timeToTarget(34, .up, within: 20)
    else {
      Issue.record("two a year")
      return
    }
    #expect(year == 2012)
    #expect(earliest <= year)
    #expect(latest! >= year)
    #expect(
      forecast.timeToTarget(5, .down, within: 20)
        == .notOnThisPath(within: 20, earliest: nil))
    let band = forecast.timeToTarget(30, .band(below: 1, above: 1), within: 20)
    guard case .expected(2010, _, _) = band else {
      Issue.record("\(band)")
      return
    }
  }
}
