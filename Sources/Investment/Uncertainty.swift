/// What weights and scores are plausible.
public struct Uncertainty: Hashable, Sendable {
  public enum Weights: String, Hashable, Sendable {
    /// As the plan's intervals have it; points vary by a share.
    case near
    /// Any weights that sum to the same.
    case free
    /// Any weights in the order of the plan's.
    case order
  }

  public var weights: Weights
  /// How far a weight that is a point may be off, as a share of it.
  public var weightsSpread: Double
  /// How far a score that is a point may be off, as a share of it.
  public var scoresSpread: Double

  public init() {
    weights = .near
    weightsSpread = 0.25
    scoresSpread = 0
  }
}
