public import Exact

/// What is counted to see whether an action, an objective or the plan works.
public struct Indicator: PlanRecord {
  public static let entityName = "indicator"

  public let id: Exact.ID<Indicator>
  public var revision: Int
  public let plan: Exact.ID<Plan>
  public var action: Exact.ID<Action>?
  public var objective: Exact.ID<Objective>?
  public var name: Multilingual
  public var kind: IndicatorKind
  public var unit: String
  public var direction: IndicatorDirection
  public var baseline: ExactDecimal?
  public var baselineYear: Int?
  public var target: ExactDecimal?
  public var targetYear: Int?
  /// Where the values come from and how often.
  public var source: Multilingual?
  /// A common indicator of cohesion policy: `RCO14`, `RCR11`.
  public var code: PolicyCode?
  /// The city's indicator whose values tell whether the target is met.
  public var measuredBy: Exact.ID<CityIndicator>?
  /// What it moves in its turn: an output its result.
  public var leadsTo: Exact.ID<Indicator>?
  /// How sure it is that the action, or the indicator that leads here, moves this figure.
  public var confidence: ContributionConfidence?
  /// On what that rests.
  public var ground: Multilingual?

  public init(
    id: Exact.ID<Indicator>, plan: Exact.ID<Plan>, name: Multilingual, kind: IndicatorKind,
    unit: String, direction: IndicatorDirection
  ) {
    self.id = id
    revision = 1
    self.plan = plan
    self.name = name
    self.kind = kind
    self.unit = unit
    self.direction = direction
  }

  public var label: Multilingual { name }
}

public enum IndicatorKind: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case output, result

  public static let textPrefix = "indicatorKind"
}

public enum IndicatorDirection: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case increase, decrease, maintain

  public static let textPrefix = "indicatorDirection"
}
