/// Records that come into a plan together, as from a table.
public struct PlanAdditions: Hashable, Sendable {
  public var organisations: [Organisation] = []
  public var objectives: [Objective] = []
  public var actions: [Action] = []
  public var costLines: [CostLine] = []
  public var fundingSources: [FundingSource] = []
  public var fundingLines: [FundingLine] = []
  public var indicators: [Indicator] = []
  public var risks: [Risk] = []

  public init() {}

  /// The plan with the records in it.
  public func added(to document: PlanDocument) -> PlanDocument {
    var next = document
    next.organisations += organisations
    next.objectives += objectives
    next.actions += actions
    next.costLines += costLines
    next.fundingSources += fundingSources
    next.fundingLines += fundingLines
    next.indicators += indicators
    next.risks += risks
    next.sort()
    return next
  }
}
