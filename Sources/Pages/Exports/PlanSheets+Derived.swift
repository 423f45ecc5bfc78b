import Civic
import Exact
import Exchange

/// What is computed from the lists: the columns that cities hand around, and the days that matter.
extension PlanSheets {
  /// One row for each action with all that is usually asked of it.
  ///
  /// The columns are those that cities ask for: number, title, the two levels it is ordered by,
  /// description, status, lateness, who leads and takes part, money, time, and what it is linked to.
  var overview: ExportTable {
    let check = document.fundingCheck()
    let funding = Dictionary(check.byAction.map { ($0.action, $0.totals) }) { first, _ in first }
    let currency = ExportKind.money(document.plan.currency)
    let columns: [(String, TextKey, ExportKind)] = [
      ("code", .actionCodeField, .text), ("title", .actionTitleField, .text),
      ("strategicObjective", .exportStrategicObjective, .text),
      ("specificObjective", .exportSpecificObjective, .text),
      ("description", .actionDescriptionField, .text), ("status", .exportStatus, .text),
      ("late", .exportLate, .text), ("owner", .actionOwnerField, .text),
      ("partners", .actionPartnersField, .text), ("budget", .fundingCost, currency),
      ("secured", .fundingSecured, currency), ("gap", .fundingGap, currency),
      ("start", .actionStartField, .day), ("end", .actionEndField, .day),
      ("dependencies", .actionDependenciesField, .text),
      ("indicators", .indicatorsHeading, .text),
    ]
    return ExportTable(
      name: "overview", title: texts(.exportOverview),
      columns: columns.map { ExportColumn(name: $0, title: texts($1), kind: $2) },
      rows: document.actions.map { row($0, funding[$0.id] ?? FundingTotals()) })
  }

  private func row(_ action: Action, _ totals: FundingTotals) -> [ExportValue] {
    let tasks = document.tasks(of: action.id)
    let status = action.status(on: today, tasks: tasks)
    let served = document.objectives.filter { action.objectives.contains($0.id) }
    let strategic = served.map { objective in
      objective.parent.flatMap { document.objective($0) } ?? objective
    }
    let span = document.span(of: action)
    let linked = document.actions.filter { action.dependencies.contains($0.id) }
    let partners = action.partners.compactMap { document.organisation($0)?.name }
    let money = { (amount: MinorUnits) in
      ExportValue.money(Money(minorUnits: amount, currency: document.plan.currency))
    }
    let start = (action.start ?? span?.lowerBound).map { ExportValue.day($0) } ?? .empty
    let end = (action.end ?? span?.upperBound).map { ExportValue.day($0) } ?? .empty
    let owner = document.organisation(action.owner).map { [$0.name] } ?? []
    return [
      .words(action.code), words([action.title]), words(strategic.map(\.label)),
      words(served.filter { $0.parent != nil }.map(\.label)),
      words(action.description.map { [$0] } ?? []), .words(texts.name(of: status)),
      .words(texts(status == .late ? .fieldYes : .fieldNo)),
      words(owner), words(partners),
      money(totals.cost), money(totals.secured), money(totals.gap),
      start, end, words(linked.map(\.label)),
      words(document.indicators(of: action.id).map(\.name)),
    ]
  }

  /// Several texts in the language of the export, each once.
  private func words(_ list: [Multilingual]) -> ExportValue {
    var unique: [String] = []
    for text in list.map({ $0.text(for: texts.language).text }) where !unique.contains(text) {
      unique.append(text)
    }
    return .words(unique.joined(separator: "; "))
  }

  /// The days on which something begins, ends or is due, in their order.
  var milestones: ExportTable {
    ExportTable(
      name: "milestones", title: texts(.exportMilestones),
      columns: [
        ExportColumn(name: "day", title: texts(.exportDay), kind: .day),
        ExportColumn(name: "kind", title: texts(.exportKind), kind: .text),
        ExportColumn(name: "action", title: texts(.riskActionField), kind: .text),
        ExportColumn(name: "title", title: texts(.taskTitleField), kind: .text),
      ],
      rows: deadlines.map { deadline in
        [
          .day(deadline.day), .words(texts(deadline.kind)),
          .words(deadline.action.label.text(for: texts.language).text),
          .words(deadline.title?.text(for: texts.language).text ?? ""),
        ]
      })
  }

  /// A day that matters for an action.
  struct Deadline {
    /// The same for the same one in every edition.
    let key: String
    let day: Day
    let kind: TextKey
    let action: Action
    /// The task's, where it is one.
    var title: Multilingual?
  }

  /// Begin and end of every action that is not given up, and the ends of open tasks.
  var deadlines: [Deadline] {
    let left: Set<ActionStatus> = [.abandoned, .superseded]
    let actions = document.actions.filter { action in
      action.manualStatus.map { !left.contains($0) } ?? true
    }
    let all = actions.flatMap { action -> [Deadline] in
      let key = action.id.rawValue
      var own: [Deadline] = []
      if let day = action.start {
        own.append(
          Deadline(key: "start-\(key)", day: day, kind: .exportActionStarts, action: action))
      }
      if let day = action.end {
        own.append(Deadline(key: "end-\(key)", day: day, kind: .exportActionEnds, action: action))
      }
      for task in document.tasks(of: action.id) where task.doneOn == nil {
        guard let day = task.end else { continue }
        own.append(
          Deadline(
            key: "task-\(task.id.rawValue)", day: day, kind: .exportTaskDue, action: action,
            title: task.title))
      }
      return own
    }
    return all.sorted { ($0.day, $0.key) < ($1.day, $1.key) }
  }
}
