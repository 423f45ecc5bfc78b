public import Exact

/// What is missing to what is wanted.
public struct Gap: Hashable, Sendable {
  public let question: ID<Question>
  /// The share of the way that is wanted and not reached, above 0.
  public let distance: Rational
  /// The share of the whole that hangs on the question.
  public let weight: Rational

  /// What closing it would add to a weighted mean.
  public var size: Rational { distance * weight }

  /// The gaps of what was answered, largest first; of equal ones the framework's order decides.
  ///
  /// A missing answer is no gap: nobody knows how far it is from what is wanted.
  static func ranked(_ questions: [QuestionResult]) -> [Gap] {
    let gaps = questions.compactMap { result -> Gap? in
      guard let attainment = result.attainment else { return nil }
      let distance = result.question.wanted - attainment
      guard distance > .zero else { return nil }
      return Gap(question: result.question.id, distance: distance, weight: result.weight)
    }
    return gaps.enumerated().sorted { left, right in
      left.element.size != right.element.size
        ? left.element.size > right.element.size : left.offset < right.offset
    }.map(\.element)
  }
}
