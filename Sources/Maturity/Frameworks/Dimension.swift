public import Exact

/// A part of a framework: questions, and parts of its own.
public struct Dimension: Hashable, Sendable {
  public let id: ID<Dimension>
  /// Against its siblings; in a tree of points, its points.
  public let weight: Rational
  public let questions: [Question]
  public let parts: [Dimension]

  public init(
    id: ID<Dimension>, weight: Rational = .one, questions: [Question], parts: [Dimension] = []
  ) {
    self.id = id
    self.weight = weight
    self.questions = questions
    self.parts = parts
  }

  /// Its questions and those of its parts, in the order of the file.
  public var allQuestions: [Question] { questions + parts.flatMap(\.allQuestions) }

  func check(_ seen: inout Set<String>, levels: Int) throws(FrameworkError) {
    guard seen.insert(id.rawValue).inserted else { throw .duplicateIdentifier(id.rawValue) }
    guard !weight.isNegative else { throw .negativeWeight(id.rawValue) }
    for question in questions {
      guard seen.insert(question.id.rawValue).inserted else {
        throw .duplicateIdentifier(question.id.rawValue)
      }
      try question.check(levels: levels)
    }
    for part in parts { try part.check(&seen, levels: levels) }
    let weights = questions.map(\.weight) + parts.map(\.weight)
    guard weights.contains(where: { !$0.isZero }) else { throw .noWeight(id.rawValue) }
  }
}
