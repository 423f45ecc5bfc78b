public import Exact

/// A plan while it is carried out: what was agreed, with what was reported and spent since.
public struct PlanDelivery: Sendable {
  public let document: PlanDocument
  /// By time, newest first.
  public let updates: [StatusUpdate]
  public let expenditures: [Expenditure]
  public let today: Day

  public init(
    _ document: PlanDocument, updates: [StatusUpdate], expenditures: [Expenditure], today: Day
  ) {
    self.document = document
    self.updates = updates.sorted { ($1.at, $1.id) < ($0.at, $0.id) }
    self.expenditures = expenditures
    self.today = today
  }

  /// How an action stands: as last reported, or else as dates and tasks say.
  public struct Standing: Sendable {
    public let action: Action
    public let status: ActionStatus
    /// The report that says so; none for what dates tell.
    public let update: StatusUpdate?

    /// Why it is late, blocked or given up.
    public func reason(in language: Language) -> String? {
      update?.note ?? action.statusReason?.text(for: language).text
    }
  }

  public func updates(of action: Exact.ID<Action>) -> [StatusUpdate] {
    updates.filter { $0.action == action }
  }

  /// The tasks of an action, with those that were reported as finished.
  public func tasks(of action: Exact.ID<Action>) -> [ActionTask] {
    let reported = Dictionary(
      updates(of: action).flatMap { update in update.finished.map { ($0, update.at.day) } }
    ) { one, other in min(one, other) }
    return document.tasks(of: action).map { task in
      var next = task
      if next.doneOn == nil { next.doneOn = reported[task.id] }
      return next
    }
  }

  public func standing(of action: Action) -> Standing {
    let latest = updates(of: action.id).first { $0.status != nil }
    let planned = action.status(on: today, tasks: tasks(of: action.id))
    guard let latest, let status = latest.status else {
      return Standing(action: action, status: planned, update: nil)
    }
    // Work that is going on and past its end is late, whoever says what.
    if status == .ongoing, planned == .late {
      return Standing(action: action, status: .late, update: latest)
    }
    return Standing(action: action, status: status, update: latest)
  }

  public var standings: [Standing] { document.actions.map(standing) }

  /// Late and blocked actions, those that ended longest ago first.
  public var troubled: [Standing] {
    standings.filter { [.late, .blocked, .paused].contains($0.status) }.sorted {
      ($0.action.end ?? .last, $0.action.code) < ($1.action.end ?? .last, $1.action.code)
    }
  }

  /// Tasks that are not finished and end by a day, the earliest first.
  public func dueTasks(by day: Day) -> [(action: Action, task: ActionTask)] {
    document.actions.filter { !standing(of: $0).status.isClosed }.flatMap { action in
      tasks(of: action.id).filter { task in
        task.doneOn == nil && task.end.map { $0 <= day } ?? false
      }.map { (action, $0) }
    }.sorted { ($0.task.end ?? .last, $0.task.id) < ($1.task.end ?? .last, $1.task.id) }
  }

  /// What was planned and spent in a year.
  public struct YearSpending: Hashable, Sendable {
    public let year: Int
    public let planned: MinorUnits
    public let spent: MinorUnits
  }

  /// By year, those of the plan and those in which something was spent.
  public var spendingByYear: [YearSpending] {
    let planned = Dictionary(grouping: document.costLines, by: \.year)
    let spent = Dictionary(grouping: expenditures, by: \.day.year)
    return Set(planned.keys).union(spent.keys).sorted().map { year in
      YearSpending(
        year: year, planned: (planned[year] ?? []).reduce(0) { $0 + $1.planned },
        spent: (spent[year] ?? []).reduce(0) { $0 + $1.amount })
    }
  }

  /// What each source was to give and what of it was spent; last what was spent without a source.
  public var spendingBySource: [(source: FundingSource?, planned: MinorUnits, spent: MinorUnits)] {
    let funding = document.fundingCheck()
    let spent = Dictionary(grouping: expenditures, by: \.source)
    func sum(_ source: Exact.ID<FundingSource>?) -> MinorUnits {
      (spent[source] ?? []).reduce(0) { $0 + $1.amount }
    }
    let known = document.fundingSources.map { source in
      (
        source: FundingSource?.some(source),
        planned: funding.bySource.first { $0.source == source.id }?.amount ?? 0,
        spent: sum(source.id)
      )
    }.filter { $0.planned > 0 || $0.spent > 0 }
    let rest = sum(nil)
    return rest == 0 ? known : known + [(source: nil, planned: 0, spent: rest)]
  }
}
