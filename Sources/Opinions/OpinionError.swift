/// Why there are no opinion groups.
public enum OpinionError: Error, Hashable, Sendable {
  /// Not one vote.
  case noVotes
  /// A starting centre that is not a finite point.
  case centersUnusable
  /// The caller asked to stop before there was a result.
  case stopped
}
