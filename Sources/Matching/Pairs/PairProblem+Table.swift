extension PairProblem {
  /// The pairs of the highest total among all that a table allows, proved over all of them.
  ///
  /// Each city first brings its best partners; the optimum among those gives every city a price.
  /// Then all pairs are compared with the prices: one that is worth more than its two prices is
  /// added, and the search goes on, until there is none.
  ///
  /// Source: column generation; Ahuja, Magnanti, Orlin (1993), "Network flows", 17.
  ///
  /// - Complexity: O(pairs · topics) for each comparison, of which there are few, and memory for
  ///   the candidates only.
  public func bestPairs(
    of table: ScoreTable, shouldStop: () -> Bool = { false }
  ) throws(MatchingError) -> PairOutcome {
    try checkSize(ScoreTable.unit)
    let free = freeCapacity
    var pricing = PairPricing(table, capacity: free, isFirst: isFirst, skipping: fixedKeys)
    let start = try pricing.strongest(shouldStop: shouldStop)
    let settled = fixed.map {
      ScoredEdge($0.0, $0.1, score: Swift.max(0, table.score($0.0, $0.1)))
    }
    var rounds = 0
    if let isFirst {
      var matching = TwoSidedMatching(capacity: free, isFirst: isFirst)
      var new = start
      repeat {
        matching.add(new)
        try matching.settle(shouldStop: shouldStop)
        rounds += 1
        new = try pricing.worthMore(than: matching.price, shouldStop: shouldStop)
      } while !new.isEmpty
      return PairOutcome(matching, rounds: rounds).adding(settled)
    }
    var matching = OneGroupMatching(capacity: free)
    var new = start
    var outcome: PairOutcome
    repeat {
      matching.add(new)
      outcome = try matching.outcome(shouldStop: shouldStop)
      rounds += 1
      new = try pricing.worthMore(
        than: outcome.prices, groups: outcome.groups, shouldStop: shouldStop)
    } while !new.isEmpty
    outcome.rounds = rounds
    return outcome.adding(settled)
  }
}
