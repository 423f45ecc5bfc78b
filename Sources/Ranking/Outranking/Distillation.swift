/// ELECTRE III's two rankings from credibilities: by distilling the best, and the worst, again and
/// again; and the preorder in which one precedes another only where neither ranking objects.
///
/// Source: Roy (1978), as in Figueira, Mousseau, Roy (2005), "ELECTRE methods", 4.3.
/// <https://doi.org/10.1007/0-387-23081-5_4>
public struct Distillation: Sendable {
  /// Classes of equals from the best.
  public let descending: [[Int]]
  public let ascending: [[Int]]
  /// By the longest chain of better ones; incomparable alternatives can share a class.
  public let final: [[Int]]
  /// Pairs that the two rankings order differently, the smaller index first.
  public let incomparable: [(Int, Int)]

  /// s(λ) = α·λ + β.
  public static let alpha = -0.15
  public static let beta = 0.30
  /// Credibilities this close are equal.
  static let tolerance = 1e-9

  /// - Parameter credibility: By row and column, from 0 to 1.
  /// - Complexity: O(*n*³) and more with many inner distillations; meant for hundreds.
  public init(
    _ credibility: [[Double]], shouldStop: () -> Bool = { false }
  ) throws(RankingError) {
    let down = try Self.classes(credibility, best: true, shouldStop)
    let up = try Self.classes(credibility, best: false, shouldStop)
    descending = down
    ascending = up.reversed()
    let places = (Self.places(descending), Self.places(ascending))
    let count = credibility.count
    var pairs: [(Int, Int)] = []
    var level = [Int](repeating: 0, count: count)
    // In order of both places together every better one comes before its worse ones.
    let order = (0..<count).sorted {
      (places.0[$0] + places.1[$0], $0) < (places.0[$1] + places.1[$1], $1)
    }
    for (position, b) in order.enumerated() {
      for a in order[..<position] {
        let (down, up) = (places.0[b] - places.0[a], places.1[b] - places.1[a])
        if down * up < 0 {
          pairs.append((min(a, b), max(a, b)))
        } else if down > 0 || up > 0 {
          level[b] = max(level[b], level[a] + 1)
        }
      }
    }
    incomparable = pairs.sorted { $0 < $1 }
    final = Set(level).sorted().map { rank in (0..<count).filter { level[$0] == rank } }
  }

  private static func places(_ classes: [[Int]]) -> [Int] {
    var places = [Int](repeating: 0, count: classes.reduce(0) { $0 + $1.count })
    for (place, members) in classes.enumerated() { for index in members { places[index] = place } }
    return places
  }

  private static func classes(
    _ credibility: [[Double]], best: Bool, _ shouldStop: () -> Bool
  ) throws(RankingError) -> [[Int]] {
    var left = Array(credibility.indices)
    var classes: [[Int]] = []
    while !left.isEmpty {
      if shouldStop() { throw .stopped }
      let chosen = distilled(left, credibility, best: best)
      classes.append(chosen)
      let taken = Set(chosen)
      left.removeAll { taken.contains($0) }
    }
    return classes
  }

  /// The best, or the worst, of those left.
  private static func distilled(_ left: [Int], _ credibility: [[Double]], best: Bool) -> [Int] {
    var members = left
    var cut = 0.0
    for a in members { for b in members where a != b { cut = max(cut, credibility[a][b]) } }
    while members.count > 1, cut > tolerance {
      let limit = cut - threshold(cut)
      var next = 0.0
      for a in members {
        for b in members where a != b && credibility[a][b] < limit - tolerance {
          next = max(next, credibility[a][b])
        }
      }
      let scores = qualifications(members, credibility, cut: next)
      let extreme = best ? scores.max() : scores.min()
      members = zip(members, scores).filter { $0.1 == extreme }.map(\.0)
      cut = next
    }
    return members
  }

  /// How many each clearly beats, less how many clearly beat it.
  private static func qualifications(
    _ members: [Int], _ credibility: [[Double]], cut: Double
  ) -> [Int] {
    var scores = [Int](repeating: 0, count: members.count)
    for (i, a) in members.enumerated() {
      for (k, b) in members.enumerated() where i != k {
        let (forward, back) = (credibility[a][b], credibility[b][a])
        if forward > cut + tolerance, forward > back + threshold(forward) + tolerance {
          scores[i] += 1
          scores[k] -= 1
        }
      }
    }
    return scores
  }

  private static func threshold(_ cut: Double) -> Double { alpha * cut + beta }
}
