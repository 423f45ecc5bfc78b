public import Exact

/// What a city is asked, how answers are weighed and how they are put together; values only, its
/// texts are kept beside it.
public struct Framework: Hashable, Sendable {
  public let id: ID<Framework>
  public let version: String
  /// In the order of the file; at least one.
  public let dimensions: [Dimension]
  public let aggregation: Aggregation
  /// The steps a city can reach as a whole, lowest first; may be empty.
  public let levels: [Level]
  /// How points of what does not apply are shared out; counts for ``Aggregation/pointsTree``.
  public let redistribution: Redistribution

  public init(
    id: ID<Framework>, version: String, dimensions: [Dimension], aggregation: Aggregation,
    levels: [Level] = [], redistribution: Redistribution = .proportional
  ) throws(FrameworkError) {
    self.id = id
    self.version = version
    self.dimensions = dimensions
    self.aggregation = aggregation
    self.levels = levels
    self.redistribution = redistribution
    try check()
  }

  /// Every question, in the order of the file.
  public var questions: [Question] { dimensions.flatMap(\.allQuestions) }

  private func check() throws(FrameworkError) {
    var seen: Set<String> = []
    for dimension in dimensions { try dimension.check(&seen, levels: levels.count) }
    guard !questions.isEmpty else { throw .noQuestions }
    if aggregation == .allTargets, levels.isEmpty { throw .levelsMissing }
    let bounds = levels.compactMap(\.from)
    for (lower, upper) in zip(bounds, bounds.dropFirst()) where lower >= upper {
      throw .levelsNotRising
    }
    guard aggregation == .cycleStage else { return }
    for question in questions {
      guard case .levels(let first, let last) = question.scale, last - first == 4 else {
        throw .notAStage(question.id)
      }
    }
  }
}

/// How the answers of a dimension become its standing.
public enum Aggregation: String, Codable, CaseIterable, Hashable, Sendable {
  case weightedMean = "weighted-mean"
  case allTargets = "all-targets"
  case bands
  case pointsTree = "points-tree"
  case cycleStage = "cycle-stage"
}

/// Who gets the points of a sibling that does not apply.
public enum Redistribution: String, Codable, CaseIterable, Hashable, Sendable {
  /// Each in the measure of its own points.
  case proportional
  /// Each the same number of points.
  case equal
}

/// A step that a city can reach as a whole.
public struct Level: Hashable, Sendable {
  public let id: String
  /// The least score, 0 to 1, where the aggregation has one.
  public let from: Rational?

  public init(id: String, from: Rational? = nil) {
    self.id = id
    self.from = from
  }
}

/// What is wrong with a framework.
public enum FrameworkError: Error, Hashable, Sendable {
  case noQuestions
  case duplicateIdentifier(String)
  /// A weight below zero.
  case negativeWeight(String)
  /// The weights of a dimension's parts are all zero.
  case noWeight(String)
  /// A scale of fewer than two levels.
  case tooFewLevels(ID<Question>)
  /// A target outside the scale of its question.
  case targetOutOfScale(ID<Question>)
  /// The worst and the target value of an indicator are the same or in the wrong order.
  case indicatorWithoutRange(ID<Question>)
  /// More targets than the framework has levels.
  case tooManyTargets(ID<Question>)
  /// Targets that get easier from one level to the next.
  case targetsNotRising(ID<Question>)
  /// A question of a cycle without exactly five levels: nothing, plan, do, check, act.
  case notAStage(ID<Question>)
  /// An all-targets framework names no levels.
  case levelsMissing
  case levelsNotRising
}
