import Exact
public import Opinions

/// What a conversation came to, as its page says it in words.
public struct ConversationResult: Codable, Hashable, Sendable {
  public let participants: Int
  /// Those who voted enough to be put into a group.
  public let clustered: Int
  public let statements: Int
  public let votes: Int
  public let groups: [Group]
  /// What most participants are for, or against.
  public let consensus: [Stand]
  /// What most of every group are for, or against; strongest first.
  public let bridging: [Stand]
  /// Where the groups are furthest apart, first.
  public let divisive: [Int]
  /// For every statement that was voted on, by its number.
  public let counts: [Counts]
  public let map: [Place]

  /// People who think alike.
  public struct Group: Codable, Hashable, Sendable {
    public let size: Int
    /// What tells the group from the others.
    public let representative: [Stand]
  }

  /// A statement, and the side taken.
  public struct Stand: Codable, Hashable, Sendable {
    public let statement: Int
    public let isAgreement: Bool
  }

  /// How everybody and how each group voted on a statement.
  public struct Counts: Codable, Hashable, Sendable {
    public let statement: Int
    public let all: Votes
    public let groups: [Votes]
  }

  public struct Votes: Codable, Hashable, Sendable {
    public let agrees: Int
    public let disagrees: Int
    public let votes: Int

    init(_ counts: VoteCounts) {
      agrees = counts.agrees
      disagrees = counts.disagrees
      votes = counts.votes
    }
  }

  /// Some participants of one group who are near each other on the map; never fewer than
  /// ``leastTogether``.
  public struct Place: Codable, Hashable, Sendable {
    public let group: Int
    public let size: Int
    /// -1000 to 1000.
    public let x: Int
    public let y: Int
  }

  /// How many participants stand for each other on the map.
  public static let leastTogether = 5
  private static let most = 5

  public func counts(of statement: Int) -> Counts? {
    counts.first { $0.statement == statement }
  }
}

extension ConversationResult {
  /// Without a single vote.
  public static let empty = ConversationResult(
    participants: 0, clustered: 0, statements: 0, votes: 0, groups: [], consensus: [],
    bridging: [], divisive: [], counts: [], map: [])

  public init(_ found: OpinionGroups) {
    let matrix = found.matrix
    let numbers = matrix.statements.map { Int($0.rawValue) ?? 0 }
    func stands(_ columns: [Int], _ isAgreement: Bool) -> [Stand] {
      columns.map { Stand(statement: numbers[$0], isAgreement: isAgreement) }
    }
    participants = matrix.participants.count
    clustered = found.groupOfParticipant.count { $0 >= 0 }
    statements = matrix.statements.count
    votes = matrix.voteCount
    groups = found.representatives.enumerated().map { group, chosen in
      Group(
        size: found.members(of: group).count,
        representative: chosen.map {
          Stand(statement: numbers[$0.statement], isAgreement: $0.side == .agree)
        })
    }
    consensus = stands(found.consensus.agree, true) + stands(found.consensus.disagree, false)
    bridging = Self.bridging(found).map {
      Stand(statement: numbers[$0.column], isAgreement: $0.side == .agree)
    }
    divisive = Self.divisive(found).map { numbers[$0] }
    let everybody = Self.everybody(matrix)
    counts = numbers.indices.map { column in
      Counts(
        statement: numbers[column], all: Votes(everybody[column]),
        groups: found.statistics.map { Votes($0[column].inside) })
    }
    map = Self.places(found)
  }

  /// The votes of all participants, clustered or not.
  private static func everybody(_ matrix: VoteMatrix) -> [VoteCounts] {
    var counts = [VoteCounts](repeating: VoteCounts(), count: matrix.statements.count)
    for row in matrix.participants.indices {
      for (statement, stance) in matrix.stances(ofParticipant: row) {
        counts[statement].votes += 1
        if stance == .agree { counts[statement].agrees += 1 }
        if stance == .disagree { counts[statement].disagrees += 1 }
      }
    }
    return counts
  }

  /// Statements on which every group is on one side, by the product of their probabilities.
  private static func bridging(_ found: OpinionGroups) -> [(column: Int, side: Side)] {
    guard found.groupCount > 1 else { return [] }
    let all = Side.allCases.flatMap { side in
      found.matrix.statements.indices.compactMap { column -> (Int, Side, Double)? in
        let shares = found.statistics.map { $0[column].inside.probability(side) }
        guard !found.isExcluded[column], shares.allSatisfy({ $0 > 0.5 }) else { return nil }
        return (column, side, shares.reduce(1, *))
      }
    }
    return all.sorted { ($0.2, $1.0) > ($1.2, $0.0) }.prefix(most).map { ($0.0, $0.1) }
  }

  /// Statements by how far the groups' probabilities to agree are apart; those less than a quarter
  /// apart divide nobody.
  private static func divisive(_ found: OpinionGroups) -> [Int] {
    guard found.groupCount > 1 else { return [] }
    let spreads = found.matrix.statements.indices.compactMap { column -> (Int, Double)? in
      let shares = found.statistics.map { $0[column].inside.probability(.agree) }
      let spread = (shares.max() ?? 0) - (shares.min() ?? 0)
      return found.isExcluded[column] || spread < 0.25 ? nil : (column, spread)
    }
    return spreads.sorted { ($0.1, $1.0) > ($1.1, $0.0) }.prefix(most).map(\.0)
  }

  /// Each group is cut in two across its longer side as long as both parts have enough members.
  private static func places(_ found: OpinionGroups) -> [Place] {
    let largest = found.projections.map { max(abs($0.x), abs($0.y)) }.max() ?? 0
    let scale = largest > 0 ? 1000 / largest : 0
    return (0..<found.groupCount).flatMap { group -> [Place] in
      let members = found.members(of: group)
      guard members.count >= leastTogether else { return [] }
      return parts(members, found.projections).map { part in
        let middle =
          part.reduce(Point.zero) { $0 + found.projections[$1] } / Double(part.count) * scale
        return Place(
          group: group, size: part.count, x: Int(middle.x.rounded()), y: Int(middle.y.rounded()))
      }
    }
  }

  private static func parts(_ members: [Int], _ points: [Point]) -> [[Int]] {
    guard members.count >= 2 * leastTogether else { return [members] }
    let x = members.map { points[$0].x }
    let y = members.map { points[$0].y }
    let isWide = (x.max() ?? 0) - (x.min() ?? 0) >= (y.max() ?? 0) - (y.min() ?? 0)
    let sorted = members.sorted { left, right in
      let (one, other) = (points[left], points[right])
      return isWide ? (one.x, left) < (other.x, right) : (one.y, left) < (other.y, right)
    }
    let half = sorted.count / 2
    return parts(Array(sorted[..<half]), points) + parts(Array(sorted[half...]), points)
  }
}
