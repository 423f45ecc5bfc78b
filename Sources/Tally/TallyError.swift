/// Why a tally has no result.
public enum TallyError: Error, Hashable, Sendable {
  /// A budget and costs whose sum passes ``Election/largestAmount``.
  case amountsTooLarge
  /// A tie was met that the settings forbid to break; indices of the projects.
  case tie([Int])
  /// The rule needs a least score, and neither settings nor file name one.
  case thresholdMissing
  /// The rule cannot honour exclusive groups.
  case exclusiveGroupsUnsupported(Rule)
  /// The rule can be neither completed nor compared: only equal shares can.
  case completionUnsupported(Rule)
  /// A project stands in two exclusive groups.
  case inTwoExclusiveGroups(Int)
  /// The election is beyond the size that the rule can count exactly.
  case tooLarge(Rule)
  /// The caller asked to stop before there was a result.
  case stopped
}
