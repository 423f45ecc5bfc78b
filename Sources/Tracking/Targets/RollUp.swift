/// From indicators to objectives to the plan by weighted means, with everything a mean hides.
public struct RollUp: Equatable, Sendable {
  /// An indicator under an objective.
  public struct Item: Hashable, Sendable {
    public let code: IndicatorCode
    /// Zero or more; nothing when nobody gave one.
    public let weight: Double?
    /// Progress as a share, 1 for done; below 0 it went back. Nothing when unknown.
    public let share: Double?

    public init(_ code: IndicatorCode, weight: Double?, share: Double?) {
      self.code = code
      self.weight = weight
      self.share = share
    }
  }

  public struct Objective: Hashable, Sendable {
    public let name: String
    public let weight: Double?
    public let items: [Item]

    public init(_ name: String, weight: Double?, items: [Item]) {
      self.name = name
      self.weight = weight
      self.items = items
    }
  }

  /// What an objective or the plan comes to.
  public struct Score: Equatable, Sendable {
    /// The weighted mean of what is known; nothing when nothing with weight is.
    public let share: Double?
    /// The known part of the weight, 0 to 1; for the plan, of all indicators below.
    public let coverage: Double
    /// How many took the mean of the weights that were given (all weigh the same if none was).
    public let assumedWeights: Int
  }

  /// One indicator's part in the plan.
  public struct Part: Equatable, Sendable {
    public let code: IndicatorCode
    public let objective: String
    /// As given, never cut.
    public let share: Double
    /// What it adds to the plan's share, before any ceiling.
    public let contribution: Double
  }

  public let plan: Score
  public let objectives: [Score]
  /// Indicators that went back, the largest loss to the plan first; they count in full.
  public let regressing: [Part]
  /// Indicators past the ceiling, which counted only up to it.
  public let capped: [Part]
}

public enum RollUpError: Error, Equatable, Sendable {
  case badWeight(of: String, Double)
  case badShare(of: IndicatorCode, Double)
  case ceilingNotPositive(Double)
}

extension RollUp {
  /// - Parameters:
  ///   - objectives: Any number; an objective of which nothing is known is left out of the mean and
  ///     lowers the coverage.
  ///   - ceiling: Where a share stops counting, so that one triumph does not hide many failures;
  ///     nothing for no ceiling. There is no floor.
  public init(_ objectives: [Objective], ceiling: Double? = 1) throws(RollUpError) {
    try Self.check(objectives, ceiling)
    let scores = objectives.map { Self.score($0, ceiling) }
    let weights = Self.weights(objectives.map(\.weight))
    let plan = Self.score(weights.values, scores.map(\.share), weights.assumed)
    let total = weights.values.reduce(0, +)
    let coverage =
      total > 0 ? zip(weights.values, scores).reduce(0) { $0 + $1.0 * $1.1.coverage } / total : 0
    self.plan = Score(
      share: plan.share, coverage: coverage, assumedWeights: weights.assumed)
    self.objectives = scores
    let known = zip(weights.values, scores).reduce(0) { $0 + ($1.1.share == nil ? 0 : $1.0) }
    let parts = zip(objectives, weights.values).flatMap { objective, weight in
      Self.parts(of: objective, weight: known > 0 ? weight / known : 0)
    }
    regressing = parts.filter { $0.share < 0 }.sorted {
      ($0.contribution, $0.code) < ($1.contribution, $1.code)
    }
    capped = parts.filter { part in ceiling.map { part.share > $0 } ?? false }
  }

  private static func check(_ objectives: [Objective], _ ceiling: Double?) throws(RollUpError) {
    if let ceiling, !(ceiling > 0) { throw .ceilingNotPositive(ceiling) }
    let weights =
      objectives.map { ($0.name, $0.weight) }
      + objectives.flatMap { $0.items.map { ($0.code.text, $0.weight) } }
    for case (let name, let weight?) in weights where !(weight >= 0 && weight.isFinite) {
      throw .badWeight(of: name, weight)
    }
    for item in objectives.flatMap(\.items) {
      if let share = item.share, !share.isFinite { throw .badShare(of: item.code, share) }
    }
  }

  private static func score(_ objective: Objective, _ ceiling: Double?) -> Score {
    let weights = weights(objective.items.map(\.weight))
    let shares = objective.items.map { $0.share.map { min($0, ceiling ?? $0) } }
    return score(weights.values, shares, weights.assumed)
  }

  private static func score(_ weights: [Double], _ shares: [Double?], _ assumed: Int) -> Score {
    var (total, known, sum) = (0.0, 0.0, 0.0)
    for (weight, share) in zip(weights, shares) {
      total += weight
      guard let share else { continue }
      known += weight
      sum += weight * share
    }
    return Score(
      share: known > 0 ? sum / known : nil, coverage: total > 0 ? known / total : 0,
      assumedWeights: assumed)
  }

  private static func weights(_ given: [Double?]) -> (values: [Double], assumed: Int) {
    let known = given.compactMap(\.self)
    let typical = known.isEmpty ? 1 : Summary.mean(known)
    return (given.map { $0 ?? typical }, given.count - known.count)
  }

  private static func parts(of objective: Objective, weight: Double) -> [Part] {
    let weights = weights(objective.items.map(\.weight)).values
    let known = zip(weights, objective.items).reduce(0) { $0 + ($1.1.share == nil ? 0 : $1.0) }
    return zip(weights, objective.items).compactMap { own, item in
      item.share.map {
        Part(
          code: item.code, objective: objective.name, share: $0,
          contribution: known > 0 ? weight * own / known * $0 : 0)
      }
    }
  }
}
