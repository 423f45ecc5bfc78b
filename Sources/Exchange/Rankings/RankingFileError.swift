public import Ranking

/// Why a file is no decision table, and where.
public struct RankingFileError: Error, Hashable, Sendable {
  public enum Problem: Hashable, Sendable {
    case empty
    case syntax
    /// Lists and objects within each other beyond what is read.
    case tooDeep(limit: Int)
    case tooLarge(limit: Int)
    /// Not text, or not text in columns.
    case notText
    case missing
    case wrongType
    /// Not a plain number: NaN, an infinity, or too large.
    case notANumber(String)
    case unknownName(String)
    case repeatedName(String)
    /// The lower end of an interval is above the upper one.
    case intervalReversed
    case outOfRange
    case tooMany(limit: Int)
    case engine(RankingError)
  }

  /// `line 3, column 7`, `row 3, column cost`, `alternative a, criterion cost`, or a JSON Pointer.
  public let place: String
  public let problem: Problem

  public init(_ place: String, _ problem: Problem) {
    self.place = place
    self.problem = problem
  }
}
