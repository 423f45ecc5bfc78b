import BigInt
import Exact
import Testing

@testable import Tally

@Suite struct `The method of equal shares` {
  private static func market(
    _ election: Election, _ satisfaction: Satisfaction, _ ties: TieBreaking = .minCost
  ) -> SharesMarket {
    SharesMarket(
      election, candidates: Array(election.projects.indices), satisfaction: satisfaction,
      order: TieOrder(ties, election: election), exclusive: .none)
  }

  /// The example of the guide: 10 voters, 100 of money, 10 each.
  @Test func `lets supporters pay at the least share first`() throws {
    // a: 40 by six voters; b: 30 by three; c: 30 by five, two of whom share a.
    let election = try Election.of(
      costs: [40, 30, 30], budget: 100,
      groups: [(4, [0]), (2, [0, 2]), (3, [1]), (1, [2])])
    let outcome = try election.tally(TallySettings(.equalShares))
    #expect(outcome.winners == [0, 1])
    #expect(outcome.prices[0].share == Rational(20, over: 3))
    #expect(outcome.prices[1].share == Rational(10))
    // Two have 10 - 20/3 left, one has 10: 16 2/3 for a cost of 30.
    #expect(outcome.verdicts[2] == .supportersCannotPay(lacking: Rational(40, over: 3)))
    #expect(outcome.endowment == Rational(10))
  }

  /// Fixed-point bounds with exact fallback against one fraction a voter.
  @Test(arguments: 0..<30 as Range<UInt64>)
  func `gives what plain fractions give`(block: UInt64) throws {
    for seed in block * 100..<block * 100 + 100 {
      var random = SeededGenerator(seed: seed)
      let kind: BallotKind = seed.isMultiple(of: 2) ? .approval : .cumulative
      let election = Election.random(
        using: &random, kind: kind, mostProjects: 10, mostVoters: seed % 7 == 0 ? 60 : 12)
      let satisfaction = Satisfaction.allCases[Int(seed / 2 % 3)]
      let market = Self.market(election, satisfaction)
      let endowment = Rational(
        BigInt(election.budget + Int64.random(in: 0...2000, using: &random)),
        over: BigInt(election.profile.voters))
      var run = try #require(SharesRun(market, endowment: endowment))
      let fast = try run.run(limit: .max)
      let plain = try SharesByFractions(market, endowment: endowment).run(limit: .max)
      #expect(fast.winners == plain.winners, "seed \(seed)")
      #expect(fast.ties == plain.ties, "seed \(seed)")
      #expect(fast.cost == plain.cost)
      #expect(Self.shares(fast) == Self.shares(plain), "seed \(seed)")
      for (project, lacking) in plain.lacking {
        let deficit = Rational(run.deficit(of: project), over: run.exact.denominator)
        #expect(deficit == lacking, "seed \(seed)")
      }
    }
  }

  private static func shares(_ result: SharesResult) -> [Rational] {
    result.steps.map { Rational($0.numerator, over: $0.denominator) }
  }

