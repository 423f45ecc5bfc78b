public import Exact

/// A line of the city's budget for digital matters in one year.
public struct BudgetLine: RegisterEntry {
  public static let entityName = "budget_line"

  public let id: Exact.ID<BudgetLine>
  public var revision: Int
  public var city: Exact.ID<City>
  public var name: Multilingual
  public var owner: Exact.ID<Organisation>?
  public var isPublic: Bool
  public var year: Int
  public var kind: CostKind
  /// In ``currency``.
  public var planned: MinorUnits
  public var actual: MinorUnits?
  public var currency: Currency

  public init(
    id: Exact.ID<BudgetLine>, city: Exact.ID<City>, name: Multilingual, year: Int, kind: CostKind,
    planned: MinorUnits, currency: Currency
  ) {
    self.id = id
    revision = 1
    self.city = city
    self.name = name
    isPublic = true
    self.year = year
    self.kind = kind
    self.planned = planned
    self.currency = currency
  }
}
