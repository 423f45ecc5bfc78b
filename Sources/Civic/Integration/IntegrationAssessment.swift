public import Exact

/// One round of the integration self-assessment: twelve aspects, now and as aimed at.
public struct IntegrationAssessment: PlanRecord {
  public static let entityName = "integration_assessment"

  public let id: Exact.ID<IntegrationAssessment>
  public var revision: Int
  public let plan: Exact.ID<Plan>
  public var heldOn: Day
  public var title: Multilingual
  /// At most one for each aspect; what is missing was not judged.
  public var scores: [IntegrationScore]

  public init(
    id: Exact.ID<IntegrationAssessment>, plan: Exact.ID<Plan>, heldOn: Day, title: Multilingual,
    scores: [IntegrationScore]
  ) {
    self.id = id
    revision = 1
    self.plan = plan
    self.heldOn = heldOn
    self.title = title
    self.scores = scores
  }

  public var label: Multilingual { title }

  public func score(of aspect: IntegrationAspect) -> IntegrationScore? {
    scores.first { $0.aspect == aspect }
  }
}

public struct IntegrationScore: Codable, Hashable, Sendable {
  public var aspect: IntegrationAspect
  /// 0 (not at all) to 5 (fully).
  public var now: Int
  /// 0 to 5.
  public var ambition: Int
  public var reason: Multilingual?

  public init(aspect: IntegrationAspect, now: Int, ambition: Int, reason: Multilingual?) {
    self.aspect = aspect
    self.now = now
    self.ambition = ambition
    self.reason = reason
  }
}

/// The twelve aspects of integration of an action plan, in the order of the self-assessment.
public enum IntegrationAspect: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case stakeholdersInPlanning, coherence, sustainableDevelopment, integrationOverTime
  case crossCutting, sectoral, spatial, territorial, multilevelGovernance, investmentTypes
  case mobilisingFunding, stakeholdersInImplementation

  public static let textPrefix = "integrationAspect"
}
