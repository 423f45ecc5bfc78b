/// What somebody expects, with the least and the most they would not be surprised by.
public struct Triangular: Hashable, Sendable {
  public let low: Double
  public let mode: Double
  public let high: Double

  /// - Returns: Nothing unless the three are finite and ascend.
  public init?(low: Double, mode: Double, high: Double) {
    guard low <= mode, mode <= high, (high - low).isFinite else { return nil }
    (self.low, self.mode, self.high) = (low, mode, high)
  }

  public init?(exactly value: Double) {
    self.init(low: value, mode: value, high: value)
  }

  /// The value below which a share of the draws falls (inversion).
  public func quantile(_ share: Double) -> Double {
    guard high > low else { return mode }
    let left = mode - low
    let width = high - low
    return share * width < left
      ? low + (share * width * left).squareRoot()
      : high - ((1 - share) * width * (high - mode)).squareRoot()
  }
}
