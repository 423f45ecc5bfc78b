import Exact
import Testing

@testable import Matching

@Suite struct `Pairs within one group` {
  @Test(arguments: 0..<400 as Range<UInt64>)
  func `have the highest total that any choice has`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let count = Int.random(in: 2...8, using: &random)
    var edges: [ScoredEdge] = []
    let most = seed % 2 == 0 ? 3 : 1000 as Int64
    for one in 0..<count {
      for other in one + 1..<max(one + 1, count)
      where edges.count < 16 && Int.random(in: 0..<4, using: &random) > 0 {
        edges.append(ScoredEdge(one, other, score: Int64.random(in: 1...most, using: &random)))
      }
    }
    let capacity = (0..<count).map { _ in Int.random(in: 0...3, using: &random) }
    let outcome = try PairProblem(capacity: capacity).bestPairs(among: edges)
    #expect(outcome.total == `Pairs between two sides`.best(edges, capacity: capacity))
    #expect(outcome.bound == outcome.total)
    for city in capacity.indices {
      let partners = outcome.pairs.count { Int($0.one) == city || Int($0.other) == city }
      #expect(partners <= capacity[city])
    }
  }

  @Test func `leave one out of every three that fit each other alike`() throws {
    var edges: [ScoredEdge] = []
    for triangle in 0..<20 {
      for (one, other) in [(0, 1), (1, 2), (0, 2)] {
        edges.append(ScoredEdge(3 * triangle + one, 3 * triangle + other, score: 1))
      }
    }
    let outcome = try PairProblem(capacity: Array(repeating: 1, count: 60)).bestPairs(among: edges)
    #expect(outcome.total == 20)
    #expect(outcome.isOptimal)
  }
}
