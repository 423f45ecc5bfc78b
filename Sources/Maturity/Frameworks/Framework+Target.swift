import Exact

extension Framework {
  /// The same framework with a level wanted of every question that names none of its own.
  ///
  /// - Parameter level: Counted from the lowest of each scale, from 1; a scale with fewer levels is
  ///   wanted whole. `nil` changes nothing.
  public func aiming(at level: Int?) -> Framework {
    guard let level else { return self }
    let aimed = try? Framework(
      id: id, version: version, dimensions: dimensions.map { $0.aiming(at: level) },
      aggregation: aggregation, levels: levels, redistribution: redistribution)
    return aimed ?? self
  }

  /// Where a city would stand that is where it is wanted to be; `nil` where the best is wanted of
  /// every question.
  public var target: Assessment? {
    guard questions.contains(where: { $0.ambition != nil }) else { return nil }
    let answers = questions.compactMap { question -> Answer? in
      guard let value = question.wantedValue else { return nil }
      return Answer(respondent: "", question: question.id, content: .value(value))
    }
    return try? assess(answers)
  }

  /// How many steps lead from worst to best on most of its scales; of equally many the finest.
  public var steps: Int {
    var counts: [Int: Int] = [:]
    for question in questions {
      guard case .levels(let first, let last) = question.scale else { continue }
      counts[last - first, default: 0] += 1
    }
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 4
  }
}

extension Dimension {
  fileprivate func aiming(at level: Int) -> Dimension {
    Dimension(
      id: id, weight: weight, questions: questions.map { $0.aiming(at: level) },
      parts: parts.map { $0.aiming(at: level) })
  }
}

extension Question {
  fileprivate func aiming(at level: Int) -> Question {
    guard ambition == nil, case .levels(let first, let last) = scale else { return self }
    return Question(
      id: id, weight: weight, scale: scale, roles: roles, targets: targets,
      ambition: min(max(first + level - 1, first), last))
  }

  fileprivate var wantedValue: Rational? {
    switch scale {
    case .levels(_, let last): Rational(ambition ?? last)
    case .indicator(let indicator): indicator.target
    }
  }
}
