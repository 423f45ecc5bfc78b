/// Whom each city would take as a partner, the most wanted first.
///
/// Only partners that would take each other are kept.
public struct Preferences: Hashable, Sendable {
  public let lists: [[Int32]]
  /// How many would take somebody who would not take them.
  public let oneSided: Int
  /// At `city * count + other`: the place of the other in the city's list; -1 when it is not there.
  private let ranks: [Int32]

  /// So many ranks are too many: 1.6 GB with the lists.
  private static let limit = 200_000_000

  /// - Throws: ``MatchingError/tooManyRanks(cities:)``.
  public init(_ wanted: [[Int32]]) throws(MatchingError) {
    let count = wanted.count
    let (size, overflow) = count.multipliedReportingOverflow(by: count)
    guard !overflow, size <= Self.limit else { throw .tooManyRanks(cities: count) }
    var ranks = [Int32](repeating: -1, count: size)
    for (city, list) in wanted.enumerated() {
      for other in list { ranks[city * count + Int(other)] = 0 }
    }
    var (lists, oneSided): ([[Int32]], Int) = ([], 0)
    for (city, list) in wanted.enumerated() {
      let mutual = list.filter {
        Int($0) != city && ranks[Int($0) * count + city] >= 0
      }
      oneSided += list.count - mutual.count
      lists.append(mutual)
    }
    for index in ranks.indices { ranks[index] = -1 }
    for (city, list) in lists.enumerated() {
      for (place, other) in list.enumerated() { ranks[city * count + Int(other)] = Int32(place) }
    }
    self.lists = lists
    self.oneSided = oneSided
    self.ranks = ranks
  }

  public var count: Int { lists.count }

  /// `nil` when the city would not take the other.
  public func rank(_ city: Int, _ other: Int) -> Int? {
    let rank = ranks[city * count + other]
    return rank < 0 ? nil : Int(rank)
  }

  /// Pairs that would both rather be partners than keep what they have.
  ///
  /// - Complexity: O(length of all lists).
  public func blockingPairs(_ partners: [[Int]], capacity: [Int]) -> [(Int, Int)] {
    let worst = lists.indices.map { city in
      partners[city].count < capacity[city]
        ? (capacity[city] > 0 ? Int.max : -1)
        : partners[city].compactMap { rank(city, $0) }.max() ?? -1
    }
    var pairs: [(Int, Int)] = []
    for (city, list) in lists.enumerated() {
      for (place, other) in list.enumerated() where city < Int(other) && place < worst[city] {
        guard let back = rank(Int(other), city), back < worst[Int(other)],
          !partners[city].contains(Int(other))
        else { continue }
        pairs.append((city, Int(other)))
      }
    }
    return pairs
  }
}

/// Partners of each city, and whether anybody has a reason to leave them.
public struct StableOutcome: Sendable {
  public let partners: [[Int]]
  /// Empty when it is stable.
  public let blocking: [(Int, Int)]
  /// Whether it is proved that no stable choice exists.
  public let isImpossible: Bool

  public var isStable: Bool { blocking.isEmpty }

  public var pairs: [(Int, Int)] {
    partners.indices.flatMap { city in
      partners[city].filter { city < $0 }.sorted().map { (city, $0) }
    }
  }
}
