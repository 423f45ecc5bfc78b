/// Every score turned into a value between the worst and the best of one common scale.
public struct PartialValues: Sendable {
  /// How scores without a value function become values.
  public enum Scale: String, CaseIterable, Hashable, Sendable {
    /// Scores from 0 to 1, or from 0 to 100, are values already; else as `minmax`.
    case fixed
    /// The worst and the best score of the table are the ends. This depends on the alternatives:
    /// adding or removing one can reverse the order of others.
    case minmax
    /// Scores are values, whatever their size; less is better counts negative.
    case none
  }

  /// What became of a criterion's scores.
  public enum Source: Hashable, Sendable {
    case valueFunction
    case scoreIsValue
    case observedRange
    /// No differences between alternatives, or no scores at all: worth nothing to anyone.
    case constant
    case missing
  }

  /// By criterion, then alternative: the least and the largest possible value.
  public let lows: [[Double]]
  public let highs: [[Double]]
  public let sources: [Source]
  /// The values of the worst and the best possible score.
  public let bounds: ClosedRange<Double>
  /// Whether any value is not a point.
  public let isUncertain: Bool
  private let missing: [[Bool]]

  public init(_ table: DecisionTable, scale: Scale) {
    let whole = Self.commonBounds(table, scale)
    var lows: [[Double]] = []
    var highs: [[Double]] = []
    var sources: [Source] = []
    for (criterion, column) in zip(table.criteria, table.columns) {
      let conversion = Conversion(criterion, column, scale, whole)
      let ranges = column.map { conversion.range($0) }
      lows.append(ranges.map(\.lowerBound))
      highs.append(ranges.map(\.upperBound))
      sources.append(conversion.source)
    }
    self.lows = lows
    self.highs = highs
    self.sources = sources
    bounds = whole
    isUncertain = lows != highs
    missing = table.columns.map { $0.map { $0 == .missing } }
  }

  public func isMissing(_ alternative: Int, _ criterion: Int) -> Bool {
    missing[criterion][alternative]
  }

  /// 0…1 or 0…100, or what the value functions span.
  private static func commonBounds(_ table: DecisionTable, _ scale: Scale) -> ClosedRange<Double> {
    let functions = table.criteria.compactMap(\.value)
    if let first = functions.first {
      var (low, high) = (first.bounds.lowerBound, first.bounds.upperBound)
      for function in functions {
        low = min(low, function.bounds.lowerBound)
        high = max(high, function.bounds.upperBound)
      }
      return low...high
    }
    guard scale == .fixed else { return 0...1 }
    var largest = 0.0
    for column in table.columns {
      for case let range? in column.map(\.range) {
        if range.lowerBound < 0 || range.upperBound > 100 { return 0...1 }
        largest = max(largest, range.upperBound)
      }
    }
    return largest <= 1 ? 0...1 : 0...100
  }

  /// How one criterion's scores become values.
  private struct Conversion {
    let source: Source
    private let map: @Sendable (ClosedRange<Double>) -> ClosedRange<Double>
    private let bounds: ClosedRange<Double>

    init(
      _ criterion: Criterion, _ column: [Score], _ scale: Scale, _ whole: ClosedRange<Double>
    ) {
      let ranges = column.compactMap(\.range)
      let low = ranges.map(\.lowerBound).min() ?? 0
      let high = ranges.map(\.upperBound).max() ?? 0
      let falls = criterion.direction == .min
      if ranges.isEmpty {
        (source, bounds, map) = (.missing, whole, { $0 })
      } else if let function = criterion.value {
        (source, bounds, map) = (.valueFunction, function.bounds, { function.range(over: $0) })
      } else if scale == .none {
        let possible = falls ? -high ... -low : low...high
        (source, bounds) = (.scoreIsValue, possible)
        map = { falls ? -$0.upperBound ... -$0.lowerBound : $0 }
      } else if scale == .fixed, low >= whole.lowerBound, high <= whole.upperBound,
        whole == 0...1 || whole == 0...100
      {
        let top = whole.upperBound
        (source, bounds) = (.scoreIsValue, whole)
        map = { falls ? top - $0.upperBound...top - $0.lowerBound : $0 }
      } else if low == high {
        (source, bounds, map) = (.constant, whole, { _ in whole.lowerBound...whole.lowerBound })
      } else {
        let (start, width) = (whole.lowerBound, whole.upperBound - whole.lowerBound)
        let end = whole.upperBound
        (source, bounds) = (.observedRange, whole)
        map = { range in
          let (a, b) = (
            (range.lowerBound - low) / (high - low), (range.upperBound - low) / (high - low)
          )
          return falls ? end - width * b...end - width * a : start + width * a...start + width * b
        }
      }
    }

    func range(_ score: Score) -> ClosedRange<Double> {
      score.range.map(map) ?? bounds
    }
  }
}
