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
  /// How each criterion's scores become values.
  let conversions: [ValueConversion]
  private let missing: [[Bool]]

  public init(_ table: DecisionTable, scale: Scale) {
    let (whole, scoresAreValues) = Self.commonBounds(table, scale)
    var lows: [[Double]] = []
    var highs: [[Double]] = []
    var conversions: [ValueConversion] = []
    for (criterion, column) in zip(table.criteria, table.columns) {
      let conversion = ValueConversion(
        criterion, column, scale, whole, scoresAreValues: scoresAreValues)
      let ranges = column.map { conversion.range($0) }
      lows.append(ranges.map(\.lowerBound))
      highs.append(ranges.map(\.upperBound))
      conversions.append(conversion)
    }
    self.lows = lows
    self.highs = highs
    self.conversions = conversions
    sources = conversions.map(\.source)
    bounds = whole
    isUncertain = lows != highs
    missing = table.columns.map { $0.map { $0 == .missing } }
  }

  /// The values of the worst and the best score that a criterion's scale has.
  public func bounds(of criterion: Int) -> ClosedRange<Double> { conversions[criterion].bounds }

  public func isMissing(_ alternative: Int, _ criterion: Int) -> Bool {
    missing[criterion][alternative]
  }

  /// 0…1 or 0…100, or what the value functions span; and whether scores within are values.
  private static func commonBounds(
    _ table: DecisionTable, _ scale: Scale
  ) -> (ClosedRange<Double>, scoresAreValues: Bool) {
    let functions = table.criteria.compactMap(\.value)
    if let first = functions.first {
      var (low, high) = (first.bounds.lowerBound, first.bounds.upperBound)
      for function in functions {
        low = min(low, function.bounds.lowerBound)
        high = max(high, function.bounds.upperBound)
      }
      return (low...high, low == 0 && (high == 1 || high == 100))
    }
    guard scale == .fixed else { return (0...1, false) }
    var largest = 0.0
    for column in table.columns {
      for case let range? in column.map(\.range) {
        if range.lowerBound < 0 || range.upperBound > 100 { return (0...1, false) }
        largest = max(largest, range.upperBound)
      }
    }
    return (largest <= 1 ? 0...1 : 0...100, true)
  }
}
