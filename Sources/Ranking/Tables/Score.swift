/// How an alternative does on a criterion, as far as it is known.
public enum Score: Hashable, Sendable {
  case exact(Double)
  /// Somewhere between the two.
  case interval(ClosedRange<Double>)
  case missing

  public var exact: Double? { if case .exact(let score) = self { score } else { nil } }

  /// The score, the middle of the interval, or `nil`.
  public var middle: Double? {
    switch self {
    case .exact(let score): score
    case .interval(let range): range.lowerBound / 2 + range.upperBound / 2
    case .missing: nil
    }
  }

  /// The interval, an exact score as an interval of one point; `nil` when missing.
  public var range: ClosedRange<Double>? {
    switch self {
    case .exact(let score): score...score
    case .interval(let range): range
    case .missing: nil
    }
  }
}
