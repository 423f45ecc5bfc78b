import Exact
import Tally
import Testing

@Suite struct `The utilitarian optimum` {
  @Test(arguments: 0..<600 as Range<UInt64>)
  func `is the best of all sets`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let kind: BallotKind = seed.isMultiple(of: 3) ? .cumulative : .approval
    let election = Election.random(using: &random, kind: kind, mostProjects: 11)
    for satisfaction in Satisfaction.allCases {
      var settings = TallySettings(.utilitarianOptimum)
      settings.satisfaction = satisfaction
      let outcome = try election.tally(settings)
      func value(_ set: [Int]) -> Int64 {
        set.reduce(0) { sum, project in
          switch satisfaction {
          case .cost: sum + election.votes[project] * election.projects[project].cost
          case .cardinality: sum + election.votes[project]
          case .additive: sum + election.scores[project]
          }
        }
      }
      let best = (0..<(1 << election.projects.count)).reduce(Int64(0)) { best, set in
        let chosen = election.projects.indices.filter { set & 1 << $0 != 0 }
        return election.cost(of: chosen) <= election.budget ? max(best, value(chosen)) : best
      }
      #expect(value(outcome.winners) == best)
      #expect(outcome.cost <= election.budget)
    }
  }

  @Test func `reports a set that is as good and as dear`() throws {
    let election = try Election.of(costs: [5, 5], budget: 5, ballots: [[0], [1]])
    var settings = TallySettings(.utilitarianOptimum)
    #expect(
      try election.tally(settings).ties == [
        Tie(candidates: [0, 1], chosen: 0, criterion: .fileOrder)
      ])
    settings.ties = .refuse
    #expect(throws: TallyError.tie([0, 1])) { try election.tally(settings) }
  }
}
