/// What a voter gets from a funded project.
public enum Satisfaction: String, CaseIterable, Hashable, Sendable {
  /// Its cost, if the voter supports it.
  case cost
  /// One, if the voter supports it.
  case cardinality
  /// The points the voter gave it.
  case additive

  /// The usual one: points where voters gave points, cost where they named projects.
  public static func usual(for kind: BallotKind) -> Satisfaction {
    kind.isApproval ? .cost : .additive
  }
}
