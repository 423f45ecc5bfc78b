/// Where a Pabulib file is broken, and how.
public struct PabulibError: Error, Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    case fileTooLarge(limit: Int)
    /// Not text in any encoding known here.
    case notText
    /// A quoted field that is never closed.
    case unclosedQuote
    /// A line before the first of META, PROJECTS, VOTES.
    case textBeforeSections
    case missingSection(String)
    case repeatedSection(String)
    /// VOTES before PROJECTS or META.
    case sectionOutOfOrder(String)
    case missingColumn
    case missingValue
    case tooManyFields(expected: Int, found: Int)
    case notANumber(String)
    case negativeAmount(String)
    /// Beyond 64 bits, or with more than six decimals that are not zero.
    case numberOutOfRange(String)
    case unknownVoteType(String)
    case repeatedProject(String)
    case unknownProject(String)
    case pointsWithoutProjects(projects: Int, points: Int)
  }

  /// Counted from 1; 0 where no line is to blame.
  public let line: Int
  /// The column, or the key in META.
  public let field: String?
  public let reason: Reason

  public init(line: Int, field: String?, _ reason: Reason) {
    self.line = line
    self.field = field
    self.reason = reason
  }
}