  @Test func `counts exactly where fixed-point numbers end`() throws {
    var builder = ProfileBuilder(kind: .cumulative)
    builder.add([Choice(project: 0, points: ProfileBuilder.largestPoints)], voters: 1000)
    builder.add([Choice(project: 1, points: 1)], voters: 500)
    let cost: Int64 = 1 << 50
    let election = try Election(
      projects: [
        Project(id: ID(rawValue: "a"), cost: cost), Project(id: ID(rawValue: "b"), cost: cost),
      ],
      budget: 3 * cost, profile: builder.profile())
    #expect(SharesRun(Self.market(election, .additive), endowment: Rational(1 << 50)) == nil)
    let outcome = try election.tally(TallySettings(.equalShares, for: .cumulative))
    #expect(outcome.winners == [0, 1])
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `is priceable and represents groups up to one project`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let election = Election.random(using: &random, mostProjects: 6)
    for satisfaction in [Satisfaction.cost, .cardinality] {
      var settings = TallySettings(.equalShares)
      settings.satisfaction = satisfaction
      let outcome = try election.tally(settings)
      #expect(outcome.cost <= election.budget)
      #expect(election.isPriceable(outcome, satisfaction: satisfaction))
      #expect(
        election.isRepresentativeUpToOne(outcome.winners, satisfaction: satisfaction) == true)
    }
  }

  @Test func `is told from greedy by the axiom of representation`() throws {
    // Four of ten voters agree on b and c, which their share pays for; greedy funds a alone.
    let election = try Election.of(
      costs: [100, 20, 20], budget: 100, groups: [(6, [0]), (4, [1, 2])])
    let greedy = try election.tally(TallySettings(.greedy)).winners
    #expect(greedy == [0])
    #expect(election.isRepresentativeUpToOne(greedy, satisfaction: .cardinality) == false)
    let shares = try election.tally(TallySettings(.equalShares)).winners
    #expect(shares == [1, 2])
  }

  @Test(arguments: 0..<300 as Range<UInt64>)
  func `completed stays within the budget and keeps its promises`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let election = Election.random(using: &random, mostProjects: 6)
    for completion in Completion.allCases {
      // A unit of a large budget would take too many steps here.
      var settings = TallySettings(.equalShares, completion: completion)
      if !completion.isByPercent { settings.step = Rational(max(1, election.budget / 50)) }
      let outcome = try election.tally(settings)
      #expect(outcome.cost <= election.budget)
      if completion.endsGreedily {
        #expect(election.isExhaustive(outcome.winners))
      }
      if !completion.raises || !completion.endsGreedily {
        #expect(election.isPriceable(outcome, satisfaction: .cost))
      }
    }
  }

  @Test func `adds one until the first outcome that costs too much`() throws {
    // At 4 each nobody can pay alone; at 6 the pair buys p0, at 11 p1 would be too much.
    let election = try Election.of(
      costs: [12, 11], budget: 13, groups: [(2, [0]), (1, [1])])
    let settings = TallySettings(.equalShares, completion: .add1)
    let outcome = try election.tally(settings)
    #expect(outcome.winners == [0])
    #expect(outcome.endowment == Rational(10))
    var early = settings
    early.completion = .add1e
    #expect(try election.tally(early).endowment == Rational(6))
  }

  @Test func `gives way to greedy only if strictly more voters prefer that`() throws {
    let election = try Election.of(
      costs: [100, 20, 20], budget: 100, groups: [(6, [0]), (4, [1, 2])])
    var settings = TallySettings(.equalShares)
    settings.comparison = true
    let outcome = try election.tally(settings)
    #expect(outcome.comparison?.preferGreedy == 6)
    #expect(outcome.comparison?.preferShares == 4)
    #expect(outcome.winners == [0])
    let even = try Election.of(
      costs: [100, 20, 20], budget: 100, groups: [(5, [0]), (5, [1, 2])])
    #expect(try even.tally(settings).winners == [1, 2])
  }

  @Test func `leaves out projects with too few votes for their cost`() throws {
    let election = try Election.of(
      costs: [90, 10], budget: 90, groups: [(3, [0]), (7, [1])])
    #expect(election.ineligible(divisor: 3) == [0: 1])
    var settings = TallySettings(.greedy)
    settings.eligibility = 3
    #expect(try election.tally(settings).winners == [1])
    #expect(try election.tally(settings).verdicts[0] == .ineligible(lacking: 1))
  }

  @Test func `honours exclusive groups`() throws {
    let election = try Election.of(
      costs: [10, 10], budget: 100, groups: [(3, [0]), (2, [1])])
    var settings = TallySettings(.equalShares)
    settings.exclusive = [[0, 1]]
    let outcome = try election.tally(settings)
    #expect(outcome.winners == [0])
    #expect(outcome.verdicts[1] == .excluded(by: 0))
  }

  @Test func `funds nothing without voters and free projects first`() throws {
    let empty = try Election.of(costs: [1], budget: 5, ballots: [])
    #expect(try empty.tally(TallySettings(.equalShares)).winners.isEmpty)
    let free = try Election.of(costs: [1, 0, 0], budget: 5, ballots: [[0, 1]])
    #expect(try free.tally(TallySettings(.equalShares)).winners == [1, 0])
  }

  @Test func `says who paid what`() throws {
    let election = try Election.of(
      costs: [40, 18], budget: 100, groups: [(4, [0]), (2, [0, 1]), (1, [1]), (3, [])])
    let outcome = try election.tally(TallySettings(.equalShares))
    #expect(outcome.winners == [0])
    let rich = try Election.of(
      costs: [40, 16], budget: 100, groups: [(4, [0]), (2, [0, 1]), (1, [1]), (3, [])])
    let second = try rich.tally(TallySettings(.equalShares))
    #expect(second.winners == [0, 1])
    #expect(
      rich.payments(for: 1, in: second, satisfaction: .cost) == [
        Payment(amount: Rational(28, over: 3), voters: 1),
        Payment(amount: Rational(10, over: 3), voters: 2),
      ])
    #expect(second.prices[1].fullPayers == 1)
    #expect(second.prices[1].poorPayers == 2)
    #expect(second.prices[1].poorSum == Rational(20, over: 3))
    let left = rich.moneyLeft(in: second, satisfaction: .cost)
      .reduce(Rational.zero) { $0 + $1.amount * Rational($1.voters) }
    #expect(left == Rational(100 - 56))
  }

  @Test func `can be stopped`() throws {
    let election = try Election.of(
      costs: [1000, 1000], budget: 1000, groups: [(1, [0]), (1, [1])])
    let settings = TallySettings(.equalShares, completion: .add1)
    #expect(throws: TallyError.stopped) { try election.tally(settings) { true } }
  }
}
