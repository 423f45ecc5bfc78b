public import Exact

/// How the residents' vote enters a scenario, and where its result stands.
public struct ScenarioVote: Codable, Hashable, Sendable {
  public var role: VoteRole
  /// Where the result is from, in words.
  public var source: String?
  /// The public decision that counted it.
  public var decision: Exact.ID<Decision>?
  /// As a criterion: what all votes together are worth, in points.
  public var weight: ExactDecimal
  /// As a floor: the least share of all votes that the chosen actions hold, in percent.
  public var floor: ExactDecimal

  public init() {
    role = .none
    weight = ExactDecimal(0)
    floor = ExactDecimal(0)
  }
}

/// What the residents' vote decides.
public enum VoteRole: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case none
  /// Votes add to an action's value.
  case criterion
  /// What is chosen holds so much of all votes at least.
  case floor
  /// What residents chose is in.
  case winners

  public static let textPrefix = "voteRole"
}

/// How far the search goes, and what is looked at besides.
public struct ScenarioSearch: Codable, Hashable, Sendable {
  /// Seconds of the search itself.
  public var seconds: Int
  /// Stops when the bound is no further than this from the value, in percent; 0 asks for a proof.
  public var gap: ExactDecimal
  /// How many plausible weights and values are drawn.
  public var samples: Int
  /// How far weights may be off, in percent.
  public var weightSpread: ExactDecimal
  /// How far values may be off that are points, in percent.
  public var valueSpread: ExactDecimal
  /// What is held against the value.
  public var tradeOff: TradeOff

  /// How many megabytes the search may take; none for the usual.
  public var megabytes: Int?
  /// Seconds for each thing that is looked at besides; none for as long as the search, 30 at most.
  public var sideSeconds: Int?

  public static let usualMegabytes = 2048

  /// Seconds for each thing that is looked at besides.
  public var besides: Int { sideSeconds ?? min(30, seconds) }

  public init() {
    seconds = 30
    gap = ExactDecimal(0)
    samples = 40
    weightSpread = ExactDecimal(25)
    valueSpread = ExactDecimal(10)
    tradeOff = .cost
  }
}

/// What the value of a plan is traded for.
public enum TradeOff: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case none, cost, staff, votes

  public static let textPrefix = "tradeOff"
}
