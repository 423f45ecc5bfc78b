public import Exact

/// What would lift a city to the next level.
public struct Lift: Sendable {
  /// One thing to reach.
  public struct Step: Hashable, Sendable {
    public let question: ID<Question>
    /// What is there now; `nil` when it was not answered.
    public let current: Rational?
    /// What is needed; `nil` when an answer is enough.
    public let needed: Rational?
  }

  /// The level it leads to, from 1.
  public let level: Int
  public let steps: [Step]

  init?(_ readings: Readings, scoring: Scoring, weights: EffectiveWeights) {
    guard let certain = scoring.level?.low else { return nil }
    let framework = readings.framework
    switch framework.aggregation {
    case .allTargets:
      guard certain < framework.levels.count else { return nil }
      level = certain + 1
      steps = Self.targets(readings, level: certain + 1)
    case .cycleStage:
      guard certain < CycleStage.last else { return nil }
      level = certain + 1
      steps = Self.stages(readings, stage: certain + 1)
    case .weightedMean, .bands, .pointsTree:
      guard certain < framework.levels.count, let bound = framework.levels[certain].from,
        let low = scoring.whole?.low
      else { return nil }
      level = certain + 1
      steps = Self.raises(readings, weights, by: bound - low)
    }
  }

  private static func targets(_ readings: Readings, level: Int) -> [Step] {
    let rule = AllTargets(readings: readings)
    return readings.framework.questions.filter(readings.applies).compactMap { question in
      let current = readings.reading(of: question).value
      let missed = (1...level).map { rule.target(of: question, at: $0) }.filter { target in
        guard let current else { return target != .nothing }
        return !rule.meets(current, target, of: question)
      }
      guard let last = missed.last else { return nil }
      guard case .value(let bound) = last else {
        return Step(question: question.id, current: current, needed: nil)
      }
      return Step(question: question.id, current: current, needed: bound)
    }
  }

  private static func stages(_ readings: Readings, stage: Int) -> [Step] {
    readings.framework.questions.filter(readings.applies).compactMap { question in
      guard case .levels(let first, _) = question.scale else { return nil }
      let current = readings.reading(of: question).value
      let needed = Rational(first + stage)
      guard current.map({ $0 < needed }) ?? true else { return nil }
      return Step(question: question.id, current: current, needed: needed)
    }
  }

  /// The fewest raises by one level that add up to what is missing: those that gain most first.
  ///
  /// A missing answer counts at its worst, as in the certain level; an indicator is raised to its
  /// target at once. Of equal gains the framework's order decides.
  private static func raises(
    _ readings: Readings, _ weights: EffectiveWeights, by missing: Rational
  ) -> [Step] {
    var missing = missing
    var steps: [Step] = []
    for raise in candidates(readings, weights) where missing > .zero {
      var needed = raise.current
      for _ in 0..<raise.times where missing > .zero {
        needed += raise.step
        missing -= raise.gain
      }
      steps.append(
        Step(
          question: raise.question.id, current: readings.reading(of: raise.question).value,
          needed: needed))
    }
    return missing > .zero ? [] : steps
  }

  /// How a question can be raised.
  private struct Raise {
    let question: Question
    let current: Rational
    let step: Rational
    let times: Int
    let gain: Rational
  }

  private static func candidates(_ readings: Readings, _ weights: EffectiveWeights) -> [Raise] {
    let scored = readings.framework.questions.filter { question in
      guard readings.applies(question) else { return false }
      guard case .indicator(let indicator) = question.scale else { return true }
      return indicator.target != nil
    }
    // Indicators without a benchmark have a weight and no part in the score.
    let total = scored.reduce(Rational.zero) { $0 + weights[$1] }
    guard !total.isZero else { return [] }
    let raises = scored.compactMap { question -> Raise? in
      let weight = weights[question] / total
      let value = readings.reading(of: question).value
      switch question.scale {
      case .levels(let first, let last):
        let current = value ?? Rational(first)
        let times = (first..<last).count { Rational($0) >= current }
        guard times > 0 else { return nil }
        return Raise(
          question: question, current: current, step: .one, times: times,
          gain: weight / Rational(last - first))
      case .indicator(let indicator):
        let reached = readings.attainment(of: question) ?? .zero
        guard let target = indicator.target, reached < .one else { return nil }
        let current = value ?? .zero
        return Raise(
          question: question, current: current, step: target - current, times: 1,
          gain: weight * (.one - reached))
      }
    }
    return raises.enumerated().sorted { left, right in
      left.element.gain != right.element.gain
        ? left.element.gain > right.element.gain : left.offset < right.offset
    }.map(\.element)
  }
}
