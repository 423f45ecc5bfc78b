/// Looks through all pairs that a table allows: for the strongest, and for those above a price.
struct PairPricing {
  /// Candidates that each city brings at the start beyond its capacity.
  private static let candidates = 9
  /// Pairs above their prices that a city brings at most in one round.
  private static let newcomers = 6

  private let table: ScoreTable
  private let scorer: RowScorer
  private let rows: [Int]
  private let columns: [Int]
  private let capacity: [Int]
  private let isOneGroup: Bool
  /// Pairs that are not to be brought: settled ones, and those brought before.
  private var known: Set<UInt64>

  init(_ table: ScoreTable, capacity: [Int], isFirst: [Bool]?, skipping: Set<UInt64>) {
    self.table = table
    scorer = RowScorer(table)
    self.capacity = capacity
    isOneGroup = isFirst == nil
    let free = capacity.indices.filter { capacity[$0] > 0 }
    rows = free.filter { isFirst?[$0] ?? true }
    columns = free.filter { !(isFirst?[$0] ?? false) }
    known = skipping
  }

  /// The strongest pairs of each city of either side.
  mutating func strongest(shouldStop: () -> Bool) throws(MatchingError) -> [ScoredEdge] {
    var best = capacity.map { BestScores(limit: min(max($0, 0), capacity.count) + Self.candidates) }
    try eachPair(shouldStop) { row, column, score in
      best[row].offer(score, column)
      best[column].offer(score, row)
    }
    return new(best)
  }

  /// Pairs that are worth more than the prices of their cities.
  mutating func worthMore(
    than price: [Int64], shouldStop: () -> Bool
  ) throws(MatchingError) -> [ScoredEdge] {
    var best = capacity.map { _ in BestScores(limit: Self.newcomers) }
    let known = known
    try eachPair(shouldStop) { row, column, score in
      guard score > price[row] + price[column],
        !known.contains(PairProblem.key(row, column))
      else { return }
      let excess = score - price[row] - price[column]
      best[row].offer(excess, column)
      best[column].offer(excess, row)
    }
    return new(best)
  }

  private mutating func new(_ best: [BestScores]) -> [ScoredEdge] {
    var edges: [ScoredEdge] = []
    for (city, list) in best.enumerated() {
      for entry in list.sorted {
        let (one, other) = (city, Int(entry.index))
        guard known.insert(PairProblem.key(one, other)).inserted else { continue }
        edges.append(
          ScoredEdge(min(one, other), max(one, other), score: table.score(one, other)))
      }
    }
    return edges.sorted { ($0.one, $0.other) < ($1.one, $1.other) }
  }

  /// Every pair with a score above zero, once.
  private func eachPair(
    _ shouldStop: () -> Bool, _ body: (Int, Int, Int64) -> Void
  ) throws(MatchingError) {
    var scores = [Int64](repeating: 0, count: columns.count)
    for (place, row) in rows.enumerated() {
      if shouldStop() { throw .stopped }
      let first = isOneGroup ? place + 1 : 0
      scorer.fill(row, columns[first...], into: &scores)
      for index in first..<columns.count where scores[index - first] > 0 {
        body(row, columns[index], scores[index - first])
      }
    }
  }
}
