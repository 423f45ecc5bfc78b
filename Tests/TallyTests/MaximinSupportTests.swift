import Exact
import Tally
import Testing

@Suite struct `The maximin support rule` {
  @Test func `keeps the greatest load least`() throws {
    // With p0 funded, p1 can be carried by the voter who has not paid yet.
    let election = try Election.of(
      costs: [4, 4, 4], budget: 8, groups: [(2, [0]), (1, [0, 1]), (2, [1]), (1, [2])])
    #expect(try election.tally(TallySettings(.maximinSupport)).winners == [0, 1])
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `gives what trying all subsets gives`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let election = Election.random(using: &random, mostProjects: 6)
    let outcome = try election.tally(TallySettings(.maximinSupport))
    var funded: [Int] = []
    for (winner, price) in zip(outcome.winners, outcome.prices) {
      let left = election.budget - election.cost(of: funded)
      let open = election.projects.indices.filter {
        !funded.contains($0) && election.votes[$0] > 0 && election.projects[$0].cost <= left
      }
      let loads = open.map { Self.greatestLoad(election, funded + [$0]) }
      #expect(loads.min() == price.share)
      #expect(Self.greatestLoad(election, funded + [winner]) == price.share)
      funded.append(winner)
    }
    #expect(election.isExhaustive(outcome.winners))
  }

  /// The maximum over subsets of cost over supporters.
  private static func greatestLoad(_ election: Election, _ projects: [Int]) -> Rational {
    (1..<(1 << projects.count)).map { subset in
      let chosen = projects.indices.filter { subset & 1 << $0 != 0 }.map { projects[$0] }
      return Rational(election.cost(of: chosen)) / Rational(election.votersServed(by: chosen))
    }.max() ?? .zero
  }
}
