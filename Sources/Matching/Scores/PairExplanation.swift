/// Why two cities have their score: each part, and the topics that made it.
public struct PairExplanation: Hashable, Sendable {
  public struct Share: Hashable, Sendable {
    public let part: ScorePart
    /// In millionths.
    public let share: Int64
    public let weight: Int64
  }

  /// A topic, and its share of the part in millionths.
  public struct Topic: Hashable, Sendable {
    public let name: String
    public let share: Int64
  }

  public let score: Int64
  /// How much of the weight is known of both cities, in millionths.
  public let confidence: Int64
  public let parts: [Share]
  /// Up to three each, the strongest first.
  public let bothFace: [Topic]
  public let firstLearns: [Topic]
  public let secondLearns: [Topic]
}

extension ScoreTable {
  /// Explains the score of two cities.
  public func explanation(_ one: Int, _ other: Int) -> PairExplanation {
    let parts = parts(one, other)
    let all = ScorePart.allCases.filter { isAsked($0) }.reduce(0) { $0 + weights[$1] }
    let known = parts.reduce(0) {
      $0 + $1.weight * ($1.known >> 8) * knownShare($1.part, one, other)
    }
    return PairExplanation(
      score: Self.mean(parts),
      confidence: all == 0 ? 0 : known / (all << 20),
      parts: parts.map {
        .init(part: $0.part, share: ($0.share * (Self.unit >> 6)) >> 22, weight: $0.weight)
      },
      bothFace: strongest(challenges, one, challenges, other),
      firstLearns: strongest(needs, one, offers, other),
      secondLearns: strongest(needs, other, offers, one))
  }

  /// A part on which nobody can be expected to say anything does not lower the confidence.
  private func isAsked(_ part: ScorePart) -> Bool { part != .wishes || context.anyWishes }

  /// The share of a pair's topics that are known, in millionths.
  private func knownShare(_ part: ScorePart, _ one: Int, _ other: Int) -> Int64 {
    let matrices: [(TopicMatrix, Int)] =
      switch part {
      case .challenges: [(challenges, one), (challenges, other)]
      case .complementarity: [(needs, one), (needs, other), (offers, one), (offers, other)]
      default: []
      }
    guard matrices.contains(where: { $0.0.unknown[$0.1] != nil }) else { return Self.unit }
    let hidden = matrices.reduce(0) { $0 + ($1.0.unknown[$1.1]?.count ?? 0) }
    let all = matrices.reduce(0) { $0 + $1.0.topics.count }
    return Self.unit * Int64(all - hidden) / Int64(all)
  }

  private func strongest(
    _ mine: TopicMatrix, _ one: Int, _ theirs: TopicMatrix, _ other: Int
  ) -> [PairExplanation.Topic] {
    guard mine.isKnown[one], theirs.isKnown[other] else { return [] }
    var topics: [PairExplanation.Topic] = []
    for topic in mine.topics.indices {
      let product =
        Int64(mine.values[one * mine.width + topic])
        * Int64(theirs.values[other * mine.width + topic])
      let share = (product * (Self.unit >> 6)) >> 22
      if share > 0 { topics.append(.init(name: mine.topics[topic], share: share)) }
    }
    let order = topics.sorted { left, right in
      left.share != right.share
        ? left.share > right.share : left.name.utf8.lexicographicallyPrecedes(right.name.utf8)
    }
    return Array(order.prefix(3))
  }
}
