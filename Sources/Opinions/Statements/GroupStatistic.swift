/// How a group voted on a statement, compared with all other clustered participants.
public struct GroupStatistic: Hashable, Sendable {
  public let inside: VoteCounts
  public let outside: VoteCounts

  public init(inside: VoteCounts, outside: VoteCounts) {
    self.inside = inside
    self.outside = outside
  }

  /// How many times likelier a side is within the group than outside.
  public func repness(_ side: Side) -> Double {
    inside.probability(side) / outside.probability(side)
  }

  /// How many standard errors the group's share is above the others'.
  ///
  /// Two-proportion test with one vote and one success added to both; 0 where all took the side.
  public func repnessTest(_ side: Side) -> Double {
    let (one, other) = (Double(inside.votes + 1), Double(outside.votes + 1))
    let (successes, others) = (
      Double(inside.count(side) + 1), Double(outside.count(side) + 1)
    )
    let pooled = (successes + others) / (one + other)
    guard pooled != 1 else { return 0 }
    let error = (pooled * (1 - pooled) * (1 / one + 1 / other)).squareRoot()
    return (successes / one - others / other) / error
  }

  /// The side that marks the group out more.
  public var side: Side { repnessTest(.agree) > repnessTest(.disagree) ? .agree : .disagree }

  /// By what representative statements are ranked.
  public func representativeness(_ side: Side) -> Double {
    repness(side) * repnessTest(side) * inside.probability(side) * inside.probabilityTest(side)
  }
}
