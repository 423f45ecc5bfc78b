/// What an evaluation says an action changed, or why it cannot tell.
public enum MeasuredEffect: Equatable, Sendable {
  /// The change with its 95 % interval, in the indicator's unit.
  case found(Estimate)
  case cannotTell(because: Reason)

  public enum Reason: Equatable, Sendable {
    case tooFewBefore(found: Int, needed: Int)
    case tooFewAfter(found: Int, needed: Int)
    case tooFewComparators(found: Int, needed: Int)
    /// The treated and the comparators moved apart already before, by so much a year.
    case trendsDifferBefore(Estimate)
    /// The values do not vary, so there is nothing to judge chance by.
    case noVariation
    /// The values are so large that their squares are not numbers.
    case notFinite
  }

  init(_ estimate: Estimate) {
    self = estimate.isFinite ? .found(estimate) : .cannotTell(because: .notFinite)
  }

  public var estimate: Estimate? {
    if case .found(let estimate) = self { estimate } else { nil }
  }

  /// Before it and from it on, by year; not finite values are left out.
  static func split(
    _ observations: [Observation], at start: Int
  ) -> (before: [Observation], after: [Observation]) {
    let sorted = observations.filter(\.value.isFinite).sorted { $0.year < $1.year }
    return (sorted.filter { $0.year < start }, sorted.filter { $0.year >= start })
  }
}
