/// Where an indicator stands on its path.
public enum ProgressState: Equatable, Sendable {
  /// No value since the baseline's year.
  case noData
  /// The last value is so many years old, more than allowed; where it stood then is kept.
  case stale(years: Int, last: TargetProgress)
  case current(TargetProgress)
}

/// The latest value held against the path.
public struct TargetProgress: Equatable, Sendable {
  public enum Standing: Equatable, Sendable {
    /// The final target is met.
    case reached
    case onTrack
    /// Short of what was expected, by a share of ``TargetProgress/scale``.
    case amber(shortfall: Double)
    case red(shortfall: Double)
    /// Worse than the baseline, by so much in the indicator's unit.
    case regress(by: Double)
  }

  public let standing: Standing
  public let latest: Observation
  /// What the path expects in that year.
  public let expected: Double
  /// How much of the way from baseline to final target is done: below 0 it went back, above 1 beyond.
  /// Nothing when the target asks for no change in the good direction.
  public let share: Double?
  /// How much of the way should be done.
  public let expectedShare: Double?
  /// What shortfalls are shares of.
  public let scale: Double
}

/// Shortfalls up to the first are on track, up to the second amber, beyond it red.
public struct Tolerances: Hashable, Sendable {
  public let onTrack: Double
  public let amber: Double

  /// - Parameters: Shares, 0 ≤ onTrack ≤ amber.
  public init(onTrack: Double = 0.05, amber: Double = 0.2) {
    precondition(0 <= onTrack && onTrack <= amber, "amber begins where on track ends")
    self.onTrack = onTrack
    self.amber = amber
  }

  func standing(_ shortfall: Double) -> TargetProgress.Standing {
    shortfall <= onTrack
      ? .onTrack : shortfall <= amber ? .amber(shortfall: shortfall) : .red(shortfall: shortfall)
  }
}

extension TargetPath {
  /// Where an indicator stands in a year.
  ///
  /// The state of the latest value is, in this order: reached, regress, then on track, amber or red.
  /// Shortfalls are shares of the planned change; where none is planned, of the target's size (of
  /// the band's width for a band), or the amount itself if that is zero. In a band *reached* is not
  /// used: one has to stay there.
  ///
  /// - Parameters:
  ///   - observations: In any order; later than the year, before the baseline or not finite are
  ///     left out. Of two of one year the later in the list counts.
  ///   - staleAfter: The age in years up to which a value is current.
  public func progress(
    of observations: [Observation], _ direction: Direction,
    tolerances: Tolerances = Tolerances(), in year: Int, staleAfter: Int
  ) -> ProgressState {
    let usable = observations.filter {
      $0.year <= year && $0.year >= baseline.year && $0.value.isFinite
    }
    guard let newest = usable.map(\.year).max(),
      let latest = usable.last(where: { $0.year == newest }),
      let expected = value(in: newest)
    else { return .noData }
    let progress = progress(latest, expected, direction, tolerances)
    return year - newest > staleAfter
      ? .stale(years: year - newest, last: progress) : .current(progress)
  }

  private func progress(
    _ latest: Observation, _ expected: Double, _ direction: Direction, _ tolerances: Tolerances
  ) -> TargetProgress {
    let start = direction.shortfall(of: baseline.value, from: final.value)
    let scale = scale(direction, start)
    let lost = lost(latest.value, direction)
    let isReached =
      direction.isBand ? false : direction.shortfall(of: latest.value, from: final.value) <= 0
    let shortfall = direction.shortfall(of: latest.value, from: expected) / scale
    return TargetProgress(
      standing: isReached
        ? .reached : lost > 0 ? .regress(by: lost) : tolerances.standing(shortfall),
      latest: latest, expected: expected,
      share: start > 0
        ? 1 - direction.shortfall(of: latest.value, from: final.value) / start : nil,
      expectedShare: start > 0
        ? 1 - direction.shortfall(of: expected, from: final.value) / start : nil,
      scale: scale)
  }

  /// How much worse than the baseline the value is; not above zero when it is not.
  private func lost(_ value: Double, _ direction: Direction) -> Double {
    guard direction.isBand else { return direction.shortfall(of: value, from: baseline.value) }
    return direction.shortfall(of: value, from: final.value)
      - direction.shortfall(of: baseline.value, from: final.value)
  }

  private func scale(_ direction: Direction, _ start: Double) -> Double {
    if case .band(let below, let above) = direction {
      return below + above > 0 ? below + above : unlessZero(final.value.magnitude)
    }
    return start > 0 ? start : unlessZero(final.value.magnitude)
  }

  private func unlessZero(_ size: Double) -> Double { size > 0 ? size : 1 }
}

extension Direction {
  var isBand: Bool {
    if case .band = self { true } else { false }
  }
}
