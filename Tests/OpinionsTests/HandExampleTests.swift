import Exact
import Testing

@testable import Opinions

/// The example of Guides/opinion-groups.md.
@Suite struct `The example computed by hand` {
  private static func groups(_ convention: Convention = .polis) throws -> OpinionGroups {
    let rows = ["+-+", "+-+", "+-+", "-++", "-++", "-++"]
    return try Conversations.matrix(rows).opinionGroups(OpinionSettings(convention: convention))
  }

  private static func equal(_ left: Double, _ right: Double) -> Bool {
    (left - right).magnitude < 5e-5
  }

  @Test func `has one component and two groups`() throws {
    let groups = try Self.groups()
    #expect(groups.components.center == [0, 0, 1])
    #expect(Self.equal(groups.components.axes[0].x, 0.7071))
    #expect(Self.equal(groups.components.axes[1].x, -0.7071))
    #expect(groups.components.axes[2] == .zero)
    #expect(Self.equal(groups.projections[0].x, 1.4142))
    #expect(Self.equal(groups.projections[5].x, -1.4142))
    #expect(groups.groupOfParticipant == [0, 0, 0, 1, 1, 1])
    #expect(groups.silhouette == 0)
  }

  @Test func `has these numbers for the first group and the first statement`() throws {
    let statistic = try Self.groups().statistics[0][0]
    #expect(statistic.inside == VoteCounts(agrees: 3, disagrees: 0, votes: 3))
    #expect(Self.equal(statistic.inside.probability(.agree), 0.8))
    #expect(Self.equal(statistic.inside.probabilityTest(.agree), 2))
    #expect(Self.equal(statistic.repness(.agree), 4))
    #expect(Self.equal(statistic.repnessTest(.agree), 2.1909))
    #expect(Self.equal(statistic.representativeness(.agree), 14.0217))
  }

  @Test func `says what the groups stand for and what all agree on`() throws {
    let groups = try Self.groups()
    #expect(groups.representatives[0].map(\.statement) == [0, 1])
    #expect(groups.representatives[0].map(\.side) == [.agree, .disagree])
    #expect(groups.representatives[1].map(\.statement) == [1, 0])
    #expect(groups.consensus.agree == [2])
    #expect(groups.consensus.disagree == [])
    #expect(Self.equal(groups.groupAwareConsensus[2], 0.64))
    #expect(Self.equal(groups.groupAwareConsensus[0], 0.16))
    #expect(Self.equal(groups.priorities[2], 11.7765))
    #expect(Self.equal(groups.priorities[0], 19.0327))
  }

  @Test func `puts nobody into a group who cast fewer than seven votes, as red-dwarf does`() throws
  {
    let groups = try Self.groups(.redDwarf)
    #expect(groups.groupCount == 0)
    #expect(groups.groupOfParticipant.allSatisfy { $0 == -1 })
    #expect(groups.silhouette == nil)
  }
}
