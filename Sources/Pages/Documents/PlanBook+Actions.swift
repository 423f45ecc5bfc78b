import Civic
import Exact
import Exchange

extension PlanBook {
  /// All actions in one table, then each by itself.
  var actions: [BookBlock] {
    guard !document.actions.isEmpty else { return [] }
    let costs = Dictionary(
      uniqueKeysWithValues: document.fundingCheck().byAction.map { ($0.action, $0.totals.cost) })
    let table = BookTable(
      texts(.planViewActions),
      columns: [
        BookTable.Column(texts(.actionTitleLabel), share: 32),
        BookTable.Column(texts(.actionOwnerLabel), share: 19),
        BookTable.Column(texts(.actionPeriodLabel), share: 23),
        BookTable.Column(texts(.actionStatusLabel), share: 12),
        BookTable.Column(texts(.fundingCost), isNumeric: true, share: 14),
      ],
      rows: document.actions.map { action in
        BookTable.Row([
          label(action), name(action.owner), period(document.span(of: action)),
          status(of: action), wholeMoney(costs[action.id] ?? 0),
        ])
      })
    return [part(texts(.bookAllActions), "all-actions"), .table(table)]
      + document.actions.flatMap { action -> [BookBlock] in
        [.heading(heading(of: action, level: 2))] + blocks(of: action, level: 3)
      }
  }

  func heading(of action: Action, level: Int) -> BookHeading {
    BookHeading(level: level, id: Self.place(of: action.id), text: label(action, leads: false))
  }

  /// Everything public about one action.
  func blocks(of action: Action, level: Int) -> [BookBlock] {
    prose(action.description, .lead) + stopped(action) + [.facts(facts(of: action))]
      + tasks(of: action) + money(of: action) + indicators(of: action) + risks(of: action)
      + effects(of: action) + prose(action.publicNote) + files(of: action, level: level)
  }

  /// Why it stands still, where somebody said so.
  private func stopped(_ action: Action) -> [BookBlock] {
    guard action.manualStatus != nil else { return [] }
    var lines = [text(action.statusReason)]
    if let condition = action.unblockingCondition {
      lines.append(BookText(texts(.actionUnblocking) + " ") + text(condition))
    }
    if let next = action.supersededBy.flatMap({ document.action($0) }) {
      lines.append(BookText(texts(.actionSupersededBy) + " ") + label(next))
    }
    let said = lines.filter { !$0.isEmpty }
    return said.isEmpty ? [] : [.note(title: nil, said, .warning)]
  }

  private func facts(of action: Action) -> [BookFact] {
    var facts: [BookFact] = []
    let add = { (key: TextKey, values: [BookText]) in
      let said = values.filter { !$0.isEmpty }
      if !said.isEmpty { facts.append(BookFact(texts(key), said)) }
    }
    let line = { (values: [String]) in
      values.isEmpty ? [] : [BookText(values.joined(separator: ", "))]
    }
    add(.actionStatusLabel, [status(of: action)])
    add(.actionOwnerLabel, action.owner.map { [name($0)] } ?? [])
    add(
      .actionPartnersLabel,
      [action.partners.map { name($0) }.joined(separator: ", ")])
    add(.actionPeriodLabel, [period(document.span(of: action))])
    add(.planViewObjectives, chain(of: action))
    add(.actionReadinessLabel, line(action.readiness.map { [texts.name(of: $0)] } ?? []))
    add(.actionDistrictLabel, line(action.district.map { [$0] } ?? []))
    add(.actionDependenciesLabel, links(action.dependencies))
    add(.actionExclusionsLabel, links(action.exclusions))
    add(
      .actionStaffLabel,
      line(
        action.staffLoad.map { load in
          texts(
            .actionStaffYear,
            ["year": .text(String(load.year)), "months": .number(load.personMonths)])
        }))
    add(.actionThemesLabel, line(action.themes))
    add(
      .actionGoalsLabel,
      line(action.goals.compactMap(Goal.init).map { "\($0.number) \(texts.name(of: $0))" }))
    add(
      .actionPolicyLabel,
      line(action.policyCodes.map { "\($0.rawValue) \(texts.name(of: $0))" }))
    return facts
  }

