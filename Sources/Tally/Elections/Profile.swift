/// All ballots of an election, equal ones kept once with their number.
///
/// A group of equal ballots has the same fate under every rule here, because each of its voters
/// starts with the same amount and supports the same projects.
public struct Profile: Hashable, Sendable {
  public let kind: BallotKind
  /// Ballots cast, the empty ones included.
  public let voters: Int
  /// Decimals of the points: 1 means that points are counted in tenths.
  public let pointScale: Int
  /// Voters of each group.
  public let weights: [Int32]
  /// Where each group's choices begin, and after the last group their number.
  let starts: [Int]
  let choices: [Int32]
  /// Points beside `choices`; `nil` when every choice is one point.
  let points: [Int64]?

  init(
    kind: BallotKind, pointScale: Int, weights: [Int32], starts: [Int], choices: [Int32],
    points: [Int64]?
  ) {
    self.kind = kind
    self.pointScale = pointScale
    self.weights = weights
    self.starts = starts
    self.choices = choices
    self.points = points
    voters = weights.reduce(0) { $0 + Int($1) }
  }

  /// Groups of equal ballots.
  public var groupCount: Int { weights.count }

  /// The choices on the ballots of one group, in order of the projects; none with zero points.
  public func ballot(of group: Int) -> [Choice] {
    (starts[group]..<starts[group + 1]).map {
      Choice(project: Int(choices[$0]), points: points?[$0] ?? 1)
    }
  }
}
