/// Profiles between categories, from the worst up.
public struct OrderedCategories: Sendable {
  /// By profile, then criterion; more is better.
  public let profiles: [[Double]]

  /// - Parameters:
  ///   - profiles: From the worst up or from the best down.
  ///   - criteria: Whose directions turn the scores.
  public init(_ profiles: [CategoryProfile], criteria: [Criterion]) throws(RankingError) {
    guard !profiles.isEmpty else { throw .noProfiles }
    let rows = profiles.map { profile in
      zip(profile.scores, criteria).map { $1.direction == .max ? $0 : -$0 }
    }
    func rises(_ rows: [[Double]]) -> Int? {
      zip(rows, rows.dropFirst()).enumerated().first { pair in
        zip(pair.element.0, pair.element.1).contains { $0 > $1 } || pair.element.0 == pair.element.1
      }.map { $0.offset + 1 }
    }
    guard let place = rises(rows) else {
      self.profiles = rows
      return
    }
    guard rises(rows.reversed()) == nil else { throw .profilesOutOfOrder(place) }
    self.profiles = rows.reversed()
  }

  public var count: Int { profiles.count + 1 }
}

/// ELECTRE TRI-B: categories, from 1 for the worst, by comparing with profiles.
///
/// Source: Yu (1992), "Aide multicritère à la décision dans le cadre de la problématique du tri";
/// Mousseau, Slowinski (1998), "Inferring an ELECTRE TRI model from assignment examples".
/// <https://doi.org/10.1023/A:1008210427517>
public struct ElectreTri: Sendable {
  /// The highest category whose lower profile is outranked.
  public let pessimistic: [Int]
  /// The category below the lowest profile that is preferred.
  public let optimistic: [Int]
  /// By alternative and profile: credible that the alternative is at least as good, and reversed.
  public let credibilities: [[(Double, Double)]]

  static let tolerance = 1e-9

  /// - Parameter rows: By alternative, then criterion; more is better.
  public init(
    rows: [[Double]], categories: OrderedCategories, credibility: Credibility, lambda: Double
  ) {
    let all = rows.map { row in
      categories.profiles.map { (credibility(row, $0), credibility($0, row)) }
    }
    pessimistic = all.map { pairs in
      (pairs.lastIndex { $0.0 >= lambda - Self.tolerance } ?? -1) + 2
    }
    optimistic = all.map { pairs in
      (pairs.firstIndex { forward, back in
        back >= lambda - Self.tolerance && forward < lambda - Self.tolerance
      } ?? pairs.count) + 1
    }
    credibilities = all
  }
}

/// MR-Sort: a category's lower profile is reached on criteria that together weigh enough, and
/// missed by the veto on none.
///
/// Source: Leroy, Mousseau, Pirlot (2011), "Learning the parameters of a multiple criteria sorting
/// method". <https://doi.org/10.1007/978-3-642-24873-3_17>
public struct MajorityRuleSorting: Sendable {
  /// From 1 for the worst.
  public let categories: [Int]
  /// By alternative and profile: the weight of the criteria that reach it.
  public let support: [[Double]]

  /// - Parameters:
  ///   - rows: By alternative, then criterion; more is better.
  ///   - vetoes: From which shortfall a criterion forbids a category, where it can.
  ///   - weights: Summing to 1.
  public init(
    rows: [[Double]], categories: OrderedCategories, weights: [Double], vetoes: [Double?],
    lambda: Double
  ) {
    let indices = weights.indices
    support = rows.map { row in
      categories.profiles.map { profile in
        indices.reduce(0) { row[$1] >= profile[$1] ? $0 + weights[$1] : $0 }
      }
    }
    self.categories = zip(rows, support).map { row, support in
      let reached = categories.profiles.indices.last { h in
        let profile = categories.profiles[h]
        let isForbidden = indices.contains { j in
          vetoes[j].map { profile[j] - row[j] >= $0 } ?? false
        }
        return !isForbidden && support[h] >= lambda - ElectreTri.tolerance
      }
      return (reached ?? -1) + 2
    }
  }
}
