public import Exact

/// Whose conventions count where implementations of the method differ.
public enum Convention: String, CaseIterable, Hashable, Sendable {
  /// The production engine: at most 100 base clusters, weighted k-means, smoothing of the number of
  /// groups, at least 15 participants.
  case polis
  /// The Python library red-dwarf: Lloyd's k-means on all participants with seven votes.
  case redDwarf = "red-dwarf"
}

/// How opinion groups are to be found.
public struct OpinionSettings: Hashable, Sendable {
  public var convention: Convention
  /// A number of groups that is not chosen by silhouette.
  public var groups: Int?
  /// Where k-means starts; the first *k* count, missing ones are filled up.
  public var centers: [Point]
  /// The components that the centres refer to, one point a statement; an axis that points the other
  /// way here is turned round. `nil` when they refer to the components that will be found.
  public var centerAxes: [Point]?
  /// Participants who are put into groups however few votes they cast; those unknown are ignored.
  public var kept: Set<ID<Participant>>
  /// For the start of the components; converged ones do not depend on it.
  public var seed: UInt64

  public init(
    convention: Convention = .polis, groups: Int? = nil, centers: [Point] = [], seed: UInt64 = 1
  ) {
    self.convention = convention
    self.groups = groups
    self.centers = centers
    centerAxes = nil
    kept = []
    self.seed = seed
  }

  /// Votes that somebody must have cast to be put into a group.
  public static let leastVotes = 7
  /// Groups at most, unless their number is given.
  public static let mostGroups = 5
}

extension OpinionSettings {
  /// These settings with centres that refer to some components.
  func turned(to axes: [Point]) -> OpinionSettings {
    guard let centerAxes, centerAxes.count == axes.count else { return self }
    let products = zip(axes, centerAxes).reduce(Point.zero) { $0 + $1.0 * $1.1 }
    let signs = Point(products.x < 0 ? -1 : 1, products.y < 0 ? -1 : 1)
    var turned = self
    turned.centers = centers.map { $0 * signs }
    turned.centerAxes = nil
    return turned
  }
}
