/// What voters were asked for.
public enum BallotKind: String, CaseIterable, Hashable, Sendable {
  /// Any number of projects.
  case approval
  /// One project.
  case chooseOne = "choose-1"
  /// Points shared out among projects.
  case cumulative
  /// Projects in order of preference; a place is turned into points by the reader of the ballots.
  case ordinal
  /// Points for each project on its own scale; they may be negative.
  case scoring

  /// Whether a ballot names projects only, so that each choice counts one point.
  public var isApproval: Bool { self == .approval || self == .chooseOne }
}
