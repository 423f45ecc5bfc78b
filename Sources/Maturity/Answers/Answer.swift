public import Exact

/// What one respondent said to one question.
public struct Answer: Hashable, Sendable {
  public enum Content: Hashable, Sendable {
    /// A level's number, or a measured value.
    case value(Rational)
    case notApplicable
  }

  public let respondent: String
  /// `nil` when the file does not say in which role somebody answered.
  public let role: String?
  public let question: ID<Question>
  public let content: Content
  public let quality: EvidenceQuality
  /// Whether a document or source is named.
  public let hasEvidence: Bool

  public init(
    respondent: String, role: String? = nil, question: ID<Question>, content: Content,
    quality: EvidenceQuality = .unknown, hasEvidence: Bool = false
  ) {
    self.respondent = respondent
    self.role = role
    self.question = question
    self.content = content
    self.quality = quality
    self.hasEvidence = hasEvidence
  }
}

/// How far an answer can be relied on, best first.
///
/// The kinds follow the data-quality scale of U4SSC's verification sheet; the shares are ours.
public enum EvidenceQuality: String, CaseIterable, Hashable, Sendable {
  /// Checked by somebody other than the respondent.
  case verified
  case measured
  case survey
  /// Derived from data of a larger area.
  case extrapolated
  /// A source is named, and nothing is said of its quality.
  case documented
  case assumed
  case judged
  case unknown

  /// The share of an answer's weight that counts as certain.
  public var confidence: Rational {
    switch self {
    case .verified, .measured: .one
    case .survey: Rational(4) / Rational(5)
    case .extrapolated: Rational(3) / Rational(5)
    case .documented: Rational(1) / Rational(2)
    case .assumed: Rational(2) / Rational(5)
    case .judged: Rational(1) / Rational(5)
    case .unknown: .zero
    }
  }
}

/// Why answers cannot be assessed.
public enum AnswerError: Error, Hashable, Sendable {
  case unknownQuestion(answer: Int)
  /// A level that the question does not have.
  case outOfScale(answer: Int)
  /// A second answer of one respondent to one question.
  case answeredTwice(answer: Int)
}
