/// Means, spreads and quantiles.
enum Summary {
  static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }

  /// The sample variance, over n − 1; not a number for fewer than two values.
  static func variance(_ values: [Double]) -> Double {
    let mean = mean(values)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
  }

  static func median(_ values: [Double]) -> Double { quantile(values.sorted(), 0.5) }

  /// Linear between order statistics: type 7 of Hyndman, Fan (1996), "Sample quantiles in
  /// statistical packages". <https://doi.org/10.2307/2684934>
  ///
  /// - Parameter sorted: Ascending, at least one.
  static func quantile(_ sorted: [Double], _ p: Double) -> Double {
    let place = Double(sorted.count - 1) * p
    let below = Int(place)
    let above = min(below + 1, sorted.count - 1)
    return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
  }
}

/// A number with the range it lies in with the confidence; ends included.
public struct Estimate: Equatable, Sendable {
  public let value: Double
  public let low: Double
  public let high: Double
  /// Such as 0.95.
  public let confidence: Double

  public init(value: Double, low: Double, high: Double, confidence: Double) {
    self.value = value
    self.low = low
    self.high = high
    self.confidence = confidence
  }

  /// Around a value by Student's distribution.
  init(_ value: Double, variance: Double, freedom: Double, confidence: Double = 0.95) {
    let reach =
      Distributions.studentQuantile(0.5 + confidence / 2, freedom: freedom)
      * max(0, variance).squareRoot()
    self.init(value: value, low: value - reach, high: value + reach, confidence: confidence)
  }

  var isFinite: Bool { low.isFinite && value.isFinite && high.isFinite }

  /// Whether nothing at all is among what it allows.
  public var includesZero: Bool { low <= 0 && 0 <= high }
}
