/// How equals are told apart. Whatever the way, a tie that was met is reported.
public enum TieBreaking: Hashable, Sendable {
  /// The project that stands first in the file.
  case fileOrder
  /// Lower cost, then more votes, then order of the file.
  case minCost
  /// Lower cost, then more votes, then a lot drawn once for the whole tally.
  case lot(seed: UInt64)
  /// The lesser identifier, as a string of code points: "10" before "2".
  case identifier
  /// No result.
  case refuse

  public static func usual(for rule: Rule) -> TieBreaking {
    rule.isGreedy ? .fileOrder : .minCost
  }
}
