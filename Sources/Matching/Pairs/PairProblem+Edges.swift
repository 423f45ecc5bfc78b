extension PairProblem {
  /// The pairs of the highest total among ready ones; those with no positive score are left out.
  ///
  /// Of several choices with the same total, the one that a search in the order of the cities
  /// finds.
  ///
  /// - Throws: ``MatchingError/scoresTooLarge``, ``MatchingError/stopped``.
  /// - Complexity: O(partnerships · edges · log cities) between two sides; in one group a search
  ///   for odd groups follows.
  public func bestPairs(
    among edges: [ScoredEdge], shouldStop: () -> Bool = { false }
  ) throws(MatchingError) -> PairOutcome {
    let settled = fixedKeys
    let free = edges.filter {
      $0.score > 0 && !settled.contains(Self.key(Int($0.one), Int($0.other)))
    }
    try checkSize(free.map(\.score).max() ?? 0)
    let scores = Dictionary(
      edges.map { (Self.key(Int($0.one), Int($0.other)), $0.score) }, uniquingKeysWith: max)
    let outcome: PairOutcome
    if let isFirst {
      var matching = TwoSidedMatching(capacity: freeCapacity, isFirst: isFirst)
      matching.add(free)
      try matching.settle(shouldStop: shouldStop)
      outcome = PairOutcome(matching, rounds: 0)
    } else {
      var matching = OneGroupMatching(capacity: freeCapacity)
      matching.add(free)
      outcome = try matching.outcome(shouldStop: shouldStop)
    }
    return outcome.adding(
      fixed.map { ScoredEdge($0.0, $0.1, score: scores[Self.key($0.0, $0.1)] ?? 0) })
  }

  /// Sums of so many scores stay far below 2^63.
  func checkSize(_ largest: Int64) throws(MatchingError) {
    let partnerships = capacity.reduce(0) { sum, one in
      let (value, overflow) = sum.addingReportingOverflow(Swift.min(one, capacity.count))
      return overflow ? Int.max : value
    }
    let (total, overflow) = largest.multipliedReportingOverflow(by: Int64(partnerships) + 2)
    guard !overflow, total < 1 << 60 else { throw .scoresTooLarge }
  }
}

extension PairOutcome {
  init(_ matching: TwoSidedMatching, rounds: Int) {
    pairs = matching.pairs
    total = pairs.reduce(0) { $0 + $1.score }
    bound = matching.bound
    prices = matching.price
    self.rounds = rounds
  }

  /// The same with settled pairs.
  func adding(_ fixed: [ScoredEdge]) -> PairOutcome {
    let settled = fixed.reduce(0) { $0 + $1.score }
    return PairOutcome(
      pairs: (pairs + fixed).sorted { ($0.one, $0.other) < ($1.one, $1.other) },
      total: total + settled, bound: bound + settled, prices: prices, groups: groups,
      rounds: rounds)
  }
}
