public import Exact

/// One way in which a plan could be paid for: the money of each year and source, the rules, and what
/// each action is worth. It is the question; a ``FundingRun`` holds the answer.
public struct FundingScenario: Codable, Hashable, Identifiable, Sendable {
  public let id: Exact.ID<FundingScenario>
  public var revision: Int
  public let plan: Exact.ID<Plan>
  public var name: String
  public var currency: Currency
  public var firstYear: Int
  public var lastYear: Int
  public var sources: [ScenarioSource]
  public var objectives: [ScenarioObjective]
  public var districts: [ScenarioDistrict]
  public var actions: [ScenarioAction]
  public var dependencies: [ScenarioDependency]
  public var exclusions: [ScenarioExclusion]
  /// Person-months that the city has in each year; none where staff is no limit.
  public var staff: [ExactDecimal]?
  /// What may be borrowed in all years together.
  public var loanCeiling: MinorUnits?
  /// What prices rise in a year, in percent.
  public var indexation: ExactDecimal
  /// What a year of delay costs of the value, in percent.
  public var discount: ExactDecimal
  /// The least share of every action that the city pays itself, in percent.
  public var ownMinimum: ExactDecimal
  public var valueSource: ScenarioValueSource
  /// The criteria of the ranking that the values were taken from.
  public var criteria: [ScenarioCriterion]?
  /// The decision that the values were taken from.
  public var valueDecision: Exact.ID<Decision>?
  public var vote: ScenarioVote
  public var search: ScenarioSearch

  public init(id: Exact.ID<FundingScenario>, plan: Plan, name: String) {
    self.id = id
    revision = 1
    self.plan = plan.id
    self.name = name
    currency = plan.currency
    (firstYear, lastYear) = (plan.years.lowerBound, plan.years.upperBound)
    (sources, objectives, districts, actions) = ([], [], [], [])
    (dependencies, exclusions) = ([], [])
    indexation = ExactDecimal(0)
    discount = ExactDecimal(0)
    ownMinimum = ExactDecimal(0)
    valueSource = .equal
    vote = ScenarioVote()
    search = ScenarioSearch()
  }

  public var years: ClosedRange<Int> { firstYear...max(firstYear, lastYear) }

  public func action(_ id: Exact.ID<Action>) -> ScenarioAction? { actions.first { $0.id == id } }

  public func source(_ id: Exact.ID<FundingSource>) -> ScenarioSource? {
    sources.first { $0.id == id }
  }
}

/// A source of money with what it gives in each year.
public struct ScenarioSource: Codable, Hashable, Sendable {
  public let id: Exact.ID<FundingSource>
  /// Short and unique in the scenario: `own`, `erdf`, `national-2`.
  public let code: String
  public let kind: FundingKind
  public var name: Multilingual
  /// The most it may pay of an action, in percent; none for the city's own money.
  public var rate: ExactDecimal?
  /// The call whose rules say so, with their version.
  public var rule: String?
  /// Years from the spending to the payment.
  public var lagYears: Int
  /// One amount for each year of the scenario.
  public var budget: [MinorUnits]

  public var isOwn: Bool { code == ScenarioSource.ownCode }
  public static let ownCode = "own"

  public init(
    id: Exact.ID<FundingSource>, code: String, kind: FundingKind, name: Multilingual,
    budget: [MinorUnits]
  ) {
    (self.id, self.code, self.kind, self.name) = (id, code, kind, name)
    self.budget = budget
    lagYears = 0
  }
}

/// An objective with its weight, and how many of its actions have to be in.
public struct ScenarioObjective: Codable, Hashable, Sendable {
  public let id: Exact.ID<Objective>
  public var name: Multilingual
  public var weight: ExactDecimal
  public var minimumActions: Int

  public init(id: Exact.ID<Objective>, name: Multilingual) {
    (self.id, self.name) = (id, name)
    weight = ExactDecimal(1)
    minimumActions = 0
  }
}

/// A part of the city with the least share of all spending that it gets.
public struct ScenarioDistrict: Codable, Hashable, Sendable {
  public let name: String
  /// In percent.
  public var minimumShare: ExactDecimal

  public init(name: String) {
    self.name = name
    minimumShare = ExactDecimal(0)
  }
}

/// The first has to be finished before the second starts.
public struct ScenarioDependency: Codable, Hashable, Sendable {
  public let first: Exact.ID<Action>
  public let second: Exact.ID<Action>

  public init(_ first: Exact.ID<Action>, before second: Exact.ID<Action>) {
    (self.first, self.second) = (first, second)
  }
}

/// Actions of which one at most is done.
public struct ScenarioExclusion: Codable, Hashable, Sendable {
  public let actions: [Exact.ID<Action>]

  public init(_ actions: [Exact.ID<Action>]) {
    self.actions = actions
  }
}

/// An action with what the search has to know of it.
public struct ScenarioAction: Codable, Hashable, Sendable {
  public let id: Exact.ID<Action>
  /// As the plan has it; unique in the scenario.
  public let code: String
  public var title: Multilingual
  /// The year in which the plan has it start.
  public let plannedStart: Int
  /// Its cost in each year of its duration, at the prices of the first year of the scenario.
  public let cost: [MinorUnits]
  /// Person-months in each year of its duration.
  public let staff: [ExactDecimal]
  public let objective: Exact.ID<Objective>?
  public let district: String?
  public var earliestStart: Int
  /// The last year in which it may still be running.
  public var latestFinish: Int
  /// The sources that may pay for it.
  public var eligible: [Exact.ID<FundingSource>]
  public var value: ScenarioValue
  /// What the ranking says of it on each criterion; none where it does not hold it.
  public var parts: [ScenarioValue]?
  public var demand: ScenarioDemand
  /// What residents gave it.
  public var votes: Int?
  /// Whether the residents' vote chose it.
  public var isWinner: Bool

  public init(
    _ action: Action, code: String, plannedStart: Int, cost: [MinorUnits], staff: [ExactDecimal],
    objective: Exact.ID<Objective>?
  ) {
    id = action.id
    self.code = code
    title = action.title
    self.plannedStart = plannedStart
    self.cost = cost
    self.staff = staff
    self.objective = objective
    district = action.district
    earliestStart = plannedStart
    latestFinish = plannedStart + cost.count - 1
    eligible = []
    value = ScenarioValue(ExactDecimal(1))
    demand = .free
    isWinner = false
  }

  public var duration: Int { cost.count }
}

/// What an action is worth: points, or a range where that is not known better.
public struct ScenarioValue: Codable, Hashable, Sendable {
  public let low: ExactDecimal
  public let high: ExactDecimal

  public init(_ points: ExactDecimal) {
    (low, high) = (points, points)
  }

  public init(low: ExactDecimal, high: ExactDecimal) {
    (self.low, self.high) = (low, high)
  }

  public var isExact: Bool { low.rational == high.rational }
}

/// What is settled about an action before the search.
public enum ScenarioDemand: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case free, chosen, left

  public static let textPrefix = "scenarioDemand"
}

/// Where the values of the actions come from.
public enum ScenarioValueSource: String, Codable, CaseIterable, Hashable, Sendable, Named {
  /// All alike, because nobody has said anything else.
  case equal
  case entered
  /// The points of a ranking.
  case ranking
  /// What a ranking holds plausible, as a range.
  case rankingRange
  /// Criteria with ranges of weights, from which weights are drawn.
  case rankingWeights

  public static let textPrefix = "scenarioValues"

  public var isRanked: Bool { self == .ranking || self == .rankingRange || self == .rankingWeights }
}
