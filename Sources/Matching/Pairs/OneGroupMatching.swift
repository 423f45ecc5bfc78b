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
  /// Edges that joined the core because they did not hold.
  private var opened: [Int] = []

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
    for edge in opened { isCore[edge] = true }
    while true {
      var core = CoreMatching(capacity: capacity, price: price, edges: edges, use: use, isCore)
      try core.settle(shouldStop: shouldStop)
      let (pairs, proof) = (core.pairs, core.proof)
      let total = pairs.reduce(0) { $0 + $1.score }
      var broken = core.broken(proof)
      if broken.isEmpty {
        let bound = proof.bound(edges, capacity: capacity)
        if bound == total { return Self.outcome(pairs, total, bound, proof) }
        // Places of one city with different prices: only what holds at all of them is sure.
        broken = core.broken(PairProof(prices: proof.prices, groups: []))
        if broken.isEmpty { return Self.outcome(pairs, total, core.bound, proof) }
      }
      opened += broken
      for edge in broken { isCore[edge] = true }
    }
  }

  private static func outcome(
    _ pairs: [ScoredEdge], _ total: Int64, _ bound: Int64, _ proof: PairProof
  ) -> PairOutcome {
    PairOutcome(
      pairs: pairs, total: total, bound: bound, prices: proof.prices, groups: proof.groups,
      rounds: 0)
  }
}

extension Int {
  fileprivate init(_ truth: Bool) { self = truth ? 1 : 0 }
}
