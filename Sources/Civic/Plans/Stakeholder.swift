public import Exact

/// Who has a stake in the plan, with how much power over it and how much interest in it.
public struct Stakeholder: PlanRecord {
  public static let entityName = "stakeholder"

  public let id: Exact.ID<Stakeholder>
  public var revision: Int
  public let plan: Exact.ID<Plan>
  public var name: Multilingual
  public var helix: Helix
  /// 1 (little) to 5 (much).
  public var power: Int
  /// 1 (little) to 5 (much).
  public var interest: Int
  /// What they bring to the plan or want from it.
  public var role: Multilingual?
  /// Never leaves the city's own pages.
  public var internalNote: String?

  public init(
    id: Exact.ID<Stakeholder>, plan: Exact.ID<Plan>, name: Multilingual, helix: Helix, power: Int,
    interest: Int
  ) {
    self.id = id
    revision = 1
    self.plan = plan
    self.name = name
    self.helix = helix
    self.power = power
    self.interest = interest
  }

  public var label: Multilingual { name }
}
