public import Exact

/// Where a city stands, and how certain that is.
public struct Assessment: Sendable {
  public let framework: Framework
  public let readings: Readings
  /// 0 to 1; `nil` when nothing applies or has a benchmark.
  public let standing: Standing?
  /// The share of weight that was answered, of what applies.
  public let coverage: Rational
  /// The share of weight that is answered and certain by its evidence.
  public let confidence: Rational
  /// The step reached, in frameworks of levels and of stages; for others that whose bound is met.
  public let level: LevelStanding?
  /// As in the framework, parts after the dimension they belong to.
  public let dimensions: [DimensionResult]
  public let questions: [QuestionResult]
  /// Largest first.
  public let gaps: [Gap]
  public let agreement: Agreement
  /// What is to be done for the next level; `nil` at the highest or without levels.
  public let lift: Lift?
}

/// The result of one dimension.
public struct DimensionResult: Sendable {
  public let dimension: Dimension
  /// How deep in the tree; 0 for the framework's own dimensions.
  public let depth: Int
  public let standing: Standing?
  public let coverage: Rational
  public let confidence: Rational
  public let level: LevelStanding?
  public let points: Points?
  /// How many indicators are in which band; empty but for ``Aggregation/bands``.
  public let bands: [Band: Int]
}

/// The result of one question.
public struct QuestionResult: Sendable {
  public let question: Question
  public let reading: Reading
  /// The share of the whole that hangs on it, after sharing out what does not apply.
  public let weight: Rational
  /// 0 to 1; `nil` when missing or without a benchmark.
  public let attainment: Rational?
  public let band: Band?
}

extension Framework {
  /// Assesses a city.
  ///
  /// - Parameter answers: In any order; none twice by one respondent.
  /// - Throws: ``AnswerError`` for the first answer that does not fit the framework.
  /// - Complexity: O(*a* log *a* + *q* · *d*) for *a* answers, *q* questions, *d* levels of parts.
  public func assess(_ answers: [Answer]) throws(AnswerError) -> Assessment {
    let readings = try Readings(answers, of: self)
    let scoring = Scoring(readings)
    let weights = EffectiveWeights(readings)
    let questions = questions.map { question in
      QuestionResult(
        question: question, reading: readings.reading(of: question), weight: weights[question],
        attainment: readings.attainment(of: question),
        band: aggregation == .bands ? scoring.bands.band(of: question) : nil)
    }
    let whole = scoring.whole
    let level = scoring.level
    return Assessment(
      framework: self, readings: readings, standing: whole,
      coverage: weights.coverage(of: self.questions),
      confidence: weights.confidence(of: self.questions), level: level,
      dimensions: dimensions.flatMap { results($0, scoring, weights, depth: 0) },
      questions: questions, gaps: Gap.ranked(questions),
      agreement: Agreement(readings), lift: Lift(readings, scoring: scoring, weights: weights))
  }

  private func results(
    _ dimension: Dimension, _ scoring: Scoring, _ weights: EffectiveWeights, depth: Int
  ) -> [DimensionResult] {
    let all = dimension.allQuestions
    let result = DimensionResult(
      dimension: dimension, depth: depth, standing: scoring.standing(of: dimension),
      coverage: weights.coverage(of: all), confidence: weights.confidence(of: all),
      level: scoring.level(of: dimension),
      points: aggregation == .pointsTree ? scoring.tree.points(of: dimension) : nil,
      bands: aggregation == .bands ? scoring.bands.counts(of: all) : [:])
    return [result] + dimension.parts.flatMap { results($0, scoring, weights, depth: depth + 1) }
  }
}
