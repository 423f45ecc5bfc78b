import Testing

@testable import Opinions

@Suite struct `Statements of groups` {
  private static func statistic(
    _ inside: (Int, Int, Int), _ outside: (Int, Int, Int)
  ) -> GroupStatistic {
    GroupStatistic(
      inside: VoteCounts(agrees: inside.0, disagrees: inside.1, votes: inside.2),
      outside: VoteCounts(agrees: outside.0, disagrees: outside.1, votes: outside.2))
  }

  private static func chosen(
    _ statistics: [GroupStatistic], _ convention: Convention = .polis, excluded: Set<Int> = []
  ) -> [Representative] {
    RepresentativeStatements(
      convention: convention, isExcluded: statistics.indices.map { excluded.contains($0) }
    ).chosen(statistics)
  }

  @Test func `are five at most, those agreed with first`() {
    let agreed = Self.statistic((20, 0, 20), (0, 20, 20))
    let refused = Self.statistic((0, 30, 30), (30, 0, 30))
    let chosen = Self.chosen([refused, agreed, refused, agreed, refused, agreed])
    #expect(chosen.map(\.statement) == [1, 3, 0, 2, 4])
    #expect(chosen.prefix(2).allSatisfy { $0.side == .agree })
  }

  @Test func `are the one with the largest test when none is significant`() {
    let flat = Self.statistic((1, 1, 3), (1, 1, 3))
    let better = Self.statistic((0, 1, 3), (0, 0, 3))
    #expect(Self.chosen([flat, better, flat]).map(\.statement) == [1])
    #expect(Self.chosen([flat, better], excluded: [0, 1]).isEmpty)
  }

  @Test func `only refused are chosen by Polis and not by red-dwarf`() {
    let refused = Self.statistic((0, 30, 30), (30, 0, 30))
    #expect(Self.chosen([refused]).map(\.side) == [.disagree])
    #expect(Self.chosen([refused], .redDwarf).isEmpty)
  }

  @Test func `have test 0 where all take the side`() {
    #expect(Self.statistic((5, 0, 5), (7, 0, 7)).repnessTest(.agree) == 0)
  }

  /// [1/2 · 1/2 · 9]² for a new statement, 49 for a meta one.
  @Test func `have the highest priority when new, meta ones a fixed one`() {
    #expect(Priority.value(VoteCounts(), extremity: 0, isMeta: false) == 5.0625)
    #expect(Priority.value(VoteCounts(), extremity: 3, isMeta: true) == 49)
    let old = VoteCounts(agrees: 500_000, disagrees: 499_998, votes: 999_998)
    let value = Priority.value(old, extremity: 1, isMeta: false)
    #expect((value - 1).magnitude < 1e-5)
  }

  @Test(arguments: 0..<60)
  func `lose newness by half with every five votes`(votes: Int) {
    // All passes: a = 1/(S+2), 1 - p = 1/(S+2).
    func newness(_ votes: Int) -> Double {
      let value = Priority.value(VoteCounts(votes: votes), extremity: 0, isMeta: false)
      return value.squareRoot() * Double((votes + 2) * (votes + 2)) - 1
    }
    #expect((newness(votes) / newness(votes + 5) - 2).magnitude < 1e-9)
  }
}
