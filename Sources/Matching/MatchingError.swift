/// Why cities cannot be matched.
public enum MatchingError: Error, Hashable, Sendable {
  /// So many numbers that they would not fit into memory.
  case tooManyTopics(cities: Int, topics: Int)
  /// More cities than can rank each other in memory.
  case tooManyRanks(cities: Int)
  /// Scores so large that their sum could exceed 64 bits.
  case scoresTooLarge
  /// The caller asked to stop.
  case stopped
}
