public import Exact
public import Ranking

/// How important the criteria are to one person, in the way they chose to say it.
public struct MemberWeights: Codable, Hashable, Sendable {
  public var kind: WeightKind
  /// By criterion: swing points, places, the least weight in percent, or how many times the most
  /// important is as important; by `first|second` how much more important the first is of a pair.
  public var numbers: [String: ExactDecimal]
  /// By criterion: the largest weight in percent, or how many times each is as important as the
  /// least important.
  public var others: [String: ExactDecimal]
  public var best: String?
  public var worst: String?

  public init(kind: WeightKind) {
    self.kind = kind
    numbers = [:]
    others = [:]
  }
}

/// The ways to say how important criteria are.
public enum WeightKind: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case none, swing, bestWorst, pairwise, order, intervals

  public static let textPrefix = "weightKind"
}

extension MemberWeights {
  /// What it says, for the engine; of criteria that it does not name, nothing.
  ///
  /// - Parameter criteria: Identifiers in the order of the table.
  /// - Throws: ``Ranking/RankingError`` when it contradicts itself.
  public func information(_ criteria: [String]) throws(RankingError) -> WeightInformation {
    let number = { (id: String) in numbers[id]?.approximation ?? 0 }
    switch kind {
    case .none: return .none
    case .swing: return .swing(criteria.map(number))
    case .order:
      let places = criteria.map(number)
      return .order(
        Set(places).sorted().map { place in
          places.indices.filter { places[$0] == place }
        })
    case .intervals:
      var ranges: [ClosedRange<Double>] = []
      for id in criteria {
        let (low, high) = (number(id) / 100, others[id]?.approximation ?? 100)
        guard low <= high / 100 else { throw .unusableWeight(id) }
        ranges.append(low...high / 100)
      }
      _ = try WeightBounds(ranges, names: criteria)
      return .intervals(ranges)
    case .bestWorst: return .bestWorst(try comparisons(criteria))
    case .pairwise: return .pairwise(try matrix(criteria))
    }
  }

  private func comparisons(_ criteria: [String]) throws(RankingError) -> BestWorstComparisons {
    guard let first = criteria.firstIndex(of: best ?? "") else {
      throw .unusableBestWorst(best ?? "")
    }
    guard let last = criteria.firstIndex(of: worst ?? "") else {
      throw .unusableBestWorst(worst ?? "")
    }
    var toOthers = criteria.map { numbers[$0]?.approximation ?? 1 }
    var toWorst = criteria.map { others[$0]?.approximation ?? 1 }
    toOthers[first] = 1
    toWorst[last] = 1
    toWorst[first] = toOthers[last]
    return try BestWorstComparisons(
      best: first, worst: last, bestToOthers: toOthers, othersToWorst: toWorst, names: criteria)
  }

  private func matrix(_ criteria: [String]) throws(RankingError) -> PairwiseMatrix {
    var rows = criteria.map { _ in criteria.map { _ in 1.0 } }
    for i in criteria.indices {
      for j in criteria.indices where i < j {
        let step = numbers["\(criteria[i])|\(criteria[j])"]?.approximation ?? 0
        rows[i][j] = step >= 0 ? step + 1 : 1 / (1 - step)
        rows[j][i] = 1 / rows[i][j]
      }
    }
    return try PairwiseMatrix(rows)
  }

  /// The weights that somebody who said this could mean, criterion by criterion: a point for exact
  /// statements, the nonlinear model's intervals for best-worst, all that an order allows.
  ///
  /// - Returns: Nothing where nothing was said.
  public func plausible(_ criteria: [String]) throws(RankingError) -> [ClosedRange<Double>]? {
    let said = try information(criteria)
    switch said {
    case .none: return nil
    case .intervals(let ranges):
      let bounds = try WeightBounds(ranges, names: criteria)
      return zip(bounds.lows, bounds.highs).map { $0...max($0, $1) }
    case .order(let groups): return Self.extremes(groups, count: criteria.count)
    case .bestWorst(let comparisons):
      let linear = LinearBestWorst(comparisons).weights
      return zip(NonlinearBestWorst(comparisons).intervals, linear).map {
        min($0.lowerBound, $1)...max($0.upperBound, $1)
      }
    case .exact, .swing, .pairwise: return try said.point(names: criteria).map { $0...$0 }
    }
  }

  /// The least and largest weight of each criterion among the corners that an order has: the first
  /// groups share the weight equally.
  private static func extremes(_ groups: [[Int]], count: Int) -> [ClosedRange<Double>] {
    var ranges = [ClosedRange<Double>](repeating: 0...0, count: count)
    var before = 0
    for (place, group) in groups.enumerated() {
      before += group.count
      for criterion in group {
        ranges[criterion] = (place == 0 ? 1 / Double(count) : 0)...(1 / Double(before))
      }
    }
    return ranges
  }

  /// How far what was said contradicts itself.
  public func consistency(_ criteria: [String]) throws(RankingError) -> WeightConsistency? {
    switch try information(criteria) {
    case .bestWorst(let comparisons):
      let found = NonlinearBestWorst(comparisons)
      return .bestWorst(
        input: found.inputConsistency, ratio: found.consistencyRatio,
        worst: found.worstInput.map { criteria[$0] })
    case .pairwise(let matrix):
      let found = PairwiseConsistency(matrix, randomIndex: .saaty)
      return .pairwise(
        ratio: found.ratio,
        triads: found.worstTriads.prefix(3).map { triad in
          [triad.first, triad.second, triad.third].map { criteria[$0] }
        })
    default: return nil
    }
  }
}

/// How far a person's comparisons contradict each other.
public enum WeightConsistency: Hashable, Sendable {
  /// The share of the largest possible contradiction; the criterion whose answers fit least.
  case bestWorst(input: Double, ratio: Double?, worst: String?)
  /// Saaty's consistency ratio and the three criteria that contradict most, from the worst.
  case pairwise(ratio: Double?, triads: [[String]])
}
