public import Civic

/// Why a file of profiles, scores or rules cannot be used, and where.
public struct MatchingFileError: Error, Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    case empty
    case syntax(JSONSyntaxError)
    case table(CSVError)
    /// Neither profiles nor scores.
    case unknownFormat(String?)
    case missing
    case wrongType(expected: String)
    case notANumber(String)
    /// Outside what the field can be.
    case outOfRange(String)
    case unknownValue(String, known: [String])
    case repeated(String)
    case unknownCity(String)
    case pairWithItself(String)
    /// The same pair with another score.
    case differingScores(String, String)
    case tooLarge(limit: Int)
  }

  /// A JSON Pointer, or line and column of a table; empty for the whole file.
  public let place: String
  public let reason: Reason

  public init(_ place: String, _ reason: Reason) {
    self.place = place
    self.reason = reason
  }
}
