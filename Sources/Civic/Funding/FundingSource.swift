public import Exact

/// Where money of a plan may come from.
public struct FundingSource: PlanRecord {
  public static let entityName = "funding_source"

  public let id: Exact.ID<FundingSource>
  public var revision: Int
  public let plan: Exact.ID<Plan>
  public var name: Multilingual
  public var kind: FundingKind
  /// The call whose ceiling limits its share of an action.
  public var call: Exact.ID<FundingCall>?
  /// What the source can give to the plan in all, where that is known.
  public var available: MinorUnits?

  public init(
    id: Exact.ID<FundingSource>, plan: Exact.ID<Plan>, name: Multilingual, kind: FundingKind
  ) {
    self.id = id
    revision = 1
    self.plan = plan
    self.name = name
    self.kind = kind
  }

  public var label: Multilingual { name }
}

public enum FundingKind: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case ownBudget, municipalEnterprise, national, regional, erdf, esf, cohesionFund, recovery
  case justTransition, preAccession, interreg, donor, privateInvestor, loan, crowdfunding, other

  public static let textPrefix = "fundingKind"

  /// Whether the city itself carries it: its budget, its companies, and loans that it pays back.
  public var isOwnContribution: Bool {
    self == .ownBudget || self == .municipalEnterprise || self == .loan
  }
}

/// A call or programme rule that limits the share it co-finances, by category of region.
public struct FundingCall: PlanRecord {
  public static let entityName = "funding_call"

  public let id: Exact.ID<FundingCall>
  public var revision: Int
  public let plan: Exact.ID<Plan>
  public var name: Multilingual
  /// Which issue of the rules: "2024, second amendment".
  public var version: String
  public var ceilings: [CofinancingCeiling]
  public var url: String?

  public init(id: Exact.ID<FundingCall>, plan: Exact.ID<Plan>, name: Multilingual, version: String)
  {
    self.id = id
    revision = 1
    self.plan = plan
    self.name = name
    self.version = version
    ceilings = []
  }

  public var label: Multilingual { name }

  /// The ceiling for a category of region; none means that the call states none.
  public func ceiling(for category: RegionCategory?) -> ExactDecimal? {
    ceilings.first { $0.category == category }?.percent
  }
}

public struct CofinancingCeiling: Codable, Hashable, Sendable {
  public var category: RegionCategory
  /// 0 to 100.
  public var percent: ExactDecimal

  public init(category: RegionCategory, percent: ExactDecimal) {
    self.category = category
    self.percent = percent
  }
}
