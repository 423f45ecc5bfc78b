/// How sure one is that what is said to move a figure does move it.
public enum ContributionConfidence: String, Codable, CaseIterable, Hashable, Sendable, Named {
  /// Nobody has looked.
  case assumed
  /// It stands to reason, or worked somewhere.
  case plausible
  /// It worked in cities like this one.
  case supported
  /// It was measured here, with something to compare.
  case shown

  public static let textPrefix = "contributionConfidence"

  /// The share by which ways are compared; a convention of ours, shown beside every way.
  public var share: Double {
    switch self {
    case .assumed: 0.25
    case .plausible: 0.5
    case .supported: 0.75
    case .shown: 0.95
    }
  }
}
