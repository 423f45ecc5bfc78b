/// Looks through all pairs that a table allows: for the strongest, and for those above a price.
struct PairPricing {
  /// Candidates that each city brings at the start beyond its capacity.
  private static let candidates = 9
  /// Pairs above their prices that a city brings at most in one round.
  private static let newcomers = 6

  private let table: ScoreTable
  private var scorer: RowScorer
  private let rows: [Int]
  private let capacity: [Int]
  private let isOneGroup: Bool
  /// Pairs that are not to be brought: settled ones, and those brought before.
  private var known: Set<UInt64>

  init(_ table: ScoreTable, capacity: [Int], isFirst: [Bool]?, skipping: Set<UInt64>) {
    self.table = table
    self.capacity = capacity
    isOneGroup = isFirst == nil
    let free = capacity.indices.filter { capacity[$0] > 0 }
    rows = free.filter { isFirst?[$0] ?? true }
    scorer = RowScorer(table, columns: free.filter { !(isFirst?[$0] ?? false) })
    known = skipping
  }

  /// The strongest pairs of each city of either side.
  mutating func strongest(shouldStop: () -> Bool) throws(MatchingError) -> [ScoredEdge] {
    var best = capacity.map { BestScores(limit: min($0, capacity.count) + Self.candidates) }
    let columns = scorer.columns
    var thresholds = [Int32](repeating: 0, count: columns.count)
    for (place, row) in rows.enumerated() {
      if shouldStop() { throw .stopped }
      let first = isOneGroup ? place + 1 : 0
      scorer.fill(row, from: first)
      var threshold = Int32(clamping: max(0, best[row].threshold))
      for index in first..<columns.count {
        let score = scorer.scores[index]
        if score > threshold {
          best[row].offer(Int64(score), columns[index])
          threshold = Int32(clamping: max(0, best[row].threshold))
        }
        if score > thresholds[index] {
          best[columns[index]].offer(Int64(score), row)
          thresholds[index] = Int32(clamping: max(0, best[columns[index]].threshold))
        }
      }
    }
    return new(best)
  }

  /// Pairs that are worth more than the prices of their cities, which are doubled in one group.
  mutating func worthMore(
    than price: [Int64], groups: [OddGroup] = [], shouldStop: () -> Bool
  ) throws(MatchingError) -> [ScoredEdge] {
    var best = capacity.map { _ in BestScores(limit: Self.newcomers) }
    let columns = scorer.columns
    let bare = columns.map { Int32(clamping: price[$0]) }
    let charges = GroupCharges(groups, cities: price.count)
    let factor: Int32 = isOneGroup ? 2 : 1
    for (place, row) in rows.enumerated() {
      if shouldStop() { throw .stopped }
      let first = isOneGroup ? place + 1 : 0
      scorer.fill(row, from: first)
      let mine = Int32(clamping: price[row])
      let prices = charges.adding(to: bare, columns, row)
      for index in first..<columns.count
      where factor &* scorer.scores[index] > mine &+ prices[index] {
        guard !known.contains(PairProblem.key(row, columns[index])) else { continue }
        let excess = Int64(factor * scorer.scores[index] - mine - prices[index])
        best[row].offer(excess, columns[index])
        best[columns[index]].offer(excess, row)
      }
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
}
