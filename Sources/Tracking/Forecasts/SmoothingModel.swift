/// The exponential smoothing family for yearly series, simplest first.
///
/// All are one recursion with level l and growth b, additive errors and no season:
/// forecast l + φb; with the error e, l ← l + φb + αe and b ← φb + βe.
///
/// Source: Hyndman, Koehler, Ord, Snyder (2008), Forecasting with Exponential Smoothing, chapter 2.
/// <https://doi.org/10.1007/978-3-540-71918-2>
public enum SmoothingModel: Int, Sendable, CaseIterable {
  /// The last value stands: α = 1, no growth.
  case naive
  /// The mean change goes on: α = 1, β = 0.
  case drift
  /// Simple exponential smoothing: no growth.
  case simple
  /// Holt's linear trend.
  case holt
  /// Holt's trend that fades by φ a year.
  case damped

  var hasGrowth: Bool { self != .naive && self != .simple }

  /// How many of α, β and φ are searched.
  var smoothingCount: Int {
    switch self {
    case .naive, .drift: 0
    case .simple: 1
    case .holt: 2
    case .damped: 3
    }
  }

  /// α, β, φ and the start, all that is fitted save the variance.
  var fittedCount: Int { smoothingCount + (hasGrowth ? 2 : 1) }

  /// The fewest values by which AICc is defined.
  var fewestForAICc: Int { fittedCount + 3 }
}

/// α, β and φ: 0.0001 ≤ α ≤ 0.9999, 0.0001 α ≤ β ≤ α, 0.8 ≤ φ ≤ 0.98 where they are searched.
public struct SmoothingParameters: Equatable, Sendable {
  public let alpha: Double
  public let beta: Double
  public let phi: Double
}
