public import Exact

/// What somebody reported about an action while it is carried out; the plan itself stays as it was
/// agreed.
public struct StatusUpdate: Codable, Hashable, Identifiable, Sendable {
  public let id: Exact.ID<StatusUpdate>
  public var plan: Exact.ID<Plan>
  public var action: Exact.ID<Action>
  public var at: Instant
  /// Who said so, by name.
  public var author: String
  /// Whether it came by a link in a letter, without an account.
  public var isByLink: Bool
  public var status: ActionStatus?
  /// Why, and what is needed.
  public var note: String?
  public var language: Language
  /// Tasks that it reports as finished.
  public var finished: [Exact.ID<ActionTask>]

  public init(
    id: Exact.ID<StatusUpdate>, plan: Exact.ID<Plan>, action: Exact.ID<Action>, at: Instant,
    author: String, isByLink: Bool, status: ActionStatus?, note: String?, language: Language,
    finished: [Exact.ID<ActionTask>] = []
  ) {
    self.id = id
    self.plan = plan
    self.action = action
    self.at = at
    self.author = author
    self.isByLink = isByLink
    self.status = status
    self.note = note
    self.language = language
    self.finished = finished
  }

  /// Statuses that need a reason.
  public static let needingReason: Set<ActionStatus> = [.late, .paused, .blocked, .abandoned]

  /// Those that somebody can report; whether it is late or upcoming the dates tell.
  public static let reportable: [ActionStatus] = [
    .ongoing, .done, .late, .paused, .blocked, .abandoned,
  ]

  /// What is wrong with it.
  public var problems: [(field: String, message: Message)] {
    var problems = RecordProblems()
    problems.expect(
      status != nil || note != nil || !finished.isEmpty, "status", Message("problemUpdateEmpty"))
    problems.expect(
      status.map { !Self.needingReason.contains($0) } ?? true || note != nil, "note",
      Message("problemUpdateReason"))
    problems.expect(
      (note?.count ?? 0) <= 5000, "note", Message("fieldTooLong", ["count": .count(5000)]))
    return problems.list
  }
}

/// Money spent on an action.
public struct Expenditure: Codable, Hashable, Identifiable, Sendable {
  public let id: Exact.ID<Expenditure>
  public var plan: Exact.ID<Plan>
  public var action: Exact.ID<Action>
  public var source: Exact.ID<FundingSource>?
  public var day: Day
  public var amount: MinorUnits
  public var note: String?
  public var author: String

  public init(
    id: Exact.ID<Expenditure>, plan: Exact.ID<Plan>, action: Exact.ID<Action>,
    source: Exact.ID<FundingSource>?, day: Day, amount: MinorUnits, note: String?, author: String
  ) {
    self.id = id
    self.plan = plan
    self.action = action
    self.source = source
    self.day = day
    self.amount = amount
    self.note = note
    self.author = author
  }
}
