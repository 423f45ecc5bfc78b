/// Whether a method changes its mind about some alternatives when others come, go or get worse.
///
/// Source: Wang, Triantaphyllou (2008), "Ranking irregularities when evaluating alternatives by
/// using some ELECTRE methods". <https://doi.org/10.1016/j.omega.2005.12.003>
public struct RankReversal: Sendable {
  /// Alternatives whose removal changes which of the others comes first, or the order of others.
  public let removalsThatChangeTheFirst: [Int]
  public let removalsThatChangeTheOrder: [Int]
  /// Alternatives, not first, whose replacement by a worse one changes which comes first.
  public let worseThatChangesTheFirst: [Int]
  /// Whether rankings of pairs alone are free of circles.
  public let isTransitive: Bool
  /// Whether rankings of pairs alone agree with the whole.
  public let agreesWithPairs: Bool

  /// - Parameters:
  ///   - table: Exact scores.
  ///   - rank: Ranks any table with the same criteria.
  /// - Complexity: *n*² / 2 rankings of pairs and 2*n* of almost all.
  public init(
    _ table: DecisionTable, rank: (DecisionTable) throws(RankingError) -> Ranks
  ) throws(RankingError) {
    let all = Array(table.alternatives.indices)
    let ranks = try rank(table).ranks
    let first = Set(all.filter { ranks[$0] == 1 })
    var (changedFirst, changedOrder, changedByWorse): ([Int], [Int], [Int]) = ([], [], [])
    for gone in all where all.count > 2 {
      let left = all.filter { $0 != gone }
      let others = try rank(try table.keeping(left)).ranks
      if !first.contains(gone),
        Set(left.indices.filter { others[$0] == 1 }.map { left[$0] }) != first
      {
        changedFirst.append(gone)
      }
      if !Self.agrees(left.map { ranks[$0] }, others) { changedOrder.append(gone) }
    }
    for worse in all where !first.contains(worse) {
      let others = try rank(try Self.worsened(table, worse)).ranks
      if Set(all.filter { others[$0] == 1 }) != first { changedByWorse.append(worse) }
    }
    removalsThatChangeTheFirst = changedFirst
    removalsThatChangeTheOrder = changedOrder
    worseThatChangesTheFirst = changedByWorse
    let beats = try Self.pairs(table, rank)
    isTransitive = !Self.hasCircle(beats)
    agreesWithPairs = all.allSatisfy { a in
      all.allSatisfy { b in a == b || beats[a][b] == (ranks[a] < ranks[b]) }
    }
  }

  /// Whether no pair stands the other way round.
  private static func agrees(_ first: [Int], _ second: [Int]) -> Bool {
    for i in first.indices {
      for k in first.indices where k > i {
        if (first[i] - first[k]).signum() * (second[i] - second[k]).signum() < 0 { return false }
      }
    }
    return true
  }

  /// The table with every score of one alternative moved towards the worst of its column, by a tenth
  /// of the distance.
  private static func worsened(
    _ table: DecisionTable, _ index: Int
  ) throws(RankingError) -> DecisionTable {
    var columns = table.columns
    for (j, criterion) in table.criteria.enumerated() {
      guard let score = columns[j][index].exact else { continue }
      let scores = columns[j].compactMap(\.exact)
      let worst = (criterion.direction == .max ? scores.min() : scores.max()) ?? score
      columns[j][index] = .exact(score + (worst - score) / 10)
    }
    return try DecisionTable(
      criteria: table.criteria, alternatives: table.alternatives, columns: columns)
  }

  private static func pairs(
    _ table: DecisionTable, _ rank: (DecisionTable) throws(RankingError) -> Ranks
  ) throws(RankingError) -> [[Bool]] {
    let all = table.alternatives.indices
    var beats = all.map { _ in all.map { _ in false } }
    for a in all {
      for b in all where b > a {
        let ranks = try rank(try table.keeping([a, b])).ranks
        beats[a][b] = ranks[0] < ranks[1]
        beats[b][a] = ranks[1] < ranks[0]
      }
    }
    return beats
  }

  /// Whether somebody beats another who beats a third who is not beaten by the first.
  private static func hasCircle(_ beats: [[Bool]]) -> Bool {
    for a in beats.indices {
      for b in beats.indices where beats[a][b] {
        for c in beats.indices where beats[b][c] && !beats[a][c] { return true }
      }
    }
    return false
  }
}
