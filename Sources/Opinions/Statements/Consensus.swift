/// Statements on which most participants are on one side, clustered or not.
public struct Consensus: Hashable, Sendable {
  /// Columns, the strongest consensus first; five at most.
  public let agree: [Int]
  public let disagree: [Int]

  /// - Parameter counts: The votes of all participants on each statement.
  init(_ counts: [VoteCounts], isExcluded: [Bool], convention: Convention) {
    func chosen(_ side: Side) -> [Int] {
      let strengths = counts.map { $0.probability(side) * $0.probabilityTest(side) }
      return Array(
        counts.indices.filter { column in
          !isExcluded[column] && counts[column].probability(side) > 0.5
            && counts[column].probabilityTest(side) > convention.criticalValue
        }.sorted { (strengths[$0], $1) > (strengths[$1], $0) }.prefix(Self.most))
    }
    agree = chosen(.agree)
    disagree = chosen(.disagree)
  }

  private static let most = 5
}
