public import Exact

/// What a source gives to an action: a rate of its cost, an amount, or what the others leave.
public struct FundingLine: PlanRecord {
  public static let entityName = "funding_line"

  public let id: Exact.ID<FundingLine>
  public var revision: Int
  public let plan: Exact.ID<Plan>
  public var action: Exact.ID<Action>
  public var source: Exact.ID<FundingSource>
  public var status: FundingStatus
  public var share: FundingShare
  /// With `rate`: the share of the cost, 0 to 100.
  public var percent: ExactDecimal?
  /// With `amount`: in minor units.
  public var amount: MinorUnits?
  /// The year it is for; none spreads it over the years in proportion to the cost.
  public var year: Int?
  public var note: Multilingual?

  public init(
    id: Exact.ID<FundingLine>, plan: Exact.ID<Plan>, action: Exact.ID<Action>,
    source: Exact.ID<FundingSource>, status: FundingStatus, share: FundingShare
  ) {
    self.id = id
    revision = 1
    self.plan = plan
    self.action = action
    self.source = source
    self.status = status
    self.share = share
  }

  public var label: Multilingual { note ?? Multilingual(status.rawValue, in: .english) }
}

/// How sure the money is.
public enum FundingStatus: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case identified, applied, secured

  public static let textPrefix = "fundingStatus"
}

public enum FundingShare: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case rate, amount, rest

  public static let textPrefix = "fundingShare"
}
