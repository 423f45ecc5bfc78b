public import Exact
public import Tracking

/// One computation of a policy, kept with everything it was computed from, so that it can be done
/// again and held against others.
public struct PolicyRun: Codable, Hashable, Identifiable, Sendable {
  /// The policy and the figures as they were.
  public struct Input: Codable, Hashable, Sendable {
    public struct Series: Codable, Hashable, Sendable {
      /// The place's code in the source; empty for the city itself.
      public var place: String
      public var years: [Int]
      public var values: [ExactDecimal]

      public init(place: String, years: [Int], values: [ExactDecimal]) {
        self.place = place
        self.years = years
        self.values = values
      }

      var observations: [Observation] {
        zip(years, values).map { Observation(year: $0, value: $1.approximation) }
      }
    }

    public var policy: Policy
    public var unit: String
    public var direction: IndicatorDirection
    public var targets: [YearTarget]
    public var series: Series
    public var comparators: [Series]
    public var seed: UInt64
    public var runs: Int

    public init(
      policy: Policy, indicator: CityIndicator, series: Series, comparators: [Series],
      seed: UInt64 = 1, runs: Int = 2000
    ) {
      self.policy = policy
      unit = indicator.unit
      direction = indicator.direction
      targets = indicator.targets
      self.series = series
      self.comparators = comparators
      self.seed = seed
      self.runs = runs
    }
  }

  public let id: Exact.ID<PolicyRun>
  public let at: Instant
  public let author: String
  public let input: Input

  public init(id: Exact.ID<PolicyRun>, at: Instant, author: String, input: Input) {
    self.id = id
    self.at = at
    self.author = author
    self.input = input
  }

  /// The fingerprint of all that it is computed from.
  public var digest: Digest? { (try? JSONValue(encoding: input)).map { Digest(of: $0) } }

  public var outcome: PolicyOutcome { PolicyOutcome(input) }
}

/// What a run says: paths with ranges, side by side, and what can be told of the effect so far.
public struct PolicyOutcome: Sendable {
  /// One way to act.
  public struct Path: Sendable {
    /// None for going on as before.
    public let alternative: PolicyAlternative?
    public let years: [YearQuantiles]
    /// The share of runs that meet the last target in its year; nothing without one in the horizon.
    public let shareMeetingTarget: Double?
    /// In what share of the runs it is better than going on as before, in the last year.
    public let shareBetter: Double?
  }

  /// Why there are no paths.
  public enum Missing: Equatable, Sendable {
    case tooShort(found: Int, needed: Int)
    case notFinite
  }

  public let paths: [Path]
  public let missing: Missing?
  public let beforeAfter: MeasuredEffect?
  public let interrupted: InterruptedSeries?
  public let compared: DifferenceInDifferences?

  init(_ input: PolicyRun.Input) {
    let observations = input.series.observations
    let direction: Direction =
      switch input.direction {
      case .increase: .up
      case .decrease: .down
      case .maintain: .band(below: 0, above: 0)
      }
    switch Forecast.made(from: observations) {
    case .forecast(let forecast):
      missing = nil
      paths = Self.paths(input, forecast, direction)
    case .tooShort(let found, let needed):
      missing = .tooShort(found: found, needed: needed)
      paths = []
    case .notFinite, .stopped:
      missing = .notFinite
      paths = []
    }
    guard let start = input.policy.inForceFrom else {
      (beforeAfter, interrupted, compared) = (nil, nil, nil)
      return
    }
    beforeAfter = .beforeAfter(observations, start: start)
    interrupted = InterruptedSeries(observations, start: start)
    compared =
      input.comparators.isEmpty
      ? nil
      : DifferenceInDifferences(
        treated: ["": observations],
        comparators: Dictionary(
          input.comparators.map { ($0.place, $0.observations) }
        ) { first, _ in first },
        start: start)
  }

  private static func paths(
    _ input: PolicyRun.Input, _ forecast: Forecast, _ direction: Direction
  ) -> [Path] {
    let horizon = min(max(input.policy.horizon, 1), 20)
    let points = (1...horizon).map { forecast.point(after: $0) }
    let first = forecast.last.year + 1
    let spread =
      points.map { point in
        let half = (point.range80.high - point.range80.low) / 2
        return point.value == 0 ? 0 : half / point.value.magnitude
      }.max() ?? 0
    var assumptions = input.policy.assumptions.compactMap { assumption in
      Triangular(
        low: assumption.low.approximation, mode: assumption.likely.approximation,
        high: assumption.high.approximation
      ).map { Scenario.Assumption(assumption.name, factor: $0, on: .allEffects) }
    }
    // How wrong the forecast itself may be goes into every path alike.
    if spread > 0, spread.isFinite,
      let factor = Triangular(low: 1 - spread, mode: 1, high: 1 + spread)
    {
      assumptions.append(Scenario.Assumption("forecast", factor: factor, on: .base))
    }
    let result = { (actions: [Scenario.Action]) in
      ScenarioResult(
        Scenario(
          firstYear: first, base: points.map(\.value), actions: actions,
          assumptions: assumptions), runs: min(max(input.runs, 100), 10_000), seed: input.seed)
    }
    guard let base = result([]) else { return [] }
    let target = input.targets.filter { (first..<first + horizon).contains($0.year) }
      .max { $0.year < $1.year }
    let met = { (result: ScenarioResult) in
      target.flatMap { result.share(meeting: $0.value.approximation, direction, in: $0.year) }
    }
    let others = input.policy.alternatives.compactMap { alternative -> Path? in
      guard
        let size = Triangular(
          low: alternative.low.approximation, mode: alternative.likely.approximation,
          high: alternative.high.approximation),
        let run = result([
          Scenario.Action(
            alternative.name, start: alternative.start, ramp: max(1, alternative.ramp),
            effect: .amount(size))
        ])
      else { return nil }
      let comparison = base.compared(
        with: run, direction, target: target?.value.approximation ?? 0)
      return Path(
        alternative: alternative, years: run.years, shareMeetingTarget: met(run),
        shareBetter: comparison?.last?.secondBetter)
    }
    return [
      Path(
        alternative: nil, years: base.years, shareMeetingTarget: met(base), shareBetter: nil)
    ] + others
  }
}

extension PolicyRun.Input.Series {
  public init(place: String, _ values: [(year: Int, value: ExactDecimal)]) {
    self.init(place: place, years: values.map(\.year), values: values.map(\.value))
  }
}

extension IndicatorReading {
  /// The last value of each year, to at most six digits after the mark where it was computed.
  public var years: [(year: Int, value: ExactDecimal)] {
    let byYear = Dictionary(
      points.map { (indicator.frequency.year(of: $0.index), $0) }
    ) { _, later in later }
    return byYear.sorted { $0.key < $1.key }.compactMap { year, point in
      if let exact = point.exact { return (year, exact) }
      let scaled = (point.value * 1_000_000).rounded()
      return Int64(exactly: scaled).map { (year, ExactDecimal(significand: $0, scale: 6)) }
    }
  }
}
