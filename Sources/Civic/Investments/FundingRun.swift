public import Exact

/// One search for the answer to a scenario, kept with the scenario as it was.
public struct FundingRun: Hashable, Identifiable, Sendable {
  public let id: Exact.ID<FundingRun>
  public let scenario: FundingScenario
  public let at: Instant
  /// The run that this one asks "what if" of.
  public let base: Exact.ID<FundingRun>?
  /// What was changed of the base's scenario.
  public let changes: [ScenarioChange]
  public var state: FundingRunState
  public var progress: FundingProgress
  public var findings: FundingFindings?
  /// The decision that accepted it.
  public var decision: Exact.ID<Decision>?

  public init(
    id: Exact.ID<FundingRun>, scenario: FundingScenario, at: Instant,
    base: Exact.ID<FundingRun>? = nil, changes: [ScenarioChange] = []
  ) {
    (self.id, self.scenario, self.at) = (id, scenario, at)
    (self.base, self.changes) = (base, changes)
    state = .waiting
    progress = FundingProgress()
  }
}

public enum FundingRunState: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case waiting, running
  case finished
  /// Ended by a person; the best so far is kept.
  case stopped
  /// No answer: the scenario is too large to count exactly, or the solver failed.
  case failed

  public static let textPrefix = "fundingRun"

  public var isOver: Bool { self == .finished || self == .stopped || self == .failed }
}

/// How far a run has come.
public struct FundingProgress: Codable, Hashable, Sendable {
  public var stage: FundingStage
  /// In units of value; none before the first.
  public var best: Int64?
  public var bound: Int64?
  public var valueScale: Int
  public var seconds: Double
  /// Whether the memory that a run may take was used up.
  public var isOutOfMemory: Bool
  public var fault: FundingFault?

  public init() {
    stage = .waiting
    valueScale = 4
    seconds = 0
    isOutOfMemory = false
  }
}

public enum FundingStage: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case waiting, searching, conflict, reasons, samples, front, done

  public static let textPrefix = "fundingStage"
}

/// Why a run has no answer.
public enum FundingFault: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case noSolver, tooLarge, unreadable, nothingToBridge, refused, solver, interrupted

  public static let textPrefix = "fundingFault"
}

/// What a person changed to see what would follow.
public enum ScenarioChange: Codable, Hashable, Sendable {
  /// Of one year, or of every year.
  case budget(source: Exact.ID<FundingSource>, year: Int?, amount: MinorUnits)
  case rate(source: Exact.ID<FundingSource>, percent: ExactDecimal)
  case window(action: Exact.ID<Action>, from: Int, until: Int)
  case value(action: Exact.ID<Action>, value: ScenarioValue)
  case demand(action: Exact.ID<Action>, demand: ScenarioDemand)
  /// Of criteria of the ranking; the others share the rest.
  case weights([WeightChange])
  case objective(Exact.ID<Objective>, weight: ExactDecimal)
}

extension FundingScenario {
  /// The scenario with one thing changed.
  public func changed(by change: ScenarioChange) -> FundingScenario {
    var next = self
    switch change {
    case .budget(let source, let year, let amount):
      next.change(source) { source in
        for (index, own) in years.enumerated() where year == nil || year == own {
          if source.budget.indices.contains(index) { source.budget[index] = amount }
        }
      }
    case .rate(let source, let percent): next.change(source) { $0.rate = percent }
    case .window(let action, let from, let until):
      next.change(action) { ($0.earliestStart, $0.latestFinish) = (from, until) }
    case .value(let action, let value): next.change(action) { $0.value = value }
    case .demand(let action, let demand): next.change(action) { $0.demand = demand }
    case .weights(let weights): next.reweigh(weights)
    case .objective(let objective, let weight):
      guard let index = objectives.firstIndex(where: { $0.id == objective }) else { break }
      next.objectives[index].weight = weight
    }
    return next
  }

  private mutating func change(
    _ source: Exact.ID<FundingSource>, _ body: (inout ScenarioSource) -> Void
  ) {
    guard let index = sources.firstIndex(where: { $0.id == source }) else { return }
    body(&sources[index])
  }

  private mutating func change(
    _ action: Exact.ID<Action>, _ body: (inout ScenarioAction) -> Void
  ) {
    guard let index = actions.firstIndex(where: { $0.id == action }) else { return }
    body(&actions[index])
  }
}
