public import Exact

/// What somebody does to reach an objective.
public struct Action: PlanRecord {
  public static let entityName = "action"

  public let id: Exact.ID<Action>
  public var revision: Int
  public let plan: Exact.ID<Plan>
  public var position: Int
  /// Unique in its plan.
  public var code: String
  public var title: Multilingual
  public var description: Multilingual?
  /// Who answers for it.
  public var owner: Exact.ID<Organisation>?
  public var partners: [Exact.ID<Organisation>]
  public var objectives: [Exact.ID<Objective>]
  public var readiness: Readiness?
  public var start: Day?
  public var end: Day?
  /// What has to be finished before it can start.
  public var dependencies: [Exact.ID<Action>]
  /// What cannot be done together with it; holds both ways.
  public var exclusions: [Exact.ID<Action>]
  public var district: String?
  public var latitude: ExactDecimal?
  public var longitude: ExactDecimal?
  public var staffLoad: [StaffLoad]
  public var economicEffect: Effect?
  public var economicReason: Multilingual?
  public var socialEffect: Effect?
  public var socialReason: Multilingual?
  public var environmentalEffect: Effect?
  public var environmentalReason: Multilingual?
  public var themes: [String]
  /// Sustainable Development Goals, 1 to 17.
  public var goals: [Int]
  /// Specific objectives of cohesion policy: `RSO1.2`.
  public var policyCodes: [PolicyCode]
  /// Overrides what dates and tasks say, and then has a reason.
  public var manualStatus: ActionStatus?
  public var statusReason: Multilingual?
  public var unblockingCondition: Multilingual?
  public var supersededBy: Exact.ID<Action>?
  public var publicNote: Multilingual?
  /// What it was taken from: a practice, a proposal, an entry of the register.
  public var origin: RecordReference?
  /// Never leaves the city's own pages.
  public var internalNote: String?

  public init(
    id: Exact.ID<Action>, plan: Exact.ID<Plan>, position: Int, code: String, title: Multilingual
  ) {
    self.id = id
    revision = 1
    self.plan = plan
    self.position = position
    self.code = code
    self.title = title
    partners = []
    objectives = []
    dependencies = []
    exclusions = []
    staffLoad = []
    themes = []
    goals = []
    policyCodes = []
  }

  public var label: Multilingual { title.prefixed(by: code) }
}

/// How far an action is prepared.
public enum Readiness: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case idea, outlined, designed, permitted, tendered

  public static let textPrefix = "readiness"
}

/// A judged effect, from strongly negative to strongly positive.
public enum Effect: Int, Codable, CaseIterable, Hashable, Sendable {
  case veryNegative = -2, negative, neutral, positive, veryPositive
}

/// Work of the city's own staff in one year.
public struct StaffLoad: Codable, Hashable, Sendable {
  public var year: Int
  public var personMonths: ExactDecimal

  public init(year: Int, personMonths: ExactDecimal) {
    self.year = year
    self.personMonths = personMonths
  }
}
