/// Round numbers along an axis that begins at zero or below.
struct Axis: Equatable, Sendable {
  /// Ascending, at least two; the first is at most the least value, the last at least the greatest.
  let ticks: [Double]

  var low: Double { ticks[0] }
  var high: Double { ticks[ticks.count - 1] }

  /// - Parameters:
  ///   - low: The least value; what is not finite counts as zero.
  ///   - high: The greatest value.
  ///   - count: About how many steps.
  ///
  /// Steps are 1, 2 or 5 times a power of ten.
  init(from low: Double = 0, to high: Double, steps count: Int = 4) {
    let low = low.isFinite ? low : 0
    let high = high.isFinite && high > low ? high : low + 1
    let step = Self.roundStep((high - low) / Double(max(count, 1)))
    let first = (low / step).rounded(.down)
    let last = max((high / step).rounded(.up), first + 1)
    ticks = stride(from: first, through: last, by: 1).map { $0 * step }
  }

  /// How far along the axis a value lies, 0 to 1; values beyond are held at its ends.
  func place(_ value: Double) -> Double {
    guard value.isFinite else { return 0 }
    return min(max((value - low) / (high - low), 0), 1)
  }

  /// The least of 1, 2, 5 times a power of ten that is not less than `rough`.
  private static func roundStep(_ rough: Double) -> Double {
    var power = 1.0
    while power * 10 <= rough { power *= 10 }
    while power > rough { power /= 10 }
    for factor in [1.0, 2, 5] where factor * power >= rough { return factor * power }
    return 10 * power
  }
}
