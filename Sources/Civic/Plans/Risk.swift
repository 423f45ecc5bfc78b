public import Exact

/// What may go wrong, for one action or for the plan as a whole.
public struct Risk: PlanRecord {
  public static let entityName = "risk"

  public let id: Exact.ID<Risk>
  public var revision: Int
  public let plan: Exact.ID<Plan>
  /// None: a risk of the whole plan.
  public var action: Exact.ID<Action>?
  public var title: Multilingual
  public var kind: RiskKind
  public var likelihood: RiskLevel
  public var impact: RiskLevel
  public var mitigation: Multilingual?
  public var owner: Exact.ID<Organisation>?

  public init(
    id: Exact.ID<Risk>, plan: Exact.ID<Plan>, title: Multilingual, kind: RiskKind,
    likelihood: RiskLevel, impact: RiskLevel
  ) {
    self.id = id
    revision = 1
    self.plan = plan
    self.title = title
    self.kind = kind
    self.likelihood = likelihood
    self.impact = impact
  }

  public var label: Multilingual { title }

  /// Likelihood times impact: 1 to 9.
  public var weight: Int { likelihood.weight * impact.weight }
}

public enum RiskKind: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case operational, financial, legal, staffing, technical, behavioural

  public static let textPrefix = "riskKind"
}

public enum RiskLevel: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case low, medium, high

  public static let textPrefix = "riskLevel"

  public var weight: Int {
    switch self {
    case .low: 1
    case .medium: 2
    case .high: 3
    }
  }
}
