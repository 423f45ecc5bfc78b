import Civic
public import Opinions

/// Votes on statements as a file has them.
public struct VotesFile: Hashable, Sendable {
  public let matrix: VoteMatrix
  public let notes: [OpinionNote]
}

/// What was odd, but clear, in the files.
public enum OpinionNote: Hashable, Sendable {
  /// Votes that later ones by the same participant replaced.
  case replacedVotes(Int)
  /// No times: of several votes the last in the file counts.
  case timesMissing
  /// Columns of statements that nobody voted on, left out.
  case statementsWithoutVotes(Int)
  /// Rows of participants who did not vote, left out.
  case participantsWithoutVotes(Int)
  /// Statements that are moderated out or meta, and were voted on.
  case excludedStatements(Int)
  /// Statements voted on that the file of statements does not know.
  case unknownStatements(Int)
}

extension VotesFile {
  /// What is unusual about votes beside a file of statements.
  public func notes(about file: StatementsReader.Outcome) -> [OpinionNote] {
    let excluded = matrix.statements.count {
      file.moderation.excluded.contains($0) || file.moderation.meta.contains($0)
    }
    let unknown = matrix.statements.count { !file.statements.contains($0) }
    return (excluded > 0 ? [.excludedStatements(excluded)] : [])
      + (unknown > 0 ? [.unknownStatements(unknown)] : [])
  }
}
