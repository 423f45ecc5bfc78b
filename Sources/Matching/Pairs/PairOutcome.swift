/// The pairs chosen, with the proof that no others are worth more.
public struct PairOutcome: Hashable, Sendable {
  /// In the order of the first city, then of the second.
  public let pairs: [ScoredEdge]
  public let total: Int64
  /// No choice can be worth more: prices of the cities prove it. Equal to ``total`` when optimal.
  public let bound: Int64
  /// The price of one more partnership of each city; a pair not chosen is worth at most the sum of
  /// its cities' prices, unless odd groups of cities tell otherwise.
  public let prices: [Int64]
  /// Groups of cities that cannot all be paired with each other; empty between two sides.
  public var groups: [OddGroup] = []
  /// How often all pairs were compared with the prices; 0 when the search knew all from the start.
  public var rounds: Int

  public var isOptimal: Bool { total == bound }
}

/// A group of cities with an odd number of places, and what its inner pairs are charged for it.
public struct OddGroup: Hashable, Sendable {
  public let cities: [Int32]
  public let charge: Int64
  /// Edges to other cities that count with the group, by their numbers.
  let crossing: Set<Int32>
}
