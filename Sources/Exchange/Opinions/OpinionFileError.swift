/// Where a file of votes or statements is broken, and how.
public struct OpinionFileError: Error, Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    case fileTooLarge(limit: Int)
    case empty
    /// A NUL byte, which no text has.
    case notText
    /// A quoted field that is never closed.
    case unclosedQuote
    /// No column of any of these names.
    case missingColumn([String])
    case repeatedColumn
    case missingValue
    case tooManyFields(expected: Int, found: Int)
    /// Neither 1, 0 nor -1.
    case notAVote(String)
    case notAnInteger(String)
    case notAModeration(String)
    case identifierTooLong(limit: Int)
    case repeatedParticipant(String)
    /// A statement twice, moderated differently.
    case contradictoryStatement(String)
    case tooManyStatements(limit: Int)
    case notJSON
    /// JSON, but not what it should be.
    case notTheRecord
    case notAPoint
  }

  /// Counted from 1; 0 where no line is to blame.
  public let line: Int
  /// The column, or the pointer to a JSON value.
  public let field: String?
  public let reason: Reason

  public init(line: Int = 0, field: String? = nil, _ reason: Reason) {
    self.line = line
    self.field = field
    self.reason = reason
  }
}
