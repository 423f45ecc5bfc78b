public import Exact

/// The result of a tally with what is needed to explain it.
public struct Outcome: Hashable, Sendable {
  /// Indices of the funded projects, in the order funded.
  public internal(set) var winners: [Int]
  /// The sum of their costs, in units.
  public internal(set) var cost: Int64
  /// Every tie that was met on the way to this outcome.
  public internal(set) var ties: [Tie]
  /// What became of each project, by index.
  public internal(set) var verdicts: [Verdict]
  /// In equal shares: what each voter had at the beginning, in units.
  public internal(set) var endowment: Rational?
  /// In equal shares and Phragmén's rule: what the projects cost their supporters, in order.
  public internal(set) var prices: [Price] = []
  /// How many winners at the end of the list come from the greedy completion.
  public internal(set) var completedGreedily = 0
  public internal(set) var comparison: Comparison?

  /// What all funded projects draw from other funds (Poznań's rule), in units.
  public var reserve: Int64 {
    verdicts.reduce(0) { sum, verdict in
      if case .fundedWithReserve(let reserve) = verdict { sum + reserve } else { sum }
    }
  }
}

/// How many voters prefer which of two outcomes.
public struct Comparison: Hashable, Sendable {
  public let preferShares: Int64
  public let preferGreedy: Int64
  /// Indices of what greedy funds.
  public let greedyWinners: [Int]
  /// Whether greedy took the place of equal shares: only if strictly more voters prefer it.
  public var greedyTakesPlace: Bool { preferGreedy > preferShares }
}
