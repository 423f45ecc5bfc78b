public import Exact

/// What a search found: the answer to a ``FundingScenario``, with its proof and its reasons.
public struct FundingFindings: Codable, Hashable, Sendable {
  public var status: FundingAnswer
  /// In units of 10^-`valueScale`; none where no choice was found.
  public var value: Int64?
  /// No choice is worth more.
  public var bound: Int64?
  public var valueScale: Int
  /// The year in which each chosen action starts.
  public var starts: [String: Int]
  public var funding: [FundingPayment]
  public var conflict: [FundingRule]
  /// Whether none of the conflict's rules can be spared.
  public var conflictIsSmallest: Bool
  public var prices: [FundingPrice]
  public var reasons: [FundingReason]
  /// By action: in how many of the samples it is chosen.
  public var acceptability: [String: Int]
  public var samples: Int
  public var front: [FundingTrade]
  /// The solver with its version.
  public var solver: String
  /// Seconds of the search without what was looked at besides.
  public var seconds: Double

  public init(status: FundingAnswer, valueScale: Int, solver: String) {
    self.status = status
    self.valueScale = valueScale
    self.solver = solver
    (starts, funding, conflict, conflictIsSmallest) = ([:], [], [], true)
    (prices, reasons, acceptability, samples, front) = ([], [], [:], 0, [])
    seconds = 0
  }

  public func start(of action: Exact.ID<Action>) -> Int? { starts[action.rawValue] }

  public func isChosen(_ action: Exact.ID<Action>) -> Bool { start(of: action) != nil }

  public var cost: MinorUnits { funding.reduce(0) { $0 + $1.amount } }

  /// (bound - value) / value in percent, for people; the decision is by whole numbers.
  public var gapPercent: Double? {
    guard let value, let bound else { return nil }
    if bound <= value { return 0 }
    return value > 0 ? Double(bound - value) / Double(value) * 100 : nil
  }

  /// A number of units of value as a decimal.
  public func points(_ units: Int64) -> ExactDecimal {
    ExactDecimal(significand: units, scale: min(12, valueScale)).shortest
  }
}

/// How a search ended.
public enum FundingAnswer: String, Codable, CaseIterable, Hashable, Sendable, Named {
  /// Proved: no choice is worth more.
  case optimal
  /// As near to the bound as was asked for.
  case feasible
  case infeasible
  /// Time, memory or a wish ended it.
  case limit

  public static let textPrefix = "fundingAnswer"
}

/// What a source pays for an action in a year.
public struct FundingPayment: Codable, Hashable, Sendable {
  public let action: Exact.ID<Action>
  public let source: Exact.ID<FundingSource>
  public let year: Int
  public let amount: MinorUnits

  public init(
    action: Exact.ID<Action>, source: Exact.ID<FundingSource>, year: Int, amount: MinorUnits
  ) {
    (self.action, self.source, self.year, self.amount) = (action, source, year, amount)
  }
}

/// What one more unit of a limit is worth.
public struct FundingPrice: Codable, Hashable, Sendable {
  public let rule: FundingRule
  /// Points for a thousand of the currency's units, or for one person-month.
  public let points: Double

  public init(rule: FundingRule, points: Double) {
    (self.rule, self.points) = (rule, points)
  }
}

/// Why an action is chosen or not, and what would change that.
public struct FundingReason: Codable, Hashable, Sendable {
  public let action: Exact.ID<Action>
  /// No plan can have it, or none can do without it.
  public var isImpossible: Bool
  /// The value given up by forcing it in (or out): at least, and at most where that is known.
  public var lossAtLeast: Int64
  public var lossAtMost: Int64?
  public var displaced: [Exact.ID<Action>]
  public var admitted: [Exact.ID<Action>]
  public var binding: [FundingRule]
  /// The smallest sum of money that would admit it beside the plan as it is.
  public var extraBudget: MinorUnits?
  public var extraPoints: ExactDecimal?

  public init(
    action: Exact.ID<Action>, isImpossible: Bool, lossAtLeast: Int64, lossAtMost: Int64?
  ) {
    (self.action, self.isImpossible) = (action, isImpossible)
    (self.lossAtLeast, self.lossAtMost) = (lossAtLeast, lossAtMost)
    (displaced, admitted, binding) = ([], [], [])
  }
}

/// One plan that no other beats in both the value and what it is traded for.
public struct FundingTrade: Codable, Hashable, Sendable {
  public let value: Int64
  /// Minor units, thousandths of a person-month, or votes.
  public let other: Int64
  public let actions: [Exact.ID<Action>]
  public let gap: Double?

  public init(value: Int64, other: Int64, actions: [Exact.ID<Action>], gap: Double?) {
    (self.value, self.other, self.actions, self.gap) = (value, other, actions, gap)
  }
}

/// A rule of a scenario, as it is named when it binds or is in conflict.
public enum FundingRule: Codable, Hashable, Sendable {
  /// Of one year, or all of them.
  case budget(source: Exact.ID<FundingSource>, year: Int?)
  case staff(year: Int?)
  case rate(source: Exact.ID<FundingSource>, action: Exact.ID<Action>?)
  case ownMinimum
  case precedence(first: Exact.ID<Action>, second: Exact.ID<Action>)
  case exclusion([Exact.ID<Action>])
  case minimumActions(place: Int)
  case districtShare(String)
  case loanCeiling
  case cashFlow(year: Int?)
  case voteShare
  case fixed(Exact.ID<Action>)
  /// What follows from several rules.
  case other
}
