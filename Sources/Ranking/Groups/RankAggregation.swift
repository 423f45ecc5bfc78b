/// Several people's rankings: how they can be put together, and how far they disagree.
public struct RankAggregation: Sendable {
  /// By person, then alternative: 1 for the best, equals sharing the better rank.
  public let ranks: [[Int]]
  public let alternatives: Int

  /// - Parameter ranks: One ranking or more, all of the same alternatives.
  public init(_ ranks: [[Int]]) {
    self.ranks = ranks
    alternatives = ranks.first?.count ?? 0
  }

  /// Points: for every person one for each alternative ranked below and half for each equal.
  ///
  /// Source: de Borda (1784), "Mémoire sur les élections au scrutin".
  public var borda: [Double] {
    (0..<alternatives).map { a in
      ranks.reduce(0) { sum, ranking in
        sum
          + ranking.indices.reduce(0.0) { points, b in
            if a == b { return points }
            return points + (ranking[a] < ranking[b] ? 1 : ranking[a] == ranking[b] ? 0.5 : 0)
          }
      }
    }
  }

  /// By alternative and other: how many people rank it better.
  public var majorities: [[Int]] {
    (0..<alternatives).map { a in
      (0..<alternatives).map { b in ranks.count { $0[a] < $0[b] } }
    }
  }

  /// How many others each beats by majority, less how many beat it.
  ///
  /// Source: Copeland (1951), "A reasonable social welfare function".
  public var copeland: [Int] {
    let majorities = majorities
    return (0..<alternatives).map { a in
      (0..<alternatives).reduce(0) {
        $0 + (majorities[a][$1] - majorities[$1][a]).signum()
      }
    }
  }

  /// The alternative that beats every other by majority, if there is one.
  public var condorcetWinner: Int? {
    copeland.firstIndex(of: alternatives - 1)
  }

  /// Kendall's τ-b of two rankings: 1 when they agree in every pair, −1 when in none; `nil` when one
  /// of them is all equal.
  ///
  /// Source: Kendall (1945), "The treatment of ties in ranking problems".
  /// <https://doi.org/10.1093/biomet/33.3.239>
  public func tau(_ first: Int, _ second: Int) -> Double? {
    let (a, b) = (ranks[first], ranks[second])
    var (sum, inFirst, inSecond) = (0, 0, 0)
    for i in a.indices {
      for k in a.indices where k > i {
        let (x, y) = ((a[i] - a[k]).signum(), (b[i] - b[k]).signum())
        sum += x * y
        inFirst += x.magnitude == 1 ? 1 : 0
        inSecond += y.magnitude == 1 ? 1 : 0
      }
    }
    guard inFirst > 0, inSecond > 0 else { return nil }
    return Double(sum) / (Double(inFirst) * Double(inSecond)).squareRoot()
  }

  /// In how many pairs two rankings disagree; a pair that only one holds equal counts half.
  public func distance(_ first: [Int], _ second: [Int]) -> Double {
    var sum = 0.0
    for i in first.indices {
      for k in first.indices where k > i {
        let difference = (first[i] - first[k]).signum() - (second[i] - second[k]).signum()
        sum += Double(difference.magnitude) / 2
      }
    }
    return sum
  }

  /// Kendall's W, corrected for ties: 1 when all people agree, 0 when mean ranks do not differ;
  /// `nil` for one person, or when all rank everything equal.
  ///
  /// Source: Kendall, Babington Smith (1939), <https://doi.org/10.1214/aoms/1177732186>.
  public var concordance: Double? {
    guard ranks.count > 1, alternatives > 1 else { return nil }
    let (people, count) = (Double(ranks.count), Double(alternatives))
    var sums = [Double](repeating: 0, count: alternatives)
    var ties = 0.0
    for ranking in ranks {
      var sizes: [Int: Int] = [:]
      for rank in ranking { sizes[rank, default: 0] += 1 }
      // Equals share the mean of their places.
      for (i, rank) in ranking.enumerated() {
        sums[i] += Double(rank) + Double(sizes[rank, default: 1] - 1) / 2
      }
      for size in sizes.values { ties += Double(size * size * size - size) }
    }
    let mean = people * (count + 1) / 2
    let spread = sums.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let most = people * people * (count * count * count - count) - people * ties
    return most > 0 ? 12 * spread / most : nil
  }
}
