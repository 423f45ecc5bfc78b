/// Robust portfolio modelling: which sets of projects no other set beats, whatever the weights and
/// scores that are still possible, and so which projects are worth having in any case.
///
/// Source: Liesiö, Mild, Salo (2007), "Preference programming for robust portfolio modeling and
/// project selection". <https://doi.org/10.1016/j.ejor.2005.12.041>
public struct PortfolioDominance: Sendable {
  public enum Standing: String, Hashable, Sendable {
    /// In every portfolio that is not dominated.
    case core
    case borderline
    /// In none of them.
    case exterior
  }

  /// Projects by index, ascending; portfolios in no particular order.
  public let nonDominated: [[Int]]
  /// By project: in how many portfolios that are not dominated.
  public let counts: [Int]

  /// More projects are refused: all their sets are looked at.
  public static let mostProjects = 20

  /// - Parameters:
  ///   - lows: By project, then criterion: the least possible score.
  ///   - highs: The largest.
  ///   - costs: By resource, then project.
  ///   - budgets: By resource.
  ///   - weights: The corners of the set of possible weights.
  /// - Complexity: O(2ⁿ + *f*²) for *f* feasible portfolios that pass a first sieve.
  public init(
    lows: [[Double]], highs: [[Double]], costs: [[Double]], budgets: [Double],
    weights: [[Double]], shouldStop: () -> Bool = { false }
  ) throws(RankingError) {
    guard lows.count <= Self.mostProjects else { throw .tooLarge(limit: Self.mostProjects) }
    let worth = Worth(lows, highs, weights)
    // Adding a project of value never hurts, so the best sets come first by their sure value.
    var sets = Self.feasible(costs, budgets, count: lows.count)
    sets.sort { (worth.sum($0), $1) > (worth.sum($1), $0) }
    var kept: [Int] = []
    for set in sets {
      if shouldStop() { throw .stopped }
      if kept.contains(where: { worth.dominates($0, set) }) { continue }
      kept.removeAll { worth.dominates(set, $0) }
      kept.append(set)
    }
    nonDominated = kept.map { set in lows.indices.filter { set >> $0 & 1 == 1 } }
    counts = lows.indices.map { project in kept.count { $0 >> project & 1 == 1 } }
  }

  public var standings: [Standing] {
    counts.map { $0 == 0 ? .exterior : $0 == nonDominated.count ? .core : .borderline }
  }

  private static func feasible(_ costs: [[Double]], _ budgets: [Double], count: Int) -> [Int] {
    (0..<1 << count).filter { set in
      zip(costs, budgets).allSatisfy { cost, budget in
        (0..<count).reduce(0.0) { set >> $1 & 1 == 1 ? $0 + cost[$1] : $0 } <= budget
      }
    }
  }

  /// The least and the largest value of every project at every corner of the weights.
  private struct Worth {
    private let lows: [[Double]]
    private let highs: [[Double]]

    init(_ lows: [[Double]], _ highs: [[Double]], _ weights: [[Double]]) {
      func values(_ scores: [[Double]]) -> [[Double]] {
        weights.map { weight in
          scores.map { row in zip(weight, row).reduce(0) { $0 + $1.0 * $1.1 } }
        }
      }
      self.lows = values(lows)
      self.highs = values(highs)
    }

    func sum(_ set: Int) -> Double {
      zip(lows, highs).reduce(0) { sum, corner in
        sum
          + corner.0.indices.reduce(0) {
            set >> $1 & 1 == 1 ? $0 + corner.0[$1] + corner.1[$1] : $0
          }
      }
    }

    /// Whether the first is worth at least as much whatever is possible, and more for something.
    func dominates(_ first: Int, _ second: Int) -> Bool {
      let (own, others) = (first & ~second, second & ~first)
      var isMore = false
      for (low, high) in zip(lows, highs) {
        var (least, most) = (0.0, 0.0)
        for project in low.indices {
          if own >> project & 1 == 1 {
            least += low[project]
            most += high[project]
          } else if others >> project & 1 == 1 {
            least -= high[project]
            most -= low[project]
          }
        }
        if least < -1e-9 { return false }
        if most > 1e-9 { isMore = true }
      }
      return isMore
    }
  }
}
