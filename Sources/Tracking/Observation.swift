/// One value of an indicator; its year is one of a calendar, some thousands at most.
public struct Observation: Hashable, Sendable {
  public let year: Int
  public let value: Double

  public init(year: Int, value: Double) {
    self.year = year
    self.value = value
  }
}

/// Which way is better.
public enum Direction: Hashable, Sendable {
  case up
  case down
  /// Near the target: at most so far below and so far above it; neither is negative.
  case band(below: Double, above: Double)

  /// How far the value falls short of the target in the bad direction; not above zero when it does
  /// not. Inside a band it is zero.
  func shortfall(of value: Double, from target: Double) -> Double {
    switch self {
    case .up: target - value
    case .down: value - target
    case .band(let below, let above): max(0, target - below - value, value - target - above)
    }
  }
}
