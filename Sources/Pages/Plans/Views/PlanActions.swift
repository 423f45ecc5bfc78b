import Civic
import Exact

/// The actions as a table that can be filtered and sorted.
struct PlanActions: Component {
  let frame: PageFrame
  let reading: PlanReading
  let filter: ActionFilter

  var html: HTML {
    let costs = Dictionary(
      uniqueKeysWithValues: reading.document.fundingCheck().byAction.map {
        ($0.action, $0.totals.cost)
      })
    let found = filter.applied(
      to: reading.document, on: frame.today, costs: costs, formats: frame.texts.formats
    ) { frame.words($0.title) }
    return "\(bar(count: found.count))\(table(found, costs))"
  }

  private func bar(count: Int) -> HTML {
    let texts = frame.texts
    let document = reading.document
    return FilterBar(
      action: frame.address(reading.link(.actions)), label: texts(.actionsFilter),
      fields: [
        TextField(
          name: "q", label: texts(.actionsSearch), value: filter.words, kind: .search,
          width: .medium
        ).html,
        select(
          "status", .actionStatusLabel,
          ActionStatus.allCases.map {
            Choice(value: $0.rawValue, label: texts.name(of: $0), isChosen: $0 == filter.status)
          }),
        select(
          "objective", .actionObjectiveLabel,
          document.objectives.map {
            Choice(
              value: $0.id.rawValue, label: frame.words($0.label),
              isChosen: $0.id == filter.objective)
          }),
        select(
          "owner", .actionOwnerLabel,
          owners.map {
            Choice(
              value: $0.id.rawValue, label: frame.words($0.name), isChosen: $0.id == filter.owner)
          }),
        select(
          "order", .actionsOrder,
          ActionFilter.Order.allCases.map {
            Choice(value: $0.rawValue, label: texts.name(of: $0), isChosen: $0 == filter.order)
          }, all: nil),
      ], submit: texts(.searchSubmit),
      clear: filter == ActionFilter()
        ? nil
        : Anchor(text: texts(.actionsClear), href: frame.address(reading.link(.actions))),
      count: texts(.actionsCount, ["count": .count(count)])
    ).html
  }

  private var owners: [Organisation] {
    let used = Set(reading.document.actions.compactMap(\.owner))
    return frame.texts.formats.sorted(
      reading.document.organisations.filter { used.contains($0.id) }
    ) { frame.words($0.name) }
  }

  private func select(
    _ name: String, _ label: TextKey, _ choices: [Choice], all: TextKey? = .filterAll
  ) -> HTML {
    Select(
      name: name, label: frame.texts(label), choices: choices,
      placeholder: all.map { frame.texts($0) }
    ).html
  }

  private func table(_ actions: [Action], _ costs: [ID<Action>: MinorUnits]) -> HTML {
    let texts = frame.texts
    return Table(
      id: "actions", caption: texts(.planViewActions), hidesCaption: true,
      columns: [
        Table.Column(title: texts(.actionTitleLabel)),
        Table.Column(title: texts(.actionOwnerLabel)),
        Table.Column(title: texts(.actionPeriodLabel)),
        Table.Column(title: texts(.actionStatusLabel)),
        Table.Column(title: texts(.fundingCost), isNumeric: true),
      ], rows: actions.map { row($0, cost: costs[$0.id] ?? 0) },
      empty: EmptyState(title: texts(.actionsNone), text: texts(.actionsNoneText))
    ).html
  }

  private func row(_ action: Action, cost: MinorUnits) -> Table.Row {
    let owner = reading.document.organisation(action.owner)
    return Table.Row(cells: [
      """
      <a href="\(frame.address(reading.link(action)))"><span class="code">\(action.code)</span> \
      \(frame.content(action.title))</a>
      """,
      owner.map { frame.content($0.name) } ?? "–",
      PeriodLine(frame: frame, span: reading.document.span(of: action)).html,
      ActionStatusTag(frame: frame, reading: reading, action: action).html,
      "\(frame.texts.formats.wholeMoney(reading.money(cost)))",
    ])
  }
}

/// From when to when, by month.
struct PeriodLine: Component {
  let frame: PageFrame
  let span: ClosedRange<Day>?

  var html: HTML {
    guard let span else { return "–" }
    let formats = frame.texts.formats
    return """
      <span class="whole">\(formats.day(span.lowerBound, .medium)) –</span> \
      <span class="whole">\(formats.day(span.upperBound, .medium))</span>
      """
  }
}
