/// How one criterion's scores become values: a straight line, or the criterion's own function.
struct ValueConversion: Sendable {
  let source: PartialValues.Source
  private let function: ValueFunction?
  private let start: Double
  private let slope: Double
  /// The least and the largest value a score can have.
  let bounds: ClosedRange<Double>

  /// - Parameters:
  ///   - whole: The common scale of values.
  ///   - scoresAreValues: Whether scores within that scale are values already.
  init(
    _ criterion: Criterion, _ column: [Score], _ scale: PartialValues.Scale,
    _ whole: ClosedRange<Double>, scoresAreValues: Bool
  ) {
    let ranges = column.compactMap(\.range)
    let low = ranges.map(\.lowerBound).min() ?? 0
    let high = ranges.map(\.upperBound).max() ?? 0
    let falls = criterion.direction == .min
    let top = whole.upperBound
    if let own = criterion.value, !ranges.isEmpty {
      (source, function, bounds) = (.valueFunction, own, own.bounds)
      (start, slope) = (0, 0)
      return
    }
    function = nil
    if ranges.isEmpty {
      (source, bounds, start, slope) = (.missing, whole, 0, 0)
    } else if scale == .none {
      (source, start, slope) = (.scoreIsValue, 0, falls ? -1 : 1)
      bounds = falls ? -high ... -low : low...high
    } else if scale == .fixed, scoresAreValues, low >= whole.lowerBound, high <= top {
      (source, bounds) = (.scoreIsValue, whole)
      (start, slope) = falls ? (top, -1) : (0, 1)
    } else if low == high {
      (source, bounds, start, slope) = (.constant, whole, whole.lowerBound, 0)
    } else {
      (source, bounds) = (.observedRange, whole)
      let rise = (top - whole.lowerBound) / (high - low)
      (start, slope) = falls ? (top + rise * low, -rise) : (whole.lowerBound - rise * low, rise)
    }
  }

  /// The value of a score.
  func value(_ score: Double) -> Double {
    function?(score) ?? (slope == 0 ? start : start + slope * score)
  }

  /// The values of a score; of a missing one all that are possible.
  func range(_ score: Score) -> ClosedRange<Double> {
    guard let scores = score.range else { return bounds }
    if let function { return function.range(over: scores) }
    let (first, second) = (value(scores.lowerBound), value(scores.upperBound))
    return min(first, second)...max(first, second)
  }

  /// The scores of the function's scale, from which a missing one is drawn.
  var scores: ClosedRange<Double>? { function?.scores }
}
