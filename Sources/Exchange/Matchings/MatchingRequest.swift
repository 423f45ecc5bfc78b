public import Matching

/// How somebody wants cities matched.
public struct MatchingRequest: Hashable, Sendable {
  public enum Mode: String, CaseIterable, Sendable {
    case pairs, stable, similar, networks
  }

  /// Between whom pairs are wanted.
  public enum Across: String, CaseIterable, Sendable {
    /// Across groups when the cities have at least two.
    case auto
    case groups
    /// Any two cities.
    case any
  }

  /// What cannot be asked of this input.
  public enum Failure: Error, Hashable, Sendable {
    case needsProfiles(Mode)
    /// Across groups, though the cities have fewer than two.
    case groupsMissing
    case engine(MatchingError)
  }

  public var mode: Mode
  public var across: Across = .auto
  /// Cities in a list of the most similar.
  public var count = 10

  /// A call's rules, for networks.
  public var rules = CallRules.urbact

  public init(_ mode: Mode) {
    self.mode = mode
  }
}
