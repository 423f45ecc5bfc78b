import Exact
import Ranking
import Testing

@Suite struct `Groups` {
  @Test(arguments: 0..<60 as Range<UInt64>)
  func `have a Kemeny order that no other beats`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let people = (0..<5).map { _ in
      Ranks(scores: (0..<6).map { _ in Double(Int.random(in: 0..<5, using: &random)) }).ranks
    }
    let together = RankAggregation(people)
    let kemeny = Kemeny(together)
    func contradicted(_ order: [Int]) -> Int {
      var sum = 0
      for (place, a) in order.enumerated() {
        for b in order[(place + 1)...] { sum += people.count { $0[b] < $0[a] } }
      }
      return sum
    }
    #expect(contradicted(kemeny.order) == kemeny.distance)
    #expect(kemeny.isExact)
    var best = Int.max
    permute(Array(0..<6)) { best = min(best, contradicted($0)) }
    #expect(kemeny.distance == best)
    if let winner = together.condorcetWinner { #expect(kemeny.order[0] == winner) }
  }

  private func permute(_ rest: [Int], _ start: [Int] = [], _ body: ([Int]) -> Void) {
    if rest.isEmpty { body(start) }
    for item in rest { permute(rest.filter { $0 != item }, start + [item], body) }
  }

  @Test func `have a bound when Kemeny's order is too much work`() {
    var random = SeededGenerator(seed: 2)
    let people = (0..<7).map { _ in
      Ranks(scores: (0..<30).map { _ in Double.random(in: 0...1, using: &random) }).ranks
    }
    let kemeny = Kemeny(RankAggregation(people))
    #expect(kemeny.bound <= kemeny.distance && kemeny.order.sorted() == Array(0..<30))
    let agreed = Kemeny(RankAggregation([people[0], people[0]]))
    #expect(agreed.distance == 0 && agreed.isExact)
  }

  @Test func `show how far people agree`() {
    let together = RankAggregation([[1, 2, 3, 4], [1, 2, 3, 4], [4, 3, 2, 1]])
    #expect(together.tau(0, 1) == 1)
    #expect(together.tau(0, 2) == -1)
    #expect((together.concordance! - 1.0 / 9).magnitude < 1e-12)
    #expect(together.borda == [6, 5, 4, 3])
    #expect(together.copeland == [3, 1, -1, -3])
    #expect(together.condorcetWinner == 0)
    #expect(together.distance([1, 2, 3, 4], [4, 3, 2, 1]) == 6)
    #expect(RankAggregation([[1, 2]]).concordance == nil)
    // Kendall 1945: ties count in both.
    let tied = RankAggregation([[1, 1, 3], [1, 2, 2]])
    #expect((tied.tau(0, 1)! - 0.5).magnitude < 1e-12)
  }

  @Test func `aggregate comparisons by geometric means`() throws {
    let mean = PairwiseMatrix.mean(of: [
      try PairwiseMatrix([[1, 8], [0.125, 1]]), try PairwiseMatrix([[1, 2], [0.5, 1]]),
    ])
    #expect((mean!.rows[0][1] - 4).magnitude < 1e-12)
  }

  @Test func `rank with shared places, and equals as equals`() {
    let ranks = Ranks(scores: [0.5, 0.9, 0.5 + 1e-14, 0.1])
    #expect(ranks.ranks == [2, 1, 2, 4])
    #expect(ranks.ties == [[0, 2]])
    #expect(Ranks(scores: [3, 1, 2], lowerIsBetter: true).order == [1, 2, 0])
  }
}
