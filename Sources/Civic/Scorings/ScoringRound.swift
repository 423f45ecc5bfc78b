public import Exact

/// Several people judge some of a plan's actions by some criteria, each alone first; then they see
/// where they differ, and what their judgements say together.
public struct ScoringRound: Entity {
  public static let entityName = "scoring_round"

  public let id: Exact.ID<ScoringRound>
  public var revision: Int
  public let plan: Exact.ID<Plan>
  public var name: String
  /// What is to be decided, in the words of those who ask.
  public var question: String?
  public var phase: ScoringPhase
  /// 1, or 2 once everybody was asked to look again.
  public var stage: Int
  public var actions: [Exact.ID<Action>]
  public var criteria: [ScoringCriterion]
  public var members: [Exact.ID<Account>]
  public var scenarios: [RankingScenario]
  /// Of the random numbers that weights and uncertain scores are drawn with.
  public var seed: Int
  public var openedAt: Instant?
  public var decision: Exact.ID<Decision>?
  public var acceptedAt: Instant?

  public init(id: Exact.ID<ScoringRound>, plan: Exact.ID<Plan>, name: String) {
    self.id = id
    revision = 1
    self.plan = plan
    self.name = name
    phase = .draft
    stage = 1
    actions = []
    criteria = []
    members = []
    scenarios = []
    seed = 1
  }

  public static let mostActions = 60
  public static let mostCriteria = 12
  public static let mostMembers = 40
  public static let mostScenarios = 8
}

/// Where a round is.
public enum ScoringPhase: String, Codable, CaseIterable, Hashable, Sendable, Named {
  /// Actions, criteria and members are being chosen.
  case draft
  /// Everybody scores alone.
  case alone
  /// All see the spread.
  case together
  /// Everybody may look again at their own scores.
  case again
  /// The ranking is a public decision.
  case accepted

  public static let textPrefix = "scoringPhase"

  /// Whether members may write into their sheets.
  public var isOpen: Bool { self == .alone || self == .again }
}

/// Where an action stands in the last public ranking of its plan.
public struct RankedPlace: Hashable, Sendable {
  public let round: Exact.ID<ScoringRound>
  /// The round's name.
  public let name: String
  public let rank: Int
  /// How many actions were ranked.
  public let count: Int

  public init(round: Exact.ID<ScoringRound>, name: String, rank: Int, count: Int) {
    self.round = round
    self.name = name
    self.rank = rank
    self.count = count
  }
}

/// Why a step of a round cannot be taken.
public enum ScoringError: Error, Equatable, Sendable {
  case wrongPhase(ScoringPhase)
  case tooFewActions
  case tooFewCriteria
  case noMembers
  case notMember
  case alreadySubmitted
  case nothingScored
  /// The scores or weights give no ranking.
  case noRanking

  public var message: Message {
    switch self {
    case .wrongPhase(let phase): Message("scoringWrongPhase", ["phase": .name(phase)])
    case .tooFewActions: Message("scoringTooFewActions")
    case .tooFewCriteria: Message("scoringTooFewCriteria")
    case .noMembers: Message("scoringNoMembers")
    case .notMember: Message("scoringNotMember")
    case .alreadySubmitted: Message("scoringAlreadySubmitted")
    case .nothingScored: Message("scoringNothingScored")
    case .noRanking: Message("scoringNoRanking")
    }
  }
}

extension ScoringRound {
  /// Opens the round: what is filled from the plan is fixed from now on.
  public func opened(with document: PlanDocument, at now: Instant) throws(ScoringError)
    -> ScoringRound
  {
    guard phase == .draft else { throw .wrongPhase(phase) }
    var next = self
    next.actions = actions.filter { document.action($0) != nil }
    guard next.actions.count >= 2 else { throw .tooFewActions }
    guard !criteria.isEmpty else { throw .tooFewCriteria }
    guard !members.isEmpty else { throw .noMembers }
    next.criteria = criteria.map { $0.filled(from: document, actions: next.actions) }
    next.phase = .alone
    next.openedAt = now
    return next
  }

  /// Ends scoring alone, or the second look: from now on everybody sees everything.
  public func closed(submitted: Int) throws(ScoringError) -> ScoringRound {
    guard phase.isOpen else { throw .wrongPhase(phase) }
    guard submitted > 0 else { throw .nothingScored }
    var next = self
    next.phase = .together
    return next
  }

  /// Lets everybody look again, once.
  public func reopened() throws(ScoringError) -> ScoringRound {
    guard phase == .together, stage == 1 else { throw .wrongPhase(phase) }
    var next = self
    next.phase = .again
    next.stage = 2
    return next
  }

  public func accepted(as decision: Exact.ID<Decision>, at now: Instant) throws(ScoringError)
    -> ScoringRound
  {
    guard phase == .together else { throw .wrongPhase(phase) }
    var next = self
    next.phase = .accepted
    next.decision = decision
    next.acceptedAt = now
    return next
  }

  public func criterion(_ id: String) -> ScoringCriterion? { criteria.first { $0.id == id } }

  /// The criteria that people judge; the others are filled from the plan.
  public var judged: [ScoringCriterion] { criteria.filter { $0.source == nil } }

  public func isMember(_ viewer: Viewer) -> Bool {
    viewer.account.map { members.contains($0) } ?? false
  }

  /// Who sets rounds up, closes them and accepts what comes out.
  public static func mayChair(_ plan: Plan, _ viewer: Viewer) -> Bool {
    viewer.may(.manageCity, .city(plan.city))
  }

  /// The roles whose people can be asked to score.
  public static let scoringRoles: Set<Role> = [.cityCoordinator, .cityContributor, .electedMember]
}
