public import Exact

/// What a plan costs and who pays for it, to the cent.
public struct FundingCheck: Hashable, Sendable {
  public let currency: Currency
  public let total: FundingTotals
  public let byYear: [YearFunding]
  public let bySource: [SourceFunding]
  public let byAction: [ActionFunding]
}

/// Costs and funds of an action, a year or a plan, in minor units.
public struct FundingTotals: Hashable, Sendable {
  public var capital: MinorUnits = 0
  public var operating: MinorUnits = 0
  public var identified: MinorUnits = 0
  public var applied: MinorUnits = 0
  public var secured: MinorUnits = 0
  /// What the city itself carries of the funds.
  public var own: MinorUnits = 0
  /// What was spent, where it is known.
  public var actual: MinorUnits = 0

  public init() {}

  public var cost: MinorUnits { capital + operating }

  /// What is neither secured nor applied for; identified money does not close it.
  public var gap: MinorUnits { cost - secured - applied }

  /// What no source at all is named for; negative where more is named than it costs.
  public var unfunded: MinorUnits { cost - secured - applied - identified }

  public static func + (left: Self, right: Self) -> Self {
    var sum = left
    sum.capital += right.capital
    sum.operating += right.operating
    sum.identified += right.identified
    sum.applied += right.applied
    sum.secured += right.secured
    sum.own += right.own
    sum.actual += right.actual
    return sum
  }
}

public struct YearFunding: Hashable, Sendable {
  public let year: Int
  public let totals: FundingTotals
}

public struct SourceFunding: Hashable, Sendable {
  public let source: Exact.ID<FundingSource>
  public let identified: MinorUnits
  public let applied: MinorUnits
  public let secured: MinorUnits
  /// One amount for each year of ``FundingCheck/byYear``.
  public let byYear: [MinorUnits]

  public var amount: MinorUnits { identified + applied + secured }
}

public struct ActionFunding: Hashable, Sendable {
  public let action: Exact.ID<Action>
  public let totals: FundingTotals
  public let byYear: [YearFunding]
  public let shares: [SourceShare]
  public let lines: [LineFunding]
}

/// What one source gives to one action, held against its ceiling.
public struct SourceShare: Hashable, Sendable {
  public let source: Exact.ID<FundingSource>
  public let amount: MinorUnits
  /// Of the action's cost; none while it costs nothing.
  public let rate: Rational?
  /// 0 to 100; none where no call limits it.
  public let ceiling: ExactDecimal?

  public var isOverCeiling: Bool {
    guard let rate, let ceiling else { return false }
    return rate * Rational(100) > ceiling.rational
  }
}

/// What a funding line comes to in each year.
public struct LineFunding: Hashable, Sendable {
  public let line: Exact.ID<FundingLine>
  public let byYear: [Int: MinorUnits]

  public var amount: MinorUnits { byYear.values.reduce(0, +) }
}
