/// A rule of a plan, as it is named when it binds or is in conflict.
public enum InvestmentRule: Hashable, Sendable {
  /// A source's limit in a year.
  case budget(source: Int, year: Int)
  case staff(year: Int)
  /// The most a source may pay of an action.
  case rate(action: Int, source: Int)
  /// The least the city pays itself of an action.
  case ownMinimum(action: Int)
  case precedence(Int)
  case exclusion(Int)
  case minimumActions(objective: Int)
  case districtShare(Int)
  case loanCeiling
  /// Own money in a year, with what a late fund makes the city bridge.
  case cashFlow(year: Int)
  case voteShare
  case fixed(Int)
  /// An action starts once at most.
  case oneStart(action: Int)
  /// An action's spending of a year is paid in full, and no more.
  case paidInFull(action: Int, year: Int)
  /// A start outside the action's window.
  case window(action: Int)
  /// Money from a source that may not pay for the action, or an amount below zero.
  case eligibility(action: Int, source: Int)
  /// What follows from several rules together.
  case implied
}

/// A rule that an answer breaks, and by how much: minor units, thousandths of staff, or pieces.
public struct Breach: Hashable, Sendable {
  public let rule: InvestmentRule
  public let by: Int64

  public init(_ rule: InvestmentRule, by: Int64) {
    (self.rule, self.by) = (rule, by)
  }
}
