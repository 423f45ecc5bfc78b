import Exact
import Foundation
import Testing

@testable import Opinions

@Suite struct `Opinion groups` {
  private static func votes(_ seed: UInt64) -> [NewVote] {
    Conversations.random(participants: 90, statements: 24, camps: 3, seed: seed)
  }

  @Test(arguments: Convention.allCases, 0..<10 as Range<UInt64>)
  func `do not depend on the order of the votes`(convention: Convention, seed: UInt64) throws {
    let votes = Self.votes(seed)
    var random = SeededGenerator(seed: seed)
    let settings = OpinionSettings(convention: convention)
    let one = try Conversations.matrix(votes).opinionGroups(settings)
    let other = try Conversations.matrix(votes.shuffled(using: &random)).opinionGroups(settings)
    #expect(one.projections == other.projections)
    #expect(one.groupOfParticipant == other.groupOfParticipant)
    #expect(one.silhouette == other.silhouette)
    #expect(one.representatives == other.representatives)
    #expect(one.priorities == other.priorities)
  }

  @Test(arguments: Convention.allCases)
  func `find the camps that votes come from`(convention: Convention) throws {
    let groups = try Conversations.matrix(Self.votes(4)).opinionGroups(
      OpinionSettings(convention: convention))
    #expect(groups.groupCount == 3)
    let pairs = groups.matrix.participants.enumerated().map { row, participant in
      [(Int(participant.rawValue) ?? 0) % 3, groups.groupOfParticipant[row]]
    }
    #expect(Self.agreement(pairs) > 80)
  }

