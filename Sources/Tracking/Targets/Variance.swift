/// A key figure of an enterprise held against its target of the year.
public struct Variance: Equatable, Sendable {
  public enum Rating: String, Sendable, CaseIterable { case onTrack, amber, red }

  /// The way since the value before, by what is better, not by what is more.
  public enum Trend: String, Sendable, CaseIterable { case better, steady, worse, unknown }

  public let actual: Observation
  public let target: Double
  /// Actual less target, in the unit of both.
  public let difference: Double
  /// The difference as a share of the target's size; nothing when the target is zero.
  public let relative: Double?
  public let rating: Rating
  public let trend: Trend

  /// - Parameters:
  ///   - history: The actual values; the latest up to the year counts, the one before gives the trend.
  ///   - targets: By year.
  ///   - tolerances: Shares of the target's size; of a band's width for a band; amounts where zero.
  ///   - steady: Changes up to this share of the value before are steady.
  /// - Returns: Nothing without an actual value, or without a target of its year.
  public init?(
    history: [Observation], targets: [Int: Double], _ direction: Direction,
    tolerances: Tolerances = Tolerances(), steady: Double = 0.01
  ) {
    let sorted = history.filter(\.value.isFinite).sorted { $0.year < $1.year }
    guard let actual = sorted.last, let target = targets[actual.year], target.isFinite else {
      return nil
    }
    self.actual = actual
    self.target = target
    difference = actual.value - target
    relative = target == 0 ? nil : difference / target.magnitude
    let size = direction.width ?? target.magnitude
    let shortfall =
      direction.shortfall(of: actual.value, from: target) / (size > 0 ? size : 1)
    rating =
      switch tolerances.standing(shortfall) {
      case .red: .red
      case .amber: .amber
      default: .onTrack
      }
    trend = Self.trend(sorted.suffix(2), targets, direction, steady)
  }

  /// In a band, better is nearer to the target of its year.
  private static func trend(
    _ last: ArraySlice<Observation>, _ targets: [Int: Double], _ direction: Direction,
    _ steady: Double
  ) -> Trend {
    guard let before = last.first, let after = last.last, before.year < after.year else {
      return .unknown
    }
    let gain: Double
    switch direction {
    case .up: gain = after.value - before.value
    case .down: gain = before.value - after.value
    case .band:
      guard let was = targets[before.year], let now = targets[after.year] else { return .unknown }
      gain = (before.value - was).magnitude - (after.value - now).magnitude
    }
    if gain.magnitude <= steady * before.value.magnitude { return .steady }
    return gain > 0 ? .better : .worse
  }

  /// How the gap to the target changed with a corrective action: mean gap after less mean gap before.
  ///
  /// Gaps are counted so that more is better: below zero is short of the target.
  ///
  /// - Parameter start: The first year in which the action can show.
  public static func correction(
    history: [Observation], targets: [Int: Double], _ direction: Direction, start: Int
  ) -> MeasuredEffect {
    let gaps = history.compactMap { actual in
      targets[actual.year].map { target in
        Observation(year: actual.year, value: -direction.shortfall(of: actual.value, from: target))
      }
    }
    return MeasuredEffect.beforeAfter(gaps, start: start)
  }
}

extension Direction {
  /// How wide the band is.
  var width: Double? {
    if case .band(let below, let above) = self { below + above } else { nil }
  }
}
