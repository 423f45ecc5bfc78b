public import Maturity

/// A framework as a file: what the engine needs, and the texts for people beside it.
public struct FrameworkFile: Sendable {
  public let framework: Framework
  /// BCP 47, in the order of the file.
  public let languages: [String]
  public let name: Translated
  /// The names of dimensions and levels, and the texts of questions, by identifier.
  public let texts: [String: Translated]
  /// The described levels of a question, lowest first.
  public let descriptions: [String: [Translated]]
  /// What a question asks as evidence.
  public let evidence: [String: Translated]
  public let units: [String: String]
  /// Where an indicator comes from; `unverified` for what was not checked against its source.
  public let sources: [String: String]
  /// The codes of questions in the field's own lists.
  public let codes: [String: String]
  /// What explains the framework (""), its dimensions and questions, by identifier.
  public let help: [String: Translated]
  /// Where the framework comes from, and under which terms.
  public let origin: String?
  public let licence: String?
  public let notes: [AssessmentNote]

  /// A text in one or more languages; a text without a language has the name "".
  public typealias Translated = [String: String]

  /// A text in a language, else in English, else in any.
  public static func pick(_ text: Translated?, _ language: String) -> String? {
    guard let text else { return nil }
    return text[language] ?? text["en"] ?? text.min { $0.key < $1.key }?.value
  }
}
