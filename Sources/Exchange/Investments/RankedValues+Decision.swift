public import Civic
import Exact

extension RankedValues {
  /// Reads a decision of kind `ranking` with the table it was taken from.
  ///
  /// Values keep two decimals; weights and parts one, which is what the search draws from.
  ///
  /// - Returns: `nil` when it holds no values.
  public init?(_ decision: Decision, table: JSONValue) {
    guard decision.kind == .ranking,
      let round = RankedRound(decision.conclusion, table: table, samples: 1)
    else { return nil }
    let rows = table["alternatives"]?.array ?? []
    let scales = (table["criteria"]?.array ?? []).map(ValueScale.init)
    guard scales.count == round.measures.count else { return nil }
    let names = round.measures.map(\.id)
    var actions: [ID<Action>: RankedAction] = [:]
    for place in round.places {
      guard let row = rows.first(where: { $0["id"]?.string == place.id }) else { return nil }
      let parts = zip(names, scales).map { $1.part(of: row["scores"]?[$0] ?? .null) }
      actions[ID(rawValue: place.id)] = RankedAction(
        value: place.value.rounded(to: 2),
        range: ScenarioValue(low: place.low.rounded(to: 2), high: place.high.rounded(to: 2)),
        parts: parts)
    }
    guard !actions.isEmpty else { return nil }
    self.init(
      decision: decision.id, criteria: round.measures.map(ScenarioCriterion.init), actions: actions)
  }
}

extension ScenarioCriterion {
  fileprivate init(_ measure: RankedRound.Measure) {
    self.init(
      id: measure.id, name: measure.name, template: measure.template,
      weight: ExactDecimal(tenthsOf: measure.weight * 100),
      range: ScenarioValue(
        low: ExactDecimal(tenthsOf: measure.range.lowerBound * 100),
        high: ExactDecimal(tenthsOf: measure.range.upperBound * 100)))
  }
}

/// What scores on one criterion are worth, by straight lines between given points.
private struct ValueScale {
  private let points: [(score: Double, value: Double)]

  init(_ criterion: JSONValue) {
    points = (criterion["value"]?.array ?? []).compactMap { point in
      guard let pair = point.array, pair.count == 2, let score = pair[0].number?.double,
        let value = pair[1].number?.double
      else { return nil }
      return (score, value)
    }
  }

  /// A score, a range of scores, or nothing known: then it may be worth anything.
  func part(of score: JSONValue) -> ScenarioValue {
    let ends = (score.array ?? [score]).compactMap { $0.number?.double }.map(value)
    guard let low = ends.min(), let high = ends.max() else {
      return ScenarioValue(low: ExactDecimal(0), high: ExactDecimal(100))
    }
    return ScenarioValue(low: ExactDecimal(tenthsOf: low), high: ExactDecimal(tenthsOf: high))
  }

  private func value(_ score: Double) -> Double {
    guard let first = points.first, let last = points.last else { return 0 }
    if score <= first.score { return first.value }
    for (left, right) in zip(points, points.dropFirst()) where score <= right.score {
      let share = (score - left.score) / (right.score - left.score)
      return left.value + share * (right.value - left.value)
    }
    return last.value
  }
}

extension ExactDecimal {
  /// A number rounded to one decimal; what is below zero counts as zero.
  fileprivate init(tenthsOf value: Double) {
    let units = Int64(exactly: (max(0, value) * 10).rounded()) ?? 0
    self = ExactDecimal(significand: units, scale: 1).shortest
  }

  /// Half up.
  fileprivate func rounded(to digits: Int) -> ExactDecimal {
    let unit = (0..<digits).reduce(Int64(1)) { unit, _ in unit * 10 }
    let units = (rational * Rational(unit) + Rational(1) / Rational(2)).floor
    return ExactDecimal(significand: Int64(clamping: units), scale: digits).shortest
  }
}
