/// What a consultation asks for.
public struct ConsultationKind: RawRepresentable, Hashable, Sendable, Codable {
  public let rawValue: String

  public init(rawValue: String) {
    self.rawValue = rawValue
  }

  /// Residents choose projects to be paid from a budget.
  public static let budgetVote = ConsultationKind(rawValue: "budget_vote")
}

/// How far a consultation has come.
public enum ConsultationPhase: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case draft, open
  /// No ballot is taken any more; the count is under way.
  case counting
  case closed

  public static let textPrefix = "consultationPhase"
}

/// How a voter shows the right to vote.
public enum VoterEntry: String, Codable, CaseIterable, Hashable, Sendable, Named {
  /// By a link in a letter to an e-mail address; with a register, to the addresses in it alone.
  case email
  /// By a number of the city's register and a second detail that goes with it.
  case register
  /// By a code that the city hands out.
  case code

  public static let textPrefix = "voterEntry"
}

/// What a ballot looks like.
public enum BallotStyle: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case approval
  /// Approval of projects that together cost no more than the budget.
  case knapsack
  case points, ranking

  public static let textPrefix = "ballotStyle"

  public var namesProjectsOnly: Bool { self == .approval || self == .knapsack }
}

/// The rules by which ballots are counted, by the names that files and commands use.
public enum CountingRule: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case equalShares = "equalshares"
  case greedy
  case greedyNoSkip = "greedy-no-skip"
  case greedyThreshold = "greedy-threshold"
  case greedyExclusive = "greedy-exclusive"
  case poznan, phragmen
  case maximinSupport = "maximin-support"
  case optimum

  public static let textPrefix = "countingRule"
}

/// What counts as a voter's gain from a funded project.
public enum VoterSatisfaction: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case cost, cardinality, additive

  public static let textPrefix = "voterSatisfaction"
}

/// What equal shares does with money that is left.
public enum SharesCompletion: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case none, add1, add1e, add1u, add1eu, percent, percentu

  public static let textPrefix = "sharesCompletion"
}

/// How equals are told apart.
public enum TieRule: String, Codable, CaseIterable, Hashable, Sendable, Named {
  /// Lower cost, then more votes, then a lot that nobody can know before the close: it is drawn
  /// from the ballots themselves.
  case lot
  case minCost = "min-cost"
  case fileOrder = "file-order"
  case identifier = "id"

  public static let textPrefix = "tieRule"
}

/// What may point at abuse, counted by the hour and about nobody.
public enum VoteSignal: String, CaseIterable, Hashable, Sendable, Named {
  /// Letters with a link that were asked for.
  case letters
  /// Numbers or codes that were not right.
  case refused
  /// Attempts beyond the limit of an address.
  case limited

  public static let textPrefix = "voteSignal"
}

/// What became of a project, by the names of the explanation of a count.
public enum ProjectVerdict: String, CaseIterable, Hashable, Sendable {
  case funded
  case fundedWithReserve = "funded-with-reserve"
  case overBudget = "over-budget"
  case afterTheEnd = "after-the-end"
  case belowThreshold = "below-threshold"
  case ineligible, excluded, unsupported
  case supportersCannotPay = "supporters-cannot-pay"
  case notInOptimum = "not-in-optimum"
}
