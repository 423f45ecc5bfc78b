import BigInt
import Exact
import Testing

@testable import Tally

@Suite struct `Phragmén's rule` {
  @Test func `spreads costs over supporters`() throws {
    // a costs 6 for three voters: load 2; then b costs 5 for two, one of whom has 2: load 7/2.
    let election = try Election.of(
      costs: [6, 5, 9], budget: 11, groups: [(2, [0]), (1, [0, 1]), (1, [1]), (1, [2])])
    let outcome = try election.tally(TallySettings(.phragmen))
    #expect(outcome.winners == [0, 1])
    #expect(outcome.prices.map(\.share) == [Rational(2), Rational(7, over: 2)])
  }

  @Test func `ends when a project that is next does not fit`() throws {
    let election = try Election.of(
      costs: [6, 5, 1], budget: 10, groups: [(3, [0]), (2, [1]), (1, [2])])
    let outcome = try election.tally(TallySettings(.phragmen))
    #expect(outcome.winners == [2, 0])
    #expect(outcome.verdicts[1] == .overBudget(lacking: 2))
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `gives what plain fractions give`(block: UInt64) throws {
    for seed in block * 100..<block * 100 + 100 {
      var random = SeededGenerator(seed: seed)
      let election = Election.random(using: &random, mostProjects: 10, mostVoters: 20)
      let outcome = try election.tally(TallySettings(.phragmen))
      #expect(outcome.winners == (try Self.plain(election)), "seed \(seed)")
    }
  }

  /// The definition, with one fraction a group.
  private static func plain(_ election: Election) throws -> [Int] {
    let order = TieOrder(.minCost, election: election)
    var loads = [Rational](repeating: .zero, count: election.profile.groupCount)
    var winners: [Int] = []
    var open = election.projects.indices.filter { election.projects[$0].cost <= election.budget }
    func supporters(_ project: Int) -> [Int] {
      loads.indices.filter { group in
        election.profile.ballot(of: group).contains { $0.project == project }
      }
    }
    while !open.isEmpty {
      let news = open.map { project -> Rational? in
        guard election.votes[project] > 0 else { return nil }
        let sum = supporters(project).reduce(Rational(election.projects[project].cost)) {
          $0 + loads[$1] * Rational(election.profile.weights[$1])
        }
        return sum / Rational(election.votes[project])
      }
      let least = news.compactMap { $0 }.min()
      let equals = zip(open, news).filter { $0.1 == least }.map(\.0)
      let left = election.budget - election.cost(of: winners)
      if equals.contains(where: { election.projects[$0].cost > left }) { break }
      let chosen = try order.choose(equals).project
      if let least { for group in supporters(chosen) { loads[group] = least } }
      winners.append(chosen)
      open.removeAll { $0 == chosen }
    }
    return winners
  }
}
