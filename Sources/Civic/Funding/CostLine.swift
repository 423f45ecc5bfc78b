public import Exact

/// An amount in minor units (cents) of the plan's currency.
public typealias MinorUnits = Int64

/// What an action costs in one year, of one kind.
public struct CostLine: PlanRecord {
  public static let entityName = "cost_line"

  public let id: Exact.ID<CostLine>
  public var revision: Int
  public let plan: Exact.ID<Plan>
  public var action: Exact.ID<Action>
  public var year: Int
  public var kind: CostKind
  public var category: CostCategory
  public var title: Multilingual?
  public var planned: MinorUnits
  /// What was spent, once it is known.
  public var actual: MinorUnits?

  public init(
    id: Exact.ID<CostLine>, plan: Exact.ID<Plan>, action: Exact.ID<Action>, year: Int,
    planned: MinorUnits
  ) {
    self.id = id
    revision = 1
    self.plan = plan
    self.action = action
    self.year = year
    kind = .capital
    category = .external
    self.planned = planned
  }

  public var label: Multilingual { title ?? Multilingual("\(year)", in: .english) }
}

public enum CostKind: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case capital, operating

  public static let textPrefix = "costKind"
}

/// The cost categories that Interreg and URBACT partners report by.
public enum CostCategory: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case staff, office, travel, external, equipment, infrastructure

  public static let textPrefix = "costCategory"
}
