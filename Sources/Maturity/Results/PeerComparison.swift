public import Exact

/// What peers scored, published so that no single city can be told from it.
///
/// Quartiles are rounded to the steps of the level scale, never taken from fewer than five cities,
/// and a new group is published only when at least five of its cities differ from each group
/// published before: what one city's coming, going or answering anew would change is never seen.
public struct PeerComparison: Hashable, Sendable, Codable {
  /// One city's part.
  public struct Member: Hashable, Sendable {
    /// What it is known by inside; never shown.
    public let city: String
    /// Where it stands, by dimension; the whole under "".
    public let scores: [String: Rational]

    public init(city: String, scores: [String: Rational]) {
      self.city = city
      self.scores = scores
    }
  }

  /// The quartiles of one dimension, in steps of the scale.
  public struct Group: Hashable, Sendable, Codable {
    /// The exact scores behind it, by city; kept to compare with, never shown.
    let scores: [String: String]
    public let first: Int
    public let median: Int
    public let third: Int

    public var cities: Int { scores.count }
  }

  /// How many steps lead from worst to best: four where levels are five.
  public let steps: Int
  let groups: [String: Group]

  /// The quartiles of a dimension, or of the whole under "".
  ///
  /// - Parameter city: Who looks: five others have to stand behind the figures.
  /// - Returns: `nil` where fewer do.
  public func group(of dimension: String, besides city: String) -> Group? {
    guard let group = groups[dimension] else { return nil }
    let others = group.scores.keys.count { $0 != city }
    return others >= PeerGroup.leastCities ? group : nil
  }

  /// A number of steps as a share of the way.
  public func share(_ step: Int) -> Rational { Rational(step) / Rational(steps) }

  /// What of it may still be shown: the groups in which every city still agrees.
  public func agreed(by cities: Set<String>) -> PeerComparison {
    PeerComparison(
      steps: steps,
      groups: groups.filter { group in group.value.scores.keys.allSatisfy(cities.contains) })
  }

  /// What may be published next.
  ///
  /// - Parameters:
  ///   - members: The cities that agreed, each once.
  ///   - steps: From worst to best; at least one.
  ///   - earlier: All that was published before, oldest first.
  /// - Returns: `nil` while nothing new may be published.
  /// - Complexity: O(dimensions · (cities log cities + cities · earlier)).
  public static func next(
    _ members: [Member], steps: Int, after earlier: [PeerComparison]
  ) -> PeerComparison? {
    let agreed = Set(members.map(\.city))
    var groups: [String: Group] = [:]
    var isNew = false
    for dimension in Set(members.flatMap(\.scores.keys)) {
      let scores = members.reduce(into: [String: Rational]()) { scores, member in
        scores[member.city] = member.scores[dimension]
      }
      let before = earlier.compactMap { $0.groups[dimension] }
      if let group = group(scores, steps: steps, after: before) {
        groups[dimension] = group
        isNew = true
      } else if let last = before.last, last.scores.keys.allSatisfy(agreed.contains) {
        groups[dimension] = last
      }
    }
    return isNew ? PeerComparison(steps: steps, groups: groups) : nil
  }

  private static func group(
    _ scores: [String: Rational], steps: Int, after earlier: [Group]
  ) -> Group? {
    guard let quartiles = PeerGroup(scores: Array(scores.values)).quartiles else { return nil }
    let texts = scores.mapValues(\.description)
    let differsEnough = earlier.allSatisfy { group in
      let cities = Set(texts.keys).union(group.scores.keys)
      return cities.count { texts[$0] != group.scores[$0] } >= PeerGroup.leastCities
    }
    guard differsEnough else { return nil }
    let rounded = { (share: Rational) in
      let half = Rational(1) / Rational(2)
      return Int("\((share * Rational(steps) + half).floor)") ?? 0
    }
    return Group(
      scores: texts, first: rounded(quartiles.first), median: rounded(quartiles.median),
      third: rounded(quartiles.third))
  }
}

extension Assessment {
  /// What this city brings into a comparison with its peers.
  public func member(_ city: String) -> PeerComparison.Member {
    var scores: [String: Rational] = [:]
    scores[""] = standing?.point
    for result in dimensions where result.depth == 0 {
      scores[result.dimension.id.rawValue] = result.standing?.point
    }
    return PeerComparison.Member(city: city, scores: scores)
  }
}
