/// A city and how well it fits another.
public struct Neighbour: Hashable, Sendable {
  public let city: Int
  public let score: Int64
}

extension ScoreTable {
  /// For each city those that fit it best, the best first, whoever else they fit.
  ///
  /// Every pair is compared. Equal scores stand in the order of the cities; pairs with a score of
  /// zero are left out.
  ///
  /// - Parameter count: How many for each.
  /// - Complexity: O(cities² · topics) time, O(cities · count) memory.
  public func mostSimilar(
    count: Int, shouldStop: () -> Bool = { false }
  ) throws(MatchingError) -> [[Neighbour]] {
    var best = cities.map { _ in BestScores(limit: min(count, cities.count)) }
    var thresholds = [Int32](repeating: 0, count: cities.count)
    var scorer = RowScorer(self, columns: Array(cities.indices))
    for row in cities.indices {
      if shouldStop() { throw .stopped }
      scorer.fill(row, from: row + 1)
      var threshold = thresholds[row]
      for column in row + 1..<max(row + 1, cities.count) {
        let score = scorer.scores[column]
        if score > threshold {
          best[row].offer(Int64(score), column)
          threshold = Int32(clamping: max(0, best[row].threshold))
        }
        if score > thresholds[column] {
          best[column].offer(Int64(score), row)
          thresholds[column] = Int32(clamping: max(0, best[column].threshold))
        }
      }
    }
    return best.map { $0.sorted.map { Neighbour(city: Int($0.index), score: $0.score) } }
  }
}

extension [ScoredEdge] {
  /// The same from ready scores.
  public func mostSimilar(count: Int, cities: Int) -> [[Neighbour]] {
    var best = (0..<cities).map { _ in BestScores(limit: Swift.min(count, cities)) }
    for edge in self where edge.score > 0 {
      best[Int(edge.one)].offer(edge.score, Int(edge.other))
      best[Int(edge.other)].offer(edge.score, Int(edge.one))
    }
    return best.map { $0.sorted.map { Neighbour(city: Int($0.index), score: $0.score) } }
  }
}