  /// How many of some pairs of labels are among the three most frequent ones.
  private static func agreement(_ pairs: [[Int]]) -> Int {
    let sizes = Dictionary(grouping: pairs) { $0 }.values.map(\.count).sorted(by: >)
    return sizes.prefix(3).reduce(0, +)
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `after new votes are those found from the start, as red-dwarf finds them`(
    seed: UInt64
  ) throws {
    let votes = Self.votes(seed)
    let settings = OpinionSettings(convention: .redDwarf)
    let cut = votes.count * 3 / 4
    let first = Conversations.matrix(Array(votes[..<cut]))
    let before = try first.opinionGroups(settings)
    let after = try first.adding(Array(votes[cut...])).opinionGroups(
      settings, memory: before.memory)
    let fresh = try Conversations.matrix(votes).opinionGroups(settings)
    for (one, other) in zip(after.projections, fresh.projections) {
      #expect((one.x.magnitude - other.x.magnitude).magnitude < 1e-8)
      #expect((one.y.magnitude - other.y.magnitude).magnitude < 1e-8)
    }
    #expect(after.statistics.map(\.count) == fresh.statistics.map(\.count))
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `stay when nothing is new`(seed: UInt64) throws {
    let matrix = Conversations.matrix(Self.votes(seed))
    let one = try matrix.opinionGroups(OpinionSettings())
    let other = try matrix.adding([]).opinionGroups(OpinionSettings(), memory: one.memory)
    #expect(other.groupOfParticipant == one.groupOfParticipant)
    #expect(
      zip(one.projections, other.projections).allSatisfy { ($0 - $1).length < 1e-9 })
  }

  @Test func `need fewer passes over the votes when some are new than when all are`() throws {
    let votes = Conversations.random(participants: 400, statements: 120, camps: 40, seed: 8)
    let matrix = Conversations.matrix(votes)
    let cold = try matrix.opinionGroups(OpinionSettings())
    let more = matrix.adding(
      votes.suffix(20).map {
        NewVote(participant: $0.participant, statement: $0.statement, stance: .pass)
      })
    let warm = try more.opinionGroups(OpinionSettings(), memory: cold.memory)
    #expect(warm.components.passes < cold.components.passes)
  }

  @Test func `go on from a memory that was stored`() throws {
    let matrix = Conversations.matrix(Self.votes(3))
    let memory = try matrix.opinionGroups(OpinionSettings()).memory
    let stored = try JSONEncoder().encode(memory)
    #expect(try JSONDecoder().decode(OpinionMemory.self, from: stored) == memory)
    // One from elsewhere, or cut off, does no harm.
    let text = String(decoding: stored, as: UTF8.self)
    let cut = text.replacing("\"baseLabels\":[", with: "\"baseLabels\":[999999,-5,")
    let broken = try JSONDecoder().decode(OpinionMemory.self, from: Data(cut.utf8))
    let groups = try matrix.opinionGroups(OpinionSettings(), memory: broken)
    #expect(groups.groupCount > 1)
  }

  @Test func `move with new votes and keep their numbers`() throws {
    let votes = Conversations.random(participants: 240, statements: 24, camps: 3, seed: 4)
    let cut = votes.count / 2
    let first = Conversations.matrix(Array(votes[..<cut]))
    let before = try first.opinionGroups(OpinionSettings())
    let after = try first.adding(Array(votes[cut...])).opinionGroups(
      OpinionSettings(), memory: before.memory)
    #expect(after.groupCount == before.groupCount)
    let rows = Dictionary(
      uniqueKeysWithValues: zip(after.matrix.participants, after.groupOfParticipant))
    let stayed = zip(before.matrix.participants, before.groupOfParticipant)
      .filter { $1 >= 0 && rows[$0] == $1 }
    #expect(stayed.count * 10 > before.groupOfParticipant.count * 9)
    let fresh = try Conversations.matrix(votes).opinionGroups(OpinionSettings())
    // The same people are together, whatever their group is called.
    let pairs = zip(after.groupOfParticipant, fresh.groupOfParticipant).map { [$0, $1] }
    #expect(Self.agreement(pairs) > 228)
  }

  @Test func `keep members of whom fewer votes than needed are known`() throws {
    let rows = (0..<20).map { $0 < 10 ? "+++++++---" : "-------+++" }
    let matrix = Conversations.matrix(rows)
    let more = matrix.adding([
      NewVote(participant: ID(rawValue: "99"), statement: ID(rawValue: "1"), stance: .agree)
    ])
    let last = more.participants.count - 1
    #expect(try more.opinionGroups(OpinionSettings()).groupOfParticipant[last] == -1)
    var settings = OpinionSettings()
    settings.kept = [ID(rawValue: "99")]
    let kept = try more.opinionGroups(settings)
    #expect(kept.groupOfParticipant[last] == kept.groupOfParticipant[0])
    let later = try more.opinionGroups(OpinionSettings(), memory: kept.memory)
    #expect(later.groupOfParticipant[last] >= 0)
  }

  @Test func `take the most active when fewer than fifteen voted enough`() throws {
    let rows = ["++++++++--", "+++++++---", "++++------", "++        ", "+         "]
    let groups = try Conversations.matrix(rows).opinionGroups(OpinionSettings())
    #expect(groups.groupOfParticipant.allSatisfy { $0 >= 0 })
  }

  @Test func `are not shaped by excluded statements, which count as voted on`() throws {
    let rows = ["+-+++", "+-+++", "-+++-", "-+++-"]
    let moderation = Moderation(excluded: [ID(rawValue: "5")], meta: [ID(rawValue: "3")])
    let groups = try Conversations.matrix(rows).opinionGroups(
      OpinionSettings(), moderation: moderation)
    #expect(groups.components.axes[4] == .zero)
    #expect(groups.components.center[4] == 0)
    // Two columns that count, five that are counted: the scale is √(5/5).
    #expect((groups.projections[0].x - 2.0.squareRoot()).magnitude < 1e-12)
    #expect(!groups.representatives.joined().contains { $0.statement == 4 || $0.statement == 2 })
    #expect(groups.consensus.agree == [3])
    #expect(groups.priorities[2] == 49)
  }

  @Test(arguments: Convention.allCases)
  func `number as many as asked for, if there are so many places`(convention: Convention) throws {
    let matrix = Conversations.matrix(Self.votes(1))
    for wanted in [1, 2, 4, 9] {
      let settings = OpinionSettings(convention: convention, groups: wanted)
      #expect(try matrix.opinionGroups(settings).groupCount == wanted)
    }
    let few = Conversations.matrix((0..<8).map { $0 < 4 ? "+++++++" : "-------" })
    let settings = OpinionSettings(convention: convention, groups: 7)
    #expect(try few.opinionGroups(settings).groupCount == 2)
  }

  @Test func `start from given centres, turned to the components found`() throws {
    let matrix = Conversations.matrix(Self.votes(4))
    let free = try matrix.opinionGroups(OpinionSettings(groups: 3))
    var settings = OpinionSettings(groups: 3, centers: free.centers.reversed())
    let reversed = try matrix.opinionGroups(settings)
    #expect(
      reversed.groupOfParticipant == free.groupOfParticipant.map { $0 < 0 ? $0 : 2 - $0 })
    settings.centers = free.centers.map { $0 * Point(-1, 1) }
    settings.centerAxes = free.components.axes.map { $0 * Point(-1, 1) }
    #expect(try matrix.opinionGroups(settings).groupOfParticipant == free.groupOfParticipant)
    settings.centers[0].x = .nan
    #expect(throws: OpinionError.centersUnusable) { try matrix.opinionGroups(settings) }
  }

  /// Everything that fits into two statements and three participants.
  @Test(arguments: Convention.allCases)
  func `are found, or said to be missing, in every tiny conversation`(
    convention: Convention
  ) throws {
    let marks: [Character] = ["+", "0", "-", " "]
    for code in 0..<4096 {
      let cells = (0..<6).map { marks[(code >> (2 * $0)) & 3] }
      let rows = (0..<3).map { String(cells[(2 * $0)...(2 * $0 + 1)]) }
      let matrix = Conversations.matrix(rows)
      guard matrix.voteCount > 0 else { continue }
      let groups = try matrix.opinionGroups(OpinionSettings(convention: convention))
      #expect(groups.projections.allSatisfy { $0.x.isFinite && $0.y.isFinite })
      #expect(groups.silhouette.map { (-1...1).contains($0) } ?? true)
      #expect(groups.priorities.allSatisfy { $0 > 0 && $0.isFinite })
      #expect(groups.groupOfParticipant.allSatisfy { $0 < groups.groupCount })
    }
  }
}
