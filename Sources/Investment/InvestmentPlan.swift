public import Exact

/// What a city could do, what it has to pay for it, and the rules: the question, not the answer.
///
/// Amounts are integers in the minor unit. Years count from 0.
public struct InvestmentPlan: Sendable {
  public var years: Int
  public var actions: [CityAction]
  public var sources: [BudgetSource]
  /// Staff for each year, in thousandths; `nil` where staff is no limit.
  public var staff: [Int64]?
  /// The weight of each objective, in units of 10^-`weightDigits`.
  public var weights: [Weight]
  public var weightDigits: Int
  public var valueDigits: Int
  /// What a year of delay costs of the value.
  public var discount: Rational
  /// Pairs of actions: the second starts when the first is finished, not before.
  public var precedence: [Precedence]
  /// Groups of actions of which one at most is chosen.
  public var exclusions: [[Int]]
  /// The least number of actions for each objective.
  public var minimumActions: [Int]
  public var districts: [String]
  /// The least share of all spending for each district.
  public var minimumShares: [Rational]
  /// What may be borrowed in all years together.
  public var loanCeiling: Int64?
  /// What prices rise in a year.
  public var indexation: Rational
  public var fixed: [Fixed]
  /// The least share of all votes that the chosen actions hold together.
  public var minimumVoteShare: Rational
  /// What all the votes together are worth, in units of value; `nil` when votes are no criterion.
  public var votesWeight: Int64?

  public init(years: Int, actions: [CityAction], sources: [BudgetSource], weights: [Int64]) {
    self.years = years
    self.actions = actions
    self.sources = sources
    self.weights = weights.map { Weight($0) }
    (weightDigits, valueDigits) = (0, 0)
    discount = .zero
    (precedence, exclusions) = ([], [])
    minimumActions = [Int](repeating: 0, count: weights.count)
    (districts, minimumShares) = ([], [])
    indexation = .zero
    fixed = []
    minimumVoteShare = .zero
  }

  /// The city's own money, the source without a ceiling.
  public var ownSource: Int? { sources.firstIndex { $0.rate == nil } }
}

/// A weight between two ends; a point when they are equal.
public typealias Weight = Score

public struct Precedence: Hashable, Sendable {
  public let first: Int
  public let second: Int
  /// Years between the end of the first and the start of the second.
  public let lag: Int

  public init(_ first: Int, before second: Int, lag: Int = 0) {
    (self.first, self.second, self.lag) = (first, second, lag)
  }
}

/// What has been settled before: an action that is in, out, or starts in a given year.
public struct Fixed: Hashable, Sendable {
  public enum Demand: Hashable, Sendable {
    case chosen
    case left
    case start(Int)
  }

  public let action: Int
  public let demand: Demand

  public init(_ action: Int, _ demand: Demand) {
    (self.action, self.demand) = (action, demand)
  }
}
