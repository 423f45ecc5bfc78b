import Exact

/// What one result hands to the next, so that new votes move the picture instead of drawing it anew.
///
/// It can be stored; one that does not fit together is worth as much as none.
public struct OpinionMemory: Hashable, Codable, Sendable {
  let statements: [ID<Statement>]
  let axes: [Point]
  /// Those in a group, in the order of ``IdentifierOrder``.
  let members: [ID<Participant>]
  let baseLabels: [Int]
  let labelsByCount: [Int: [Int]]
  let choice: GroupCountChoice?

  /// The earlier components for the statements of a matrix; zero for new statements.
  func axes(for matrix: VoteMatrix) -> [Point] {
    if matrix.statements == statements, axes.count == statements.count { return axes }
    let known = Dictionary(zip(statements, axes), uniquingKeysWith: { one, _ in one })
    return matrix.statements.map { known[$0] ?? .zero }
  }

  /// The rows of earlier members.
  func rows(of matrix: VoteMatrix) -> [Int] {
    let members = Set(members)
    return matrix.participants.indices.filter { members.contains(matrix.participants[$0]) }
  }

  /// The earlier clusters for some participants.
  func clusters(of participants: [ID<Participant>]) -> PreviousClusters? {
    guard !baseLabels.isEmpty, baseLabels.count == members.count else { return nil }
    let labelsByCount = labelsByCount.filter { count, labels in
      labels.count == members.count && labels.allSatisfy { (0..<count).contains($0) }
    }
    let isKnown = baseLabels.allSatisfy { (0..<PolisGroups.mostBaseClusters).contains($0) }
    guard isKnown else { return nil }
    var places: [ID<Participant>: Int] = [:]
    for (place, member) in members.enumerated() { places[member] = place }
    let found = participants.map { places[$0] }
    return PreviousClusters(
      baseLabels: found.map { $0.map { baseLabels[$0] } ?? -1 },
      labelsByCount: labelsByCount.mapValues { labels in found.map { $0.map { labels[$0] } ?? -1 }
      },
      choice: choice)
  }
}
