public import Exact

/// What a funded project becomes in a plan of the city: an action that says where it came from, and
/// the cost that residents voted on.
public struct FundedAction: Hashable, Sendable {
  public let action: Action
  /// None where the vote counts in another currency than the plan.
  public let cost: CostLine?

  /// Which of the plan's objectives it serves, if that is known already.
  public struct Place: Hashable, Sendable {
    public let plan: Exact.ID<Plan>
    public let objective: Exact.ID<Objective>?

    public init(in plan: Exact.ID<Plan>, serving objective: Exact.ID<Objective>? = nil) {
      self.plan = plan
      self.objective = objective
    }
  }

  /// The cost is planned for the year in which voting ends, or the year of the plan next to it.
  ///
  /// - Parameters:
  ///   - document: The plan; the action comes last in it, with a code that is free.
  ///   - ids: The identifiers of the action and of its cost.
  public init(
    of project: BudgetVoteRules.Project, under rules: BudgetVoteRules, in document: PlanDocument,
    serving objective: Exact.ID<Objective>?,
    ids: (action: Exact.ID<Action>, cost: Exact.ID<CostLine>)
  ) {
    let plan = document.plan
    var action = Action(
      id: ids.action, plan: plan.id,
      position: PlanPositions.next(document.actions.map(\.position)),
      code: PlanPositions.freeCode("A", among: document.actions.map(\.code)), title: project.name)
    action.description = project.text
    action.district = project.district
    action.latitude = project.latitude
    action.longitude = project.longitude
    action.objectives = objective.map { [$0] } ?? []
    action.origin = Self.origin(of: project)
    self.action = action
    guard rules.currency == plan.currency else {
      cost = nil
      return
    }
    let year = min(max(rules.votingUntil.year, plan.firstYear), plan.years.upperBound)
    var line = CostLine(
      id: ids.cost, plan: plan.id, action: action.id, year: year, planned: project.cost)
    line.title = rules.name
    cost = line
  }

  /// How an action names the project that it came from.
  public static func origin(of project: BudgetVoteRules.Project) -> RecordReference {
    RecordReference(kind: VoteProject.entityName, id: project.id.rawValue)
  }
}
