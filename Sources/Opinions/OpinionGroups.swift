/// Opinion groups of a conversation, and what they agree on.
///
/// Participants and statements are given by their rows and columns in ``matrix``.
public struct OpinionGroups: Sendable {
  public let matrix: VoteMatrix
  public let settings: OpinionSettings
  /// Statements that are moderated out or meta.
  public let isExcluded: [Bool]
  public let components: PrincipalComponents
  /// Where each participant is on the map.
  public let projections: [Point]
  /// The group of each participant, -1 for those with too few votes.
  public let groupOfParticipant: [Int]
  /// Where each group is on the map.
  public let centers: [Point]
  /// How well the groups are apart, -1 to 1; `nil` with fewer than two.
  public let silhouette: Double?
  /// For each number of groups that was tried.
  public let silhouettes: [Int: Double]
  /// `[group][statement]`
  public let statistics: [[GroupStatistic]]
  /// For each group, those agreed with first.
  public let representatives: [[Representative]]
  public let consensus: Consensus
  /// For each statement the product over all groups of the probability to agree.
  public let groupAwareConsensus: [Double]
  /// For each statement how urgently it should be shown.
  public let priorities: [Double]
  /// For the next result, when more votes have come.
  public let memory: OpinionMemory

  public var groupCount: Int { centers.count }

  /// The rows of a group, in order.
  public func members(of group: Int) -> [Int] {
    groupOfParticipant.indices.filter { groupOfParticipant[$0] == group }
  }
}
