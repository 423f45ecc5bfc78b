public import Exact

/// What the actions of a round are judged by, on a scale that is fixed before anybody scores.
public struct ScoringCriterion: Codable, Hashable, Sendable {
  /// Short, unique within a round.
  public let id: String
  /// None for a criterion of one's own.
  public var template: CriterionTemplate?
  /// Of a criterion of one's own.
  public var name: String?
  public var unit: String?
  public var scale: ScoringScale
  /// The score worth nothing and the score worth everything.
  public var worst: ExactDecimal
  public var best: ExactDecimal
  /// The score worth half, where value does not rise in a straight line.
  public var half: ExactDecimal?
  /// Where scores come from, when not from people.
  public var source: CriterionSource?
  /// What the plan says, fixed when the round opens.
  public var filled: [FilledScore]

  public init(
    id: String, template: CriterionTemplate? = nil, scale: ScoringScale, worst: ExactDecimal,
    best: ExactDecimal
  ) {
    self.id = id
    self.template = template
    self.scale = scale
    self.worst = worst
    self.best = best
    filled = []
  }

  public var low: ExactDecimal { worst.rational < best.rational ? worst : best }
  public var high: ExactDecimal { worst.rational < best.rational ? best : worst }
  public var isLowerBetter: Bool { best.rational < worst.rational }

  /// Whether the ends differ and the half lies between them.
  public var isUsable: Bool {
    guard low.rational < high.rational else { return false }
    return half.map { low.rational < $0.rational && $0.rational < high.rational } ?? true
  }

  /// Whether a score lies on the scale.
  public func holds(_ score: ExactDecimal) -> Bool {
    low.rational <= score.rational && score.rational <= high.rational
  }
}

/// Criteria that most plans need.
public enum CriterionTemplate: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case impact, urgency, feasibility, cost, equity, climate, maturityGap, support

  public static let textPrefix = "criterionTemplate"
}

public enum ScoringScale: String, Codable, CaseIterable, Hashable, Sendable, Named {
  /// Five levels in words.
  case levels
  /// Any number between two ends.
  case number

  public static let textPrefix = "scoringScale"
}

/// The words of the five levels.
public enum ScoreLevel: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case one = "1"
  case two = "2"
  case three = "3"
  case four = "4"
  case five = "5"

  public static let textPrefix = "scoreLevel"
}

/// What of the plan gives a criterion its scores.
public enum CriterionSource: String, Codable, CaseIterable, Hashable, Sendable, Named {
  /// The sum of the action's planned costs.
  case costs
  /// How many gaps of a self-assessment the action's objectives answer.
  case gaps

  public static let textPrefix = "criterionSource"
}

/// A score that the plan gives, and from how many of its records.
public struct FilledScore: Codable, Hashable, Sendable {
  public let action: Exact.ID<Action>
  /// Nothing where the plan does not say: unknown, never zero.
  public let value: ExactDecimal?
  public let records: Int

  public init(action: Exact.ID<Action>, value: ExactDecimal?, records: Int) {
    self.action = action
    self.value = value
    self.records = records
  }
}

extension ScoringCriterion {
  /// A template's criterion with its usual scale for a plan.
  public static func usual(_ template: CriterionTemplate, in document: PlanDocument)
    -> ScoringCriterion
  {
    let five = ExactDecimal(5)
    switch template {
    case .impact, .urgency, .feasibility, .equity, .climate:
      return ScoringCriterion(
        id: template.rawValue, template: template, scale: .levels, worst: ExactDecimal(1),
        best: five)
    case .cost:
      var criterion = ScoringCriterion(
        id: template.rawValue, template: template, scale: .number,
        worst: roundedCost(in: document), best: ExactDecimal(0))
      criterion.unit = document.plan.currency.rawValue
      criterion.source = .costs
      return criterion
    case .maturityGap:
      var criterion = ScoringCriterion(
        id: template.rawValue, template: template, scale: .number, worst: ExactDecimal(0),
        best: five)
      criterion.source = .gaps
      return criterion
    case .support:
      var criterion = ScoringCriterion(
        id: template.rawValue, template: template, scale: .number, worst: ExactDecimal(0),
        best: ExactDecimal(100))
      criterion.unit = "%"
      return criterion
    }
  }

  /// The dearest action's cost in whole units, rounded up to one digit and zeros.
  private static func roundedCost(in document: PlanDocument) -> ExactDecimal {
    let most =
      document.actions.map { action in
        document.costLines(of: action.id).reduce(0) { $0 + max(0, $1.planned) }
      }.max() ?? 0
    let unit = document.plan.currency.minorUnitsPerMajor
    let whole = max(1, most / unit + (most % unit > 0 ? 1 : 0))
    var power: Int64 = 1
    while whole / power >= 10 { power *= 10 }
    return ExactDecimal((whole + power - 1) / power * power)
  }

  /// The criterion with what the plan says of each action.
  public func filled(
    from document: PlanDocument, actions: [Exact.ID<Action>]
  ) -> ScoringCriterion {
    guard let source else { return self }
    var next = self
    next.filled = actions.map { id in
      switch source {
      case .costs: Self.cost(of: id, in: document)
      case .gaps: Self.gaps(of: id, in: document)
      }
    }
    return next
  }

  private static func cost(of id: Exact.ID<Action>, in document: PlanDocument) -> FilledScore {
    let lines = document.costLines(of: id)
    let sum = lines.reduce(Int64(0)) { $0 + $1.planned }
    let value = ExactDecimal(
      significand: sum, scale: document.plan.currency.fractionDigits)
    return FilledScore(action: id, value: lines.isEmpty ? nil : value, records: lines.count)
  }

  private static func gaps(of id: Exact.ID<Action>, in document: PlanDocument) -> FilledScore {
    let served = Set(document.action(id)?.objectives ?? [])
    let answered = Set(
      document.objectives.filter { served.contains($0.id) }.flatMap(\.challenges))
    let gaps = document.challenges.filter {
      answered.contains($0.id) && $0.origin?.kind == SelfAssessment.entityName
    }
    return FilledScore(
      action: id, value: ExactDecimal(Int64(gaps.count)), records: gaps.count)
  }

  public func filled(_ action: Exact.ID<Action>) -> FilledScore? {
    filled.first { $0.action == action }
  }
}

/// Named weights and a method, to be held against the group's own.
public struct RankingScenario: Codable, Hashable, Sendable {
  public var name: String
  public var method: ScenarioMethod
  /// By criterion, relative to each other; empty for the group's.
  public var weights: [String: ExactDecimal]

  public init(name: String, method: ScenarioMethod, weights: [String: ExactDecimal]) {
    self.name = name
    self.method = method
    self.weights = weights
  }
}

public enum ScenarioMethod: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case mavt, promethee, topsis, vikor

  public static let textPrefix = "scenarioMethod"
}

/// What is said about an unusual table.
public enum RankingDiagnostic: String, CaseIterable, Hashable, Sendable, Named {
  case tie
  case missingCriterion = "missing-criterion"
  case constantCriterion = "constant-criterion"
  case beyondScale = "beyond-scale"

  public static let textPrefix = "rankingDiagnostic"
}
