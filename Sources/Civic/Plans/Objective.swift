public import Exact

/// What the plan wants to reach: strategic, or specific under a strategic one.
public struct Objective: PlanRecord {
  public static let entityName = "objective"

  public let id: Exact.ID<Objective>
  public var revision: Int
  public let plan: Exact.ID<Plan>
  public var position: Int
  public var code: String
  public var title: Multilingual
  public var description: Multilingual?
  /// The strategic objective it serves; none makes it a strategic one. Two levels, no more.
  public var parent: Exact.ID<Objective>?
  /// The challenges it answers.
  public var challenges: [Exact.ID<Challenge>]

  public init(
    id: Exact.ID<Objective>, plan: Exact.ID<Plan>, position: Int, code: String, title: Multilingual
  ) {
    self.id = id
    revision = 1
    self.plan = plan
    self.position = position
    self.code = code
    self.title = title
    challenges = []
  }

  public var label: Multilingual { title.prefixed(by: code) }
}
