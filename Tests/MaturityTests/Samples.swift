import Exact
import Maturity

/// Frameworks and answers written short.
enum Sample {
  static func share(_ above: Int, _ below: Int) -> Rational { Rational(above) / Rational(below) }

  static func question(
    _ id: String, weight: Int = 1, levels: ClosedRange<Int> = 1...5, targets: [LevelTarget] = []
  ) -> Question {
    Question(
      id: ID(rawValue: id), weight: Rational(weight),
      scale: .levels(first: levels.lowerBound, last: levels.upperBound), targets: targets)
  }

  static func indicator(
    _ id: String, target: Rational?, worst: Rational? = nil,
    direction: Indicator.Direction = .higherIsBetter, targets: [LevelTarget] = []
  ) -> Question {
    Question(
      id: ID(rawValue: id),
      scale: .indicator(Indicator(direction: direction, worst: worst, target: target)),
      targets: targets)
  }

  static func dimension(_ id: String, weight: Int = 1, _ questions: [Question]) -> Dimension {
    Dimension(id: ID(rawValue: id), weight: Rational(weight), questions: questions)
  }

  static func framework(
    _ aggregation: Aggregation, levels: [Level] = [],
    redistribution: Redistribution = .proportional, _ dimensions: [Dimension]
  ) throws -> Framework {
    try Framework(
      id: ID(rawValue: "sample"), version: "1", dimensions: dimensions, aggregation: aggregation,
      levels: levels, redistribution: redistribution)
  }

  static func answer(
    _ question: String, _ value: Rational, by respondent: String = "a",
    _ quality: EvidenceQuality = .unknown
  ) -> Answer {
    Answer(
      respondent: respondent, question: ID(rawValue: question), content: .value(value),
      quality: quality)
  }

  static func answer(_ question: String, _ level: Int, by respondent: String = "a") -> Answer {
    answer(question, Rational(level), by: respondent)
  }

  static func leftOut(_ question: String, by respondent: String = "a") -> Answer {
    Answer(respondent: respondent, question: ID(rawValue: question), content: .notApplicable)
  }
}
