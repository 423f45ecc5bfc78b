public import Exact

/// A step of an action with its own dates.
public struct ActionTask: PlanRecord {
  public static let entityName = "action_task"

  public let id: Exact.ID<ActionTask>
  public var revision: Int
  public let plan: Exact.ID<Plan>
  public var action: Exact.ID<Action>
  public var position: Int
  public var title: Multilingual
  public var start: Day?
  public var end: Day?
  /// Set once it is finished.
  public var doneOn: Day?
  public var responsible: Exact.ID<Organisation>?

  public init(
    id: Exact.ID<ActionTask>, plan: Exact.ID<Plan>, action: Exact.ID<Action>, position: Int,
    title: Multilingual
  ) {
    self.id = id
    revision = 1
    self.plan = plan
    self.action = action
    self.position = position
    self.title = title
  }

  public var label: Multilingual { title }
}
