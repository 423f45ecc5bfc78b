/// Maximum-weight b-matching within one group of cities, no pair twice.
///
/// First every city stands on both sides of a two-sided matching: its optimum says of most pairs
/// that they are in or out, and leaves halves on odd cycles. Pairs whose score is near their
/// prices form a core, which is solved exactly (``CoreMatching``); the rest is kept as it is, and
/// checked against the new prices: a pair that does not hold joins the core, and it is solved again.
struct OneGroupMatching {
  let capacity: [Int]
  private var halves: TwoSidedMatching
  private var edges: [ScoredEdge] = []

  init(capacity: [Int]) {
    self.capacity = capacity
    halves = TwoSidedMatching(
      capacity: capacity + capacity, isFirst: (0..<capacity.count * 2).map { $0 < capacity.count })
  }

  mutating func add(_ new: [ScoredEdge]) {
    let usable = new.filter { capacity[Int($0.one)] > 0 && capacity[Int($0.other)] > 0 }
    edges += usable
    halves.add(
      usable.flatMap { edge in
        let (one, other) = (Int(edge.one), Int(edge.other))
        return [
          ScoredEdge(one, other + capacity.count, score: edge.score),
          ScoredEdge(other, one + capacity.count, score: edge.score),
        ]
      })
  }

  /// - Returns: Prices are doubled: a pair not chosen is worth at most half their sum.
  mutating func outcome(shouldStop: () -> Bool) throws(MatchingError) -> PairOutcome {
    try halves.settle(shouldStop: shouldStop)
    let count = capacity.count
    let price = (0..<count).map { halves.price[$0] + halves.price[$0 + count] }
    let use = edges.indices.map { Int(halves.isChosen[2 * $0]) + Int(halves.isChosen[2 * $0 + 1]) }
    let slack = edges.map {
      (price[Int($0.one)] + price[Int($0.other)] - 2 * $0.score).magnitude
    }
    let order = slack.sorted()
    let near = order.isEmpty ? 0 : order[min(order.count, 3 * count) - 1]
    var isCore = edges.indices.map { use[$0] == 1 || slack[$0] < near }
    while true {
      var core = CoreMatching(capacity: capacity, price: price, edges: edges, use: use, isCore)
      try core.settle(shouldStop: shouldStop)
      let broken = core.broken
      if broken.isEmpty { return core.outcome }
      for edge in broken { isCore[edge] = true }
    }
  }
}

extension Int {
  fileprivate init(_ truth: Bool) { self = truth ? 1 : 0 }
}
