public import Maturity

/// Where a framework, an answer file or a file of peers cannot be used, and why.
public struct AssessmentFileError: Error, Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    case yaml(YAMLValue.Failure.Reason)
    case table(CSVError)
    case notJSON
    case missing
    case notAList
    case notANumber(String)
    case unknownName(String)
    case framework(FrameworkError)
    case unknownQuestion(String)
    /// A level that the question does not have.
    case outOfScale(String)
    case answeredTwice
    /// A weight above a million, or of more than three decimals.
    case weightOutOfRange(String)
    case tooManyParts(limit: Int)
  }

  /// From 1; 0 where no line is to blame.
  public let line: Int
  /// The field, column or identifier.
  public let field: String?
  public let reason: Reason

  public init(line: Int, field: String? = nil, _ reason: Reason) {
    self.line = line
    self.field = field
    self.reason = reason
  }
}

/// What was unusual in the input.
public enum AssessmentNote: Hashable, Sendable {
  case unknownField(name: String, line: Int)
  /// A quality that is none of those known; taken as unknown.
  case unknownQuality(String, line: Int)
  /// Somebody answered who is not among those asked.
  case roleNotAsked(question: String, role: String)
  case emptyAnswers(count: Int)
  /// Peers that did not agree to be compared with.
  case peersWithoutConsent(count: Int)
  case fewPeers(count: Int)
}
