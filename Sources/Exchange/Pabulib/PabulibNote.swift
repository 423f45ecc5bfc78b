/// Something unusual in a Pabulib file that does not keep it from being counted.
public enum PabulibNote: Hashable, Sendable {
  /// Not UTF-8; the encoding it was taken for.
  case encoding(String)
  case emptyBallots(Int)
  /// Ballots that name a project more than once, which counts once.
  case repeatedProjects(ballots: Int, firstLine: Int)
  case repeatedVoters(Int, firstLine: Int)
  /// Ballots of `choose-1` with more than one project; all count.
  case severalChoices(ballots: Int, firstLine: Int)
  /// Rankings longer than `max_length`; the surplus gets no points.
  case longRankings(ballots: Int, firstLine: Int)
  case declaredVotes(String, counted: Int)
  case declaredProjects(String, counted: Int)
  /// Projects whose column `votes` or `score` differs from what the ballots say.
  case differingCounts(column: String, projects: Int)
}
