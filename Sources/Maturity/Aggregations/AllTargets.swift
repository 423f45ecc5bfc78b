import Exact

/// How far a city has come on the steps of its framework, with what missing answers leave open.
public struct LevelStanding: Hashable, Sendable {
  /// Of what was answered; `nil` when nothing was.
  public let point: Int?
  /// With everything missing at its worst: what is reached for certain.
  public let low: Int
  /// With everything missing at its best.
  public let high: Int

  public init(point: Int?, low: Int, high: Int) {
    self.point = point
    self.low = low
    self.high = high
  }

  /// A level that is reached only when all parts have reached it.
  static func lowest(_ parts: [LevelStanding]) -> LevelStanding? {
    guard let low = parts.map(\.low).min(), let high = parts.map(\.high).min() else { return nil }
    return LevelStanding(point: parts.compactMap(\.point).min(), low: low, high: high)
  }
}

/// The highest level whose targets, and those of all levels below, are met by every question.
///
/// Level 0 stands below the first. Without targets of its own a question with levels has met level
/// *k* of *n* when it is the *k*-th of its own or above, counted from the lowest that is a step.
///
/// Source: after Recommendation ITU-T Y.4904 (2019), "Smart sustainable cities maturity model".
struct AllTargets {
  let readings: Readings

  func standing(of dimension: Dimension) -> LevelStanding? {
    LevelStanding.lowest(
      dimension.questions.compactMap(standing) + dimension.parts.compactMap(standing))
  }

  func standing(of question: Question) -> LevelStanding? {
    guard readings.applies(question) else { return nil }
    let count = readings.framework.levels.count
    guard let value = readings.reading(of: question).value else {
      return LevelStanding(point: nil, low: free(question), high: count)
    }
    let level = level(of: question, at: value)
    return LevelStanding(point: level, low: level, high: level)
  }

  var whole: LevelStanding? {
    LevelStanding.lowest(readings.framework.dimensions.compactMap(standing))
  }

  /// The target of a level, from 1.
  func target(of question: Question, at level: Int) -> LevelTarget {
    if !question.targets.isEmpty {
      return question.targets.indices.contains(level - 1)
        ? question.targets[level - 1] : (question.targets.last ?? .nothing)
    }
    guard case .levels(let first, let last) = question.scale else { return .nothing }
    return .value(Rational(min(max(first, 1) + level - 1, last)))
  }

  /// Whether a value meets a target.
  func meets(_ value: Rational, _ target: LevelTarget, of question: Question) -> Bool {
    switch target {
    case .nothing, .reported: true
    case .value(let bound):
      question.direction == .higherIsBetter ? value >= bound : value <= bound
    }
  }

  private func level(of question: Question, at value: Rational) -> Int {
    let levels = 1...max(1, readings.framework.levels.count)
    let missed = levels.first { !meets(value, target(of: question, at: $0), of: question) }
    return missed.map { $0 - 1 } ?? levels.upperBound
  }

  /// The level that is reached without an answer.
  private func free(_ question: Question) -> Int {
    let levels = 1...max(1, readings.framework.levels.count)
    let asked = levels.first { target(of: question, at: $0) != .nothing }
    return asked.map { $0 - 1 } ?? levels.upperBound
  }
}
