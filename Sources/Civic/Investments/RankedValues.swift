public import Exact

/// What an accepted ranking says each action is worth: the seam to the decision on what matters most.
public struct RankedValues: Hashable, Sendable {
  public let decision: Exact.ID<Decision>
  public let criteria: [ScenarioCriterion]
  public let actions: [Exact.ID<Action>: RankedAction]

  public init(
    decision: Exact.ID<Decision>, criteria: [ScenarioCriterion],
    actions: [Exact.ID<Action>: RankedAction]
  ) {
    (self.decision, self.criteria, self.actions) = (decision, criteria, actions)
  }
}

/// What a ranking says of one action, in points from 0 to 100.
public struct RankedAction: Hashable, Sendable {
  /// With the middle weights and scores.
  public let value: ExactDecimal
  /// With all weights and scores that the group holds plausible.
  public let range: ScenarioValue
  /// On each criterion, in the order of the criteria.
  public let parts: [ScenarioValue]

  public init(value: ExactDecimal, range: ScenarioValue, parts: [ScenarioValue]) {
    (self.value, self.range, self.parts) = (value, range, parts)
  }
}

/// A criterion of the ranking that values come from, with its weight in percent.
public struct ScenarioCriterion: Codable, Hashable, Sendable {
  public let id: String
  /// Of a criterion of one's own.
  public let name: String
  public let template: CriterionTemplate?
  public var weight: ExactDecimal
  /// What the group holds plausible.
  public var range: ScenarioValue

  public init(
    id: String, name: String, template: CriterionTemplate?, weight: ExactDecimal,
    range: ScenarioValue
  ) {
    (self.id, self.name, self.template) = (id, name, template)
    (self.weight, self.range) = (weight, range)
  }
}

extension FundingScenario {
  /// What an action is worth that the ranking does not hold: nobody knows.
  static let unknownWorth = ScenarioValue(low: ExactDecimal(0), high: ExactDecimal(100))

  /// Takes values from a ranking: as points, as ranges, or by weights that are drawn.
  ///
  /// - Parameter source: How; what is no way of a ranking counts as points.
  public mutating func take(_ values: RankedValues, as source: ScenarioValueSource = .ranking) {
    valueSource = source.isRanked ? source : .ranking
    valueDecision = values.decision
    criteria = values.criteria
    for index in actions.indices {
      let ranked = values.actions[actions[index].id]
      actions[index].parts = ranked?.parts
      switch (ranked, valueSource) {
      case (nil, _): actions[index].value = Self.unknownWorth
      case (let ranked?, .rankingRange): actions[index].value = ranked.range
      case (let ranked?, _): actions[index].value = ScenarioValue(ranked.value)
      }
    }
    if valueSource == .rankingWeights { revalue() }
  }

  /// The actions that the ranking does not hold.
  public var unranked: [ScenarioAction] {
    valueSource.isRanked ? actions.filter { $0.parts == nil } : []
  }

  /// The weights that values are judged by where none are drawn; they add up to 1.
  private var middleWeights: [Rational] {
    let weights = (criteria ?? []).map { criterion in
      valueSource == .rankingWeights
        ? (criterion.range.low.rational + criterion.range.high.rational) / Rational(2)
        : criterion.weight.rational
    }
    let sum = weights.reduce(.zero, +)
    guard sum > .zero else { return weights.map { _ in Rational(1) / Rational(weights.count) } }
    return weights.map { $0 / sum }
  }

  /// Computes what ranked actions are worth from their parts and the weights.
  mutating func revalue() {
    let weights = middleWeights
    for index in actions.indices {
      guard let parts = actions[index].parts, parts.count == weights.count else { continue }
      let ends = [\ScenarioValue.low, \.high].map { end in
        zip(weights, parts).reduce(Rational.zero) { $0 + $1.0 * $1.1[keyPath: end].rational }
      }
      let middle = (ends[0] + ends[1]) / Rational(2)
      actions[index].value =
        valueSource == .rankingRange
        ? ScenarioValue(low: Self.hundredths(ends[0]), high: Self.hundredths(ends[1]))
        : ScenarioValue(Self.hundredths(middle))
    }
  }

  /// Gives criteria other weights, in percent; the others share the rest as they stand to each other.
  mutating func reweigh(_ changes: [WeightChange]) {
    guard let old = criteria else { return }
    let given = Dictionary(changes.map { ($0.criterion, $0.percent) }) { $1 }
    let rest = Rational(100) - given.values.reduce(.zero) { $0 + $1.rational }
    let others = old.filter { given[$0.id] == nil }
    let sum = others.reduce(Rational.zero) { $0 + $1.weight.rational }
    criteria = old.map { criterion in
      var next = criterion
      if let percent = given[criterion.id] {
        (next.weight, next.range) = (percent, ScenarioValue(percent))
        return next
      }
      let factor = sum > .zero ? rest / sum : rest / Rational(max(1, others.count))
      let scaled = { (value: ExactDecimal) in
        Self.tenths(sum > .zero ? value.rational * factor : factor)
      }
      next.weight = scaled(criterion.weight)
      next.range = ScenarioValue(
        low: scaled(criterion.range.low), high: scaled(criterion.range.high))
      return next
    }
    revalue()
  }

  private static func hundredths(_ value: Rational) -> ExactDecimal {
    let units = (value * Rational(100) + Rational(1) / Rational(2)).floor
    return ExactDecimal(significand: Int64(clamping: units), scale: 2).shortest
  }

  /// The search draws weights of at most one decimal.
  private static func tenths(_ value: Rational) -> ExactDecimal {
    let units = (value * Rational(10) + Rational(1) / Rational(2)).floor
    return ExactDecimal(significand: Int64(clamping: units), scale: 1).shortest
  }
}

/// A criterion with the weight it shall have, in percent.
public struct WeightChange: Codable, Hashable, Sendable {
  public let criterion: String
  public let percent: ExactDecimal

  public init(criterion: String, percent: ExactDecimal) {
    (self.criterion, self.percent) = (criterion, percent)
  }
}
