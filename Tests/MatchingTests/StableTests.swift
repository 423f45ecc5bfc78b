import Exact
import Testing

@testable import Matching

@Suite struct `Stable pairs` {
  private static func random(_ seed: UInt64, _ count: Int) throws -> (Preferences, [Int]) {
    var random = SeededGenerator(seed: seed)
    let lists = (0..<count).map { city in
      (0..<Int32(count)).filter { Int($0) != city && Int.random(in: 0..<5, using: &random) > 0 }
        .shuffled(using: &random)
    }
    return (
      try Preferences(lists), (0..<count).map { _ in Int.random(in: 0...2, using: &random) }
    )
  }

  /// Whether any choice of pairs is stable.
  private static func exists(_ preferences: Preferences, _ capacity: [Int]) -> Bool {
    let pairs = preferences.lists.enumerated().flatMap { city, list in
      list.filter { city < Int($0) }.map { (city, Int($0)) }
    }
    var partners = [[Int]](repeating: [], count: preferences.count)
    func search(_ place: Int) -> Bool {
      guard place < pairs.count else {
        return preferences.blockingPairs(partners, capacity: capacity).isEmpty
      }
      let (one, other) = pairs[place]
      if search(place + 1) { return true }
      guard partners[one].count < capacity[one], partners[other].count < capacity[other] else {
        return false
      }
      partners[one].append(other)
      partners[other].append(one)
      defer {
        partners[one].removeLast()
        partners[other].removeLast()
      }
      return search(place + 1)
    }
    return search(0)
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `are found within a group whenever there are any`(seed: UInt64) throws {
    let (preferences, capacity) = try Self.random(seed, 4 + Int(seed % 3))
    let outcome = preferences.stableWithinGroup(capacity: capacity)
    #expect(outcome.isStable == Self.exists(preferences, capacity))
    #expect(outcome.isImpossible == !outcome.isStable)
    for city in capacity.indices { #expect(outcome.partners[city].count <= capacity[city]) }
  }

  @Test(arguments: 0..<100 as Range<UInt64>)
  func `always exist between two sides`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let count = 12
    let lists = (0..<count).map { city in
      (0..<Int32(count)).filter { (Int($0) < 6) != (city < 6) && Bool.random(using: &random) }
        .shuffled(using: &random)
    }
    let capacity = (0..<count).map { _ in Int.random(in: 0...3, using: &random) }
    let outcome = try Preferences(lists).stableBetweenSides(
      capacity: capacity, isFirst: (0..<count).map { $0 < 6 })
    #expect(outcome.isStable)
    for city in capacity.indices { #expect(outcome.partners[city].count <= capacity[city]) }
  }

  @Test func `of the example of Irving (1985) are the published ones`() throws {
    let lists: [[Int32]] = [
      [3, 5, 1, 4, 2], [5, 2, 4, 0, 3], [1, 3, 4, 0, 5], [4, 1, 5, 0, 2], [3, 1, 2, 5, 0],
      [4, 0, 3, 1, 2],
    ]
    let outcome = try Preferences(lists).stableWithinGroup(capacity: [1, 1, 1, 1, 1, 1])
    #expect(outcome.partners == [[5], [2], [1], [4], [3], [0]])
  }
}