  private func links(_ ids: [ID<Action>]) -> [BookText] {
    ids.compactMap { document.action($0) }.map { label($0) }
  }

  /// Its objectives, each with the challenges that it answers.
  private func chain(of action: Action) -> [BookText] {
    document.objectives.filter { action.objectives.contains($0.id) }.map { objective in
      let above = objective.parent.flatMap { document.objective($0) }
      let wanted = Set(objective.challenges + (above?.challenges ?? []))
      let answered = document.challenges.filter { wanted.contains($0.id) }
      let reasons =
        answered.isEmpty
        ? ""
        : BookText(" – \(texts(.objectiveAnswers)) ")
          + answered.map { text($0.title) }.joined(separator: "; ")
      return label(objective) + reasons
    }
  }

  private func tasks(of action: Action) -> [BookBlock] {
    let tasks = document.tasks(of: action.id)
    guard !tasks.isEmpty else { return [] }
    let rows = tasks.map { task in
      let isLate = task.doneOn == nil && (task.end.map { $0 < frame.today } ?? false)
      let done =
        task.doneOn.map { BookText(day($0)) }
        ?? (isLate ? state(texts.name(of: ActionStatus.late), .bad) : "–")
      return BookTable.Row([
        text(task.title), BookText("\(day(task.start)) – \(day(task.end))"), done,
        name(task.responsible),
      ])
    }
    return [
      .table(
        BookTable(
          "\(texts(.tasksTitle)) (\(action.code))",
          columns: [
            BookTable.Column(texts(.taskTitleLabel), share: 33),
            BookTable.Column(texts(.actionPeriodLabel), share: 27),
            BookTable.Column(texts(.taskDoneLabel), share: 14),
            BookTable.Column(texts(.taskResponsibleLabel), share: 26),
          ], rows: rows))
    ]
  }

  private func effects(of action: Action) -> [BookBlock] {
    let all: [(TextKey, Effect?, Multilingual?)] = [
      (.effectEconomic, action.economicEffect, action.economicReason),
      (.effectSocial, action.socialEffect, action.socialReason),
      (.effectEnvironmental, action.environmentalEffect, action.environmentalReason),
    ]
    let rows = all.compactMap { name, effect, reason in
      effect.map { BookTable.Row([BookText(texts(name)), self.effect($0), text(reason)]) }
    }
    guard !rows.isEmpty else { return [] }
    return [
      .table(
        BookTable(
          "\(texts(.effectsTitle)) (\(action.code))",
          columns: [
            BookTable.Column(texts(.riskKindLabel), share: 20),
            BookTable.Column(texts(.effectsTitle), share: 20),
            BookTable.Column(texts(.integrationReason), share: 60),
          ], rows: rows))
    ]
  }

  private func effect(_ effect: Effect) -> BookText {
    switch effect {
    case .veryNegative: state(texts(.effectVeryNegative), .bad)
    case .negative: state(texts(.effectNegative), .warning)
    case .neutral: state(texts(.effectNeutral), .neutral)
    case .positive: state(texts(.effectPositive), .good)
    case .veryPositive: state(texts(.effectVeryPositive), .good)
    }
  }

  private func files(of action: Action, level: Int) -> [BookBlock] {
    let own = document.attachments.filter { $0.action == action.id }
    guard !own.isEmpty else { return [] }
    let id = "files-\(action.id.rawValue)"
    return [part(texts(.planFiles), id, level: level, isListed: false), .list(own.map(file))]
  }

  func file(_ file: Attachment) -> BookText {
    text(file.title) + BookText(" (\(file.fileName), \(texts.fileSize(file.size)))")
  }
}
