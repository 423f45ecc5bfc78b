/// How many times the best criterion is as important as each, and each as the worst.
public struct BestWorstComparisons: Hashable, Sendable {
  public let best: Int
  public let worst: Int
  public let bestToOthers: [Double]
  public let othersToWorst: [Double]

  /// - Parameter names: Of the criteria, for errors.
  public init(
    best: Int, worst: Int, bestToOthers: [Double], othersToWorst: [Double], names: [String]
  ) throws(RankingError) {
    precondition(bestToOthers.count == names.count && othersToWorst.count == names.count)
    for (j, name) in names.enumerated() {
      for number in [bestToOthers[j], othersToWorst[j]] {
        guard number >= 1, number <= 1e6 else { throw .unusableBestWorst(name) }
      }
    }
    guard bestToOthers[best] == 1 else { throw .unusableBestWorst(names[best]) }
    guard othersToWorst[worst] == 1, bestToOthers[worst] == othersToWorst[best] else {
      throw .unusableBestWorst(names[worst])
    }
    (self.best, self.worst) = (best, worst)
    (self.bestToOthers, self.othersToWorst) = (bestToOthers, othersToWorst)
  }

  public var count: Int { bestToOthers.count }

  /// How many times the best is as important as the worst.
  public var bestToWorst: Double { bestToOthers[worst] }
}
