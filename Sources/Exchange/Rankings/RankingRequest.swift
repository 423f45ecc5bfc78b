public import Ranking

/// The methods, by the names that commands use.
public enum RankingMethod: String, CaseIterable, Hashable, Sendable {
  case mavt, smaa, bwm, ahp, promethee
  case electreIII = "electre-iii"
  case electreTri = "electre-tri"
  case mrSort = "mr-sort"
  case topsis, vikor

  /// Whether the answer is a category for each alternative instead of a ranking.
  public var isSorting: Bool { self == .electreTri || self == .mrSort }

  /// Whether missing scores widen the answer instead of being refused.
  public var takesMissing: Bool { self == .mavt || self == .smaa || self == .bwm }
}

/// The models of the best-worst method.
public enum BestWorstModel: String, CaseIterable, Hashable, Sendable {
  /// Its weights are unique.
  case linear
  /// Its weights are the middles of their intervals, made to sum to 1.
  case nonlinear
}

/// How somebody wants a table ranked.
public struct RankingRequest: Sendable {
  /// How scores are made comparable.
  public enum Normalisation: String, CaseIterable, Hashable, Sendable {
    /// Scales of the criteria's value functions; see ``PartialValues/Scale/fixed`` without them.
    case fixed
    /// The worst and the best of the table.
    case minmax
    /// Divided by the root of the sum of squares (TOPSIS).
    case vector
    /// Scores are values already (MAVT, SMAA).
    case none
  }

  public var method = RankingMethod.mavt
  public var normalisation: Normalisation?
  public var samples = 100_000
  public var seed: UInt64 = 1
  /// How many threads work at once; the result does not depend on it.
  public var threads = 2
  public var explained: String?
  /// Two alternatives to be set against each other.
  public var compared: [String] = []
  /// Which of the best-worst method's models gives the weights.
  public var bestWorstModel = BestWorstModel.linear
  public var priorities = Priorities.geometricMean
  public var synthesis = Synthesis.ideal
  public var randomIndex = RandomIndex.saaty
  /// VIKOR's weight of the majority against the greatest regret.
  public var majority = 0.5
  /// Whether SMAA counts how often each alternative beats each other.
  public var countsPairs = true
  /// Whether to test what happens when alternatives come and go.
  public var testsReversals = true
  /// The cutting level of ELECTRE TRI-B and MR-Sort; the file's own or the default without it.
  public var lambda: Double?

  public init() {}
}
