import Exact
import Tally
import Testing

@Suite struct `Ties` {
  /// All have two votes; the second is cheapest.
  private static func sample() throws -> Election {
    var builder = ProfileBuilder(kind: .approval)
    builder.add([0, 1, 2], voters: 2)
    let names = ["9", "b", "10"]
    return try Election(
      projects: zip(names, [5, 4, 5]).map { Project(id: ID(rawValue: $0), cost: $1) },
      budget: 9, profile: builder.profile())
  }

  private static func winners(_ ties: TieBreaking) throws -> [Int] {
    var settings = TallySettings(.greedy)
    settings.ties = ties
    return try sample().tally(settings).winners
  }

  @Test func `are broken as the settings say`() throws {
    #expect(try Self.winners(.fileOrder) == [0, 1])
    #expect(try Self.winners(.minCost) == [1, 0])
    #expect(try Self.winners(.identifier) == [2, 1])
    #expect(throws: TallyError.tie([0, 1, 2])) { try Self.winners(.refuse) }
  }

  @Test func `are reported with what broke them`() throws {
    var settings = TallySettings(.greedy)
    settings.ties = .minCost
    let ties = try Self.sample().tally(settings).ties
    #expect(
      ties == [
        Tie(candidates: [0, 1, 2], chosen: 1, criterion: .cost),
        Tie(candidates: [0, 2], chosen: 0, criterion: .fileOrder),
      ])
  }

  @Test func `by lot depend on the seed alone and favour nobody`() throws {
    var first = [0, 0, 0]
    for seed in 0..<3000 as Range<UInt64> {
      let election = try Election.of(
        costs: [5, 5, 5], budget: 5, ballots: [[0, 1, 2]])
      var settings = TallySettings(.greedy)
      settings.ties = .lot(seed: seed)
      let winners = try election.tally(settings).winners
      #expect(try election.tally(settings).winners == winners)
      first[winners[0]] += 1
    }
    #expect(first.allSatisfy { (900...1100).contains($0) })
  }
}
