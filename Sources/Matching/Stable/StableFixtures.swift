import Exact

extension Preferences {
  /// A stable choice within one group of cities, each with so many partners, if there is one.
  ///
  /// First everybody asks from the top of the list and keeps who asks; then cycles of second
  /// choices (rotations) are taken out until the lists are as short as the partnerships. With one
  /// partner each this is the problem of stable roommates.
  ///
  /// Sources: Irving (1985), "An efficient algorithm for the stable roommates problem".
  /// <https://doi.org/10.1016/0196-6774(85)90033-1> Irving, Scott (2007), "The stable fixtures
  /// problem". <https://doi.org/10.1016/j.dam.2007.05.003>
  ///
  /// - Returns: When there is none, a choice with few blocking pairs; not surely the fewest.
  /// - Complexity: O(length of all lists) for the two phases.
  public func stableWithinGroup(capacity: [Int]) -> StableOutcome {
    var search = FixturesSearch(self, capacity: capacity)
    if let partners = search.partners() {
      let blocking = blockingPairs(partners, capacity: capacity)
      return StableOutcome(partners: partners, blocking: blocking, isImpossible: false)
    }
    let partners = nearlyStable(capacity: capacity)
    return StableOutcome(
      partners: partners, blocking: blockingPairs(partners, capacity: capacity), isImpossible: true)
  }

  /// Lets blocking pairs have their way for a while, and keeps the choice with the fewest.
  private func nearlyStable(capacity: [Int]) -> [[Int]] {
    var partners = [[Int]](repeating: [], count: count)
    var best = partners
    var fewest = Int.max
    var random = SeededGenerator(seed: 1)
    for _ in 0..<20 * count + 1_000 {
      let blocking = blockingPairs(partners, capacity: capacity)
      if blocking.count < fewest { (best, fewest) = (partners, blocking.count) }
      guard fewest > 1, let pair = blocking.randomElement(using: &random) else { break }
      for (one, other) in [(pair.0, pair.1), (pair.1, pair.0)] {
        if partners[one].count >= capacity[one],
          let worst = partners[one].max(by: { rank(one, $0) ?? 0 < rank(one, $1) ?? 0 })
        {
          partners[one].removeAll { $0 == worst }
          partners[worst].removeAll { $0 == one }
        }
        partners[one].append(other)
      }
    }
    return best
  }
}

/// The two phases on lists that only get shorter.
private struct FixturesSearch {
  private let preferences: Preferences
  private let capacity: [Int]
  /// Whether an entry of a list is still there.
  private var isThere: [[Bool]]
  private var length: [Int]
  /// Whom each city has asked and is kept by; who has asked it.
  private var asked: [Set<Int>]
  private var askedBy: [Set<Int>]

  init(_ preferences: Preferences, capacity: [Int]) {
    self.preferences = preferences
    self.capacity = capacity
    isThere = preferences.lists.enumerated().map { city, list in
      list.map { capacity[city] > 0 && capacity[Int($0)] > 0 }
    }
    length = isThere.map { $0.count { $0 } }
    asked = capacity.map { _ in [] }
    askedBy = asked
  }

  mutating func partners() -> [[Int]]? {
    askAll()
    let wanted = asked.map(\.count)
    while let start = length.indices.first(where: { length[$0] > wanted[$0] && wanted[$0] > 0 }) {
      guard takeOutRotation(from: start) else { return nil }
      if length.indices.contains(where: { length[$0] < wanted[$0] }) { return nil }
    }
    return asked.map { $0.sorted() }
  }

  private mutating func askAll() {
    var waiting = Array(capacity.indices.reversed())
    while let city = waiting.popLast() {
      while asked[city].count < capacity[city], let other = nextChoice(city) {
        for rejected in ask(city, other) where rejected != city { waiting.append(rejected) }
      }
    }
  }

  /// The first in the list not asked yet.
  private func nextChoice(_ city: Int) -> Int? {
    for (place, other) in preferences.lists[city].enumerated()
    where isThere[city][place] && !asked[city].contains(Int(other)) {
      return Int(other)
    }
    return nil
  }

  /// - Returns: Who is no longer kept.
  private mutating func ask(_ city: Int, _ other: Int) -> [Int] {
    asked[city].insert(other)
    askedBy[other].insert(city)
    return shorten(other)
  }

  /// With enough that ask, whoever comes after the last of them is struck out.
  private mutating func shorten(_ city: Int) -> [Int] {
    guard askedBy[city].count >= capacity[city] else { return [] }
    let order = askedBy[city].compactMap { preferences.rank(city, $0) }.sorted()
    let last = order[capacity[city] - 1]
    var rejected: [Int] = []
    for place in (last + 1)..<max(last + 1, preferences.lists[city].count)
    where isThere[city][place] {
      let other = Int(preferences.lists[city][place])
      strike(city, other)
      if asked[other].remove(city) != nil {
        askedBy[city].remove(other)
        rejected.append(other)
      }
      if asked[city].remove(other) != nil {
        askedBy[other].remove(city)
        rejected.append(city)
      }
    }
    return rejected
  }

  private mutating func strike(_ one: Int, _ other: Int) {
    for (city, partner) in [(one, other), (other, one)] {
      guard let place = preferences.rank(city, partner), isThere[city][place] else { continue }
      isThere[city][place] = false
      length[city] -= 1
    }
  }

  /// - Returns: Whether there was one; without one there is no stable choice.
  private mutating func takeOutRotation(from start: Int) -> Bool {
    var path: [(city: Int, other: Int)] = []
    var place: [Int: Int] = [:]
    var city = start
    while place[city] == nil {
      guard let other = nextChoice(city), let last = lastAsking(other) else { return false }
      place[city] = path.count
      path.append((city, other))
      city = last
    }
    let cycle = path[(place[city] ?? 0)...]
    // Each asks the next choice; who was last there withdraws.
    for (city, other) in cycle {
      guard let last = lastAsking(other) else { return false }
      asked[last].remove(other)
      askedBy[other].remove(last)
      asked[city].insert(other)
      askedBy[other].insert(city)
    }
    for (_, other) in cycle { _ = shorten(other) }
    return true
  }

  private func lastAsking(_ city: Int) -> Int? {
    askedBy[city].max { preferences.rank(city, $0) ?? 0 < preferences.rank(city, $1) ?? 0 }
  }
}
