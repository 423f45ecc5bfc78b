import Exact
import Tally
import Testing

@Suite struct `Greedy rules` {
  /// Votes 5, 4, 3, 2 for costs 60, 50, 30, 10 of 100.
  private static func sample() throws -> Election {
    try .of(
      costs: [60, 50, 30, 10], budget: 100,
      groups: [(5, [0]), (4, [1]), (3, [2]), (2, [3])])
  }

  @Test func `passes over what does not fit`() throws {
    let outcome = try Self.sample().tally(TallySettings(.greedy))
    #expect(outcome.winners == [0, 2, 3])
    #expect(outcome.cost == 100)
    #expect(outcome.verdicts[1] == .overBudget(lacking: 10))
    #expect(outcome.ties.isEmpty)
  }

  @Test func `without skipping ends at the first that does not fit`() throws {
    let outcome = try Self.sample().tally(TallySettings(.greedyNoSkip))
    #expect(outcome.winners == [0])
    #expect(outcome.verdicts[1] == .overBudget(lacking: 10))
    #expect(outcome.verdicts[2] == .afterTheEnd)
  }

  @Test func `with a threshold leaves out what has too few votes`() throws {
    var settings = TallySettings(.greedyThreshold)
    settings.threshold = Rational(3)
    let outcome = try Self.sample().tally(settings)
    #expect(outcome.winners == [0, 2])
    #expect(outcome.verdicts[3] == .belowThreshold(lacking: .one))
    settings.threshold = nil
    #expect(throws: TallyError.thresholdMissing) { try Self.sample().tally(settings) }
  }

  @Test func `with exclusive groups funds one of each`() throws {
    var settings = TallySettings(.greedyExclusive)
    settings.exclusive = [[0, 2]]
    let outcome = try Self.sample().tally(settings)
    #expect(outcome.winners == [0, 3])
    #expect(outcome.verdicts[2] == .excluded(by: 0))
    settings.exclusive = [[0, 2], [2, 3]]
    #expect(throws: TallyError.inTwoExclusiveGroups(2)) { try Self.sample().tally(settings) }
  }

  @Test func `of Poznań funds the next project when four fifths of it are there`() throws {
    let outcome = try Self.sample().tally(TallySettings(.poznan))
    #expect(outcome.winners == [0, 1])
    #expect(outcome.reserve == 10)
    let dear = try Election.of(costs: [60, 51], budget: 100, groups: [(2, [0]), (1, [1])])
    #expect(try dear.tally(TallySettings(.poznan)).winners == [0])
  }

  @Test func `by supporters per cost prefers the cheap`() throws {
    var settings = TallySettings(.greedy)
    settings.satisfaction = .cardinality
    #expect(try Self.sample().tally(settings).winners == [3, 2, 0])
  }

  @Test func `funds what is free and supported first`() throws {
    let election = try Election.of(
      costs: [10, 0, 0], budget: 10, groups: [(3, [0]), (1, [1])])
    #expect(try election.tally(TallySettings(.greedy)).winners == [1, 0, 2])
  }

  @Test func `says how many votes were missing`() throws {
    let election = try Self.sample()
    let winners = try election.tally(TallySettings(.greedy)).winners
    #expect(election.missingScore(of: 1, winners: winners) == 2)
    #expect(election.missingScore(of: 0, winners: winners) == nil)
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `never spend more than the budget, and leave nothing that fits`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let election = Election.random(using: &random)
    let outcome = try election.tally(TallySettings(.greedy))
    #expect(outcome.cost <= election.budget)
    #expect(election.isExhaustive(outcome.winners, supportedOnly: false))
    let short = try election.tally(TallySettings(.greedyNoSkip))
    #expect(short.cost <= election.budget)
    #expect(Set(short.winners).isSubset(of: Set(0..<election.projects.count)))
  }

  @Test(arguments: 0..<200 as Range<UInt64>)
  func `fund the project with the missing votes added`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let election = Election.random(using: &random)
    let winners = try election.tally(TallySettings(.greedy)).winners
    for project in election.projects.indices {
      guard election.projects[project].cost > 0,
        let missing = election.missingScore(of: project, winners: winners)
      else { continue }
      var builder = ProfileBuilder(kind: .approval)
      for group in 0..<election.profile.groupCount {
        let ballot = election.profile.ballot(of: group).map(\.project)
        builder.add(ballot, voters: election.profile.weights[group])
      }
      for _ in 0..<missing { builder.add([project]) }
      let helped = try Election(
        projects: election.projects, budget: election.budget, profile: builder.profile())
      #expect(try helped.tally(TallySettings(.greedy)).winners.contains(project))
    }
  }
}
