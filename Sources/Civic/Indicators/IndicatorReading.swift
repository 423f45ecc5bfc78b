public import Exact
public import Tracking

/// An indicator with its values on one scale, held against its path.
public struct IndicatorReading: Sendable {
  /// A value of the whole, not of a part.
  public struct Point: Hashable, Sendable {
    /// The place of its period on the scale of the indicator's frequency.
    public let index: Int
    public let period: String
    public let value: Double
    /// As it was written; none for what is computed.
    public let exact: ExactDecimal?
    public let quality: ValueQuality
  }

  /// Where it stands.
  public enum Standing: String, CaseIterable, Hashable, Sendable, Named {
    case reached, onTrack, amber, red, regress, stale, noData, noTarget

    public static let textPrefix = "indicatorStanding"
  }

  public let indicator: CityIndicator
  /// Ascending in time.
  public let points: [Point]
  /// Why a formula has no value, by period.
  public let gaps: [(period: String, outcome: FormulaOutcome)]
  /// Why it cannot be computed at all.
  public let problem: DefinitionProblem?
  public let state: ProgressState?
  public let standing: Standing
  /// How many values are due and have not come, by the day it was asked.
  public let missed: Int

  /// - Parameters:
  ///   - points: Ascending in time.
  ///   - today: Decides what is stale and what is due.
  init(
    _ indicator: CityIndicator, points: [Point],
    gaps: [(period: String, outcome: FormulaOutcome)] = [], problem: DefinitionProblem? = nil,
    today: Day
  ) {
    self.indicator = indicator
    self.points = points
    self.gaps = gaps
    self.problem = problem
    let now = indicator.frequency.index(on: today)
    state = indicator.path.map { path in
      path.progress(
        of: points.map { Observation(year: $0.index, value: $0.value) },
        indicator.trackingDirection,
        tolerances: indicator.tolerances, in: now, staleAfter: indicator.frequency.perYear)
    }
    standing = Self.standing(state, points, now, indicator.frequency)
    let since = indicator.baselineYear.map { indicator.frequency.end(of: $0) }
    missed =
      indicator.formula == nil
      ? max(0, now - 1 - (points.last?.index ?? since ?? now - 1)) : 0
  }

  private static func standing(
    _ state: ProgressState?, _ points: [Point], _ now: Int, _ frequency: ReportingFrequency
  ) -> Standing {
    switch state {
    case nil:
      guard let last = points.last else { return .noData }
      return now - last.index > frequency.perYear ? .stale : .noTarget
    case .noData: return .noData
    case .stale: return .stale
    case .current(let progress):
      return switch progress.standing {
      case .reached: .reached
      case .onTrack: .onTrack
      case .amber: .amber
      case .red: .red
      case .regress: .regress
      }
    }
  }

  /// Where it stands now, or stood with the last value.
  public var progress: TargetProgress? {
    switch state {
    case .current(let progress), .stale(_, let progress): progress
    case .noData, nil: nil
    }
  }

  public var observations: [Observation] {
    points.map { Observation(year: $0.index, value: $0.value) }
  }

  /// Where it goes if it goes on as it did; by periods of the indicator, not by years.
  public var forecast: ForecastOutcome { Forecast.made(from: observations) }

  /// The latest value held against what the path expects, as enterprises are judged.
  public var variance: Variance? {
    guard let path = indicator.path else { return nil }
    let targets = Dictionary(
      points.compactMap { point in path.value(in: point.index).map { (point.index, $0) } }
    ) { first, _ in first }
    return Variance(
      history: observations, targets: targets, indicator.trackingDirection,
      tolerances: indicator.tolerances)
  }

  /// Whether somebody should do something about it.
  public var needsAction: Bool { standing == .red || standing == .regress }
}

extension CityIndicator {
  /// The way from the baseline over the yearly targets; none without a target.
  public var path: TargetPath? {
    guard !targets.isEmpty else { return nil }
    var points = targets.map {
      Observation(year: frequency.end(of: $0.year), value: $0.value.approximation)
    }
    if let baseline, let baselineYear {
      points.append(
        Observation(year: frequency.end(of: baselineYear), value: baseline.approximation))
    }
    let kind: TargetPath.Interpolation =
      switch interpolation {
      case .linear: .linear
      case .step: .step
      case .geometric: .geometric
      }
    return try? TargetPath(points, kind)
  }

  public var tolerances: Tolerances {
    let amber = (amberFrom?.approximation ?? 5) / 100
    return Tolerances(
      onTrack: max(0, amber), amber: max(amber, (redFrom?.approximation ?? 20) / 100))
  }

  /// What is better. To stay as it is means to stay within the amber tolerance of the last target.
  public var trackingDirection: Direction {
    switch direction {
    case .increase: .up
    case .decrease: .down
    case .maintain:
      {
        let size = targets.max { $0.year < $1.year }?.value.approximation.magnitude ?? 1
        return .band(below: size * tolerances.onTrack, above: size * tolerances.onTrack)
      }()
    }
  }
}

extension IndicatorReading {
  /// How the distance to the path changed with a corrective action that began on a day: mean
  /// distance after less mean distance before, in the indicator's unit.
  public func effect(since start: Day) -> MeasuredEffect {
    guard let path = indicator.path else {
      return .beforeAfter(observations, start: indicator.frequency.index(on: start))
    }
    let targets = Dictionary(
      points.compactMap { point in path.value(in: point.index).map { (point.index, $0) } }
    ) { first, _ in first }
    return Variance.correction(
      history: observations, targets: targets, indicator.trackingDirection,
      start: indicator.frequency.index(on: start))
  }
}
