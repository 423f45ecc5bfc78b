/// Maximum-weight b-matching within one group of cities.
struct OneGroupMatching {
  let capacity: [Int]
  private var edges: [ScoredEdge] = []

  init(capacity: [Int]) {
    self.capacity = capacity
  }

  mutating func add(_ new: [ScoredEdge]) {
    edges += new
  }

  func outcome(shouldStop: () -> Bool) throws(MatchingError) -> PairOutcome {
    throw .stopped
  }
}
