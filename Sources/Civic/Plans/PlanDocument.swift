public import Exact

/// A plan with everything that belongs to it: what pages show, versions freeze and exports carry.
///
/// Lists are in their order of display; the initialiser sorts them, so that two documents with the
/// same records are equal.
public struct PlanDocument: Codable, Hashable, Sendable {
  public var plan: Plan
  public var city: City
  public var network: Network?
  public var organisations: [Organisation]
  public var sections: [PlanSection]
  public var challenges: [Challenge]
  public var objectives: [Objective]
  public var actions: [Action]
  public var tasks: [ActionTask]
  public var costLines: [CostLine]
  public var fundingCalls: [FundingCall]
  public var fundingSources: [FundingSource]
  public var fundingLines: [FundingLine]
  public var risks: [Risk]
  public var indicators: [Indicator]
  public var stakeholders: [Stakeholder]
  public var integration: [IntegrationAssessment]
  public var attachments: [Attachment]

  public init(plan: Plan, city: City, network: Network? = nil) {
    self.plan = plan
    self.city = city
    self.network = network
    organisations = []
    sections = []
    challenges = []
    objectives = []
    actions = []
    tasks = []
    costLines = []
    fundingCalls = []
    fundingSources = []
    fundingLines = []
    risks = []
    indicators = []
    stakeholders = []
    integration = []
    attachments = []
  }

  /// Puts every list into its order of display.
  public mutating func sort() {
    organisations.sort { $0.id < $1.id }
    sections.sort { ($0.position, $0.id) < ($1.position, $1.id) }
    challenges.sort { ($0.position, $0.id) < ($1.position, $1.id) }
    objectives.sort { ($0.position, $0.id) < ($1.position, $1.id) }
    actions.sort { ($0.position, $0.id) < ($1.position, $1.id) }
    tasks.sort { ($0.position, $0.id) < ($1.position, $1.id) }
    costLines.sort { ($0.year, $0.id) < ($1.year, $1.id) }
    fundingCalls.sort { $0.id < $1.id }
    fundingSources.sort { $0.id < $1.id }
    fundingLines.sort { ($0.year ?? 0, $0.id) < ($1.year ?? 0, $1.id) }
    risks.sort { (-$0.weight, $0.id) < (-$1.weight, $1.id) }
    indicators.sort { $0.id < $1.id }
    stakeholders.sort { $0.id < $1.id }
    integration.sort { ($0.heldOn, $0.id) < ($1.heldOn, $1.id) }
    attachments.sort { $0.id < $1.id }
  }

  /// The document as the public may read it: without internal notes and internal files.
  public func published() -> PlanDocument {
    var open = self
    open.actions = actions.map { action in
      var copy = action
      copy.internalNote = nil
      return copy
    }
    open.stakeholders = stakeholders.map { stakeholder in
      var copy = stakeholder
      copy.internalNote = nil
      return copy
    }
    open.attachments = attachments.filter(\.isPublic)
    return open
  }
}

extension PlanDocument {
  public func action(_ id: Exact.ID<Action>) -> Action? { actions.first { $0.id == id } }

  public func objective(_ id: Exact.ID<Objective>) -> Objective? {
    objectives.first { $0.id == id }
  }

  public func organisation(_ id: Exact.ID<Organisation>?) -> Organisation? {
    organisations.first { $0.id == id }
  }

  public func tasks(of action: Exact.ID<Action>) -> [ActionTask] {
    tasks.filter { $0.action == action }
  }

  public func costLines(of action: Exact.ID<Action>) -> [CostLine] {
    costLines.filter { $0.action == action }
  }

  public func fundingLines(of action: Exact.ID<Action>) -> [FundingLine] {
    fundingLines.filter { $0.action == action }
  }

  public func risks(of action: Exact.ID<Action>) -> [Risk] { risks.filter { $0.action == action } }

  public func indicators(of action: Exact.ID<Action>) -> [Indicator] {
    indicators.filter { $0.action == action }
  }

  /// Strategic objectives, each with its specific ones.
  public var objectiveTree: [(objective: Objective, specific: [Objective])] {
    objectives.filter { $0.parent == nil }.map { strategic in
      (strategic, objectives.filter { $0.parent == strategic.id })
    }
  }

  /// The actions that serve an objective itself.
  public func actions(serving objective: Exact.ID<Objective>) -> [Action] {
    actions.filter { $0.objectives.contains(objective) }
  }

  /// Where the action begins and ends: as stated, else as its tasks do.
  public func span(of action: Action) -> ClosedRange<Day>? {
    let own = tasks(of: action.id)
    guard let start = action.start ?? own.compactMap(\.start).min(),
      let end = action.end ?? own.compactMap(\.end).max(), start <= end
    else { return nil }
    return start...end
  }
}
