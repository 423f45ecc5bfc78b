public import Exact

/// What a project cost those who paid for it.
public struct Price: Hashable, Sendable {
  public let project: Int
  /// The most that any voter paid per unit of utility (per supporter where only support counts), in
  /// units of the election; in Phragmén's rule the load of its supporters.
  public let share: Rational
  /// Voters who paid the full share for each unit of utility.
  public let fullPayers: Int64
  /// Voters who paid all they had left, which was less.
  public let poorPayers: Int64
  /// What the latter paid together, in units.
  public let poorSum: Rational
}
