public import Exact

/// All answers to one question, put together without hiding that they differ.
public struct Reading: Hashable, Sendable {
  public let question: ID<Question>
  /// Lowest first.
  public let values: [Rational]
  /// How many said that it does not apply.
  public let notApplicable: Int
  /// The mean confidence of the answers that gave a value.
  public let confidence: Rational

  init(_ question: ID<Question>, _ answers: [Answer]) {
    self.question = question
    var values: [Rational] = []
    var confidence = Rational.zero
    for answer in answers {
      guard case .value(let value) = answer.content else { continue }
      values.append(value)
      let isNamed = answer.quality == .unknown && answer.hasEvidence
      confidence += (isNamed ? .documented : answer.quality).confidence
    }
    self.values = values.sorted()
    notApplicable = answers.count - values.count
    self.confidence = values.isEmpty ? .zero : confidence / Rational(values.count)
  }

  /// What counts: the median; with an even number the mean of the middle two.
  public var value: Rational? {
    guard !values.isEmpty else { return nil }
    let (lower, upper) = (values[(values.count - 1) / 2], values[values.count / 2])
    return (lower + upper) / Rational(2)
  }

  /// Whether it is left out: somebody said that it does not apply, and nobody gave a value.
  public var isLeftOut: Bool { values.isEmpty && notApplicable > 0 }

  /// Whether respondents differ, in value or in whether it applies.
  public var isDisputed: Bool {
    (values.first != values.last) || (!values.isEmpty && notApplicable > 0)
  }
}

/// The answers of a city by question.
public struct Readings: Sendable {
  private let byQuestion: [ID<Question>: Reading]
  let framework: Framework

  init(_ answers: [Answer], of framework: Framework) throws(AnswerError) {
    let questions = Dictionary(uniqueKeysWithValues: framework.questions.map { ($0.id, $0) })
    var seen: Set<String> = []
    var grouped: [ID<Question>: [Answer]] = [:]
    for (index, answer) in answers.enumerated() {
      guard let question = questions[answer.question] else {
        throw .unknownQuestion(answer: index)
      }
      let key = "\(answer.respondent)\u{0}\(answer.question.rawValue)"
      guard seen.insert(key).inserted else { throw .answeredTwice(answer: index) }
      if case .value(let value) = answer.content, case .levels(let first, let last) = question.scale
      {
        guard value >= Rational(first), value <= Rational(last), value.floor == value.ceiling
        else { throw .outOfScale(answer: index) }
      }
      grouped[answer.question, default: []].append(answer)
    }
    byQuestion = grouped.reduce(into: [:]) { $0[$1.key] = Reading($1.key, $1.value) }
    self.framework = framework
  }

  /// Readings in which every question that was answered has one value chosen by `choose`.
  init(_ readings: Readings, choosing choose: (Reading) -> Rational?) {
    framework = readings.framework
    byQuestion = readings.byQuestion.mapValues { reading in
      guard let value = choose(reading) else { return reading }
      let answer = Answer(respondent: "", question: reading.question, content: .value(value))
      return Reading(reading.question, [answer])
    }
  }

  func reading(of question: Question) -> Reading {
    byQuestion[question.id] ?? Reading(question.id, [])
  }

  func applies(_ question: Question) -> Bool { !reading(of: question).isLeftOut }

  func applies(_ dimension: Dimension) -> Bool {
    dimension.allQuestions.contains(where: applies)
  }

  /// The share of the way that is reached; `nil` when missing or without a benchmark.
  func attainment(of question: Question) -> Rational? {
    reading(of: question).value.flatMap(question.attainment)
  }
}
