import Exact
import Testing

@testable import Matching

@Suite struct `Pairs between two sides` {
  /// The highest total by trying every choice.
  static func best(_ edges: [ScoredEdge], capacity: [Int]) -> Int64 {
    func search(_ place: Int, _ left: [Int]) -> Int64 {
      guard place < edges.count else { return 0 }
      let without = search(place + 1, left)
      let (one, other) = (Int(edges[place].one), Int(edges[place].other))
      guard left[one] > 0, left[other] > 0 else { return without }
      var less = left
      less[one] -= 1
      less[other] -= 1
      return max(without, edges[place].score + search(place + 1, less))
    }
    return search(0, capacity)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `have the highest total that any choice has`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let (left, right) = (
      Int.random(in: 1...5, using: &random), Int.random(in: 1...5, using: &random)
    )
    var edges: [ScoredEdge] = []
    for one in 0..<left {
      for other in 0..<right where edges.count < 16 && Bool.random(using: &random) {
        edges.append(
          ScoredEdge(one, left + other, score: Int64.random(in: -2...9, using: &random)))
      }
    }
    let capacity = (0..<left + right).map { _ in Int.random(in: 0...3, using: &random) }
    let problem = PairProblem(
      capacity: capacity, isFirst: (0..<left + right).map { $0 < left })
    let outcome = try problem.bestPairs(among: edges)
    #expect(outcome.total == Self.best(edges, capacity: capacity))
    #expect(outcome.bound == outcome.total)
    for city in capacity.indices {
      let partners = outcome.pairs.count { Int($0.one) == city || Int($0.other) == city }
      #expect(partners <= capacity[city])
    }
  }

  @Test func `keep settled pairs and fill up around them`() throws {
    let edges = [
      ScoredEdge(0, 2, score: 5), ScoredEdge(0, 3, score: 9), ScoredEdge(1, 2, score: 1),
      ScoredEdge(1, 3, score: 4),
    ]
    let problem = PairProblem(
      capacity: [1, 1, 1, 1], isFirst: [true, true, false, false], fixed: [(1, 2)])
    let outcome = try problem.bestPairs(among: edges)
    #expect(outcome.pairs == [edges[1], edges[2]])
    #expect(outcome.total == 10)
  }

  @Test func `refuse scores whose sum could pass 64 bits`() {
    let problem = PairProblem(capacity: [1, 1], isFirst: [true, false])
    #expect(throws: MatchingError.scoresTooLarge) {
      try problem.bestPairs(among: [ScoredEdge(0, 1, score: .max / 2)])
    }
  }
}
