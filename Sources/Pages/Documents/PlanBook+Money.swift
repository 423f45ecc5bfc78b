import Civic
import Exact
import Exchange

extension PlanBook {
  /// When what happens: as many drawings as pages are needed, on one calendar.
  var schedule: [BookBlock] {
    let pages = charts.gantt.pages(first: 430, highest: 575)
    guard !pages.isEmpty else { return [] }
    let dated = document.actions.filter { document.span(of: $0) != nil }
    let table = BookTable(
      texts(.planViewSchedule),
      columns: [
        BookTable.Column(texts(.actionTitleLabel), share: 46),
        BookTable.Column(texts(.actionPeriodLabel), share: 26),
        BookTable.Column(texts(.actionStatusLabel), share: 12),
        BookTable.Column(texts(.actionDependenciesLabel), share: 16),
      ],
      rows: dated.map { action in
        let needs = action.dependencies.compactMap { document.action($0)?.code }
        return BookTable.Row([
          label(action), period(document.span(of: action)), status(of: action),
          BookText(needs.joined(separator: ", ")),
        ])
      })
    let drawings = pages.enumerated().flatMap { index, page in
      picture(
        page,
        caption: pages.count > 1
          ? "\(texts(.planViewSchedule)) (\(index + 1)/\(pages.count))" : nil)
    }
    return drawings + [.table(table)]
  }

  /// What the plan costs by year, who pays, and how it holds against the ceilings.
  var funding: [BookBlock] {
    let check = document.fundingCheck()
    guard !check.byAction.isEmpty, check.total.cost > 0 else { return [] }
    let figures = [
      BookFact(texts(.fundingCost), [wholeMoney(check.total.cost)]),
      BookFact(texts(.fundingSecured), [wholeMoney(check.total.secured)]),
      BookFact(texts(.fundingApplied), [wholeMoney(check.total.applied)]),
      BookFact(texts(.fundingOwn), [wholeMoney(check.total.own)]),
      BookFact(
        texts(.fundingGap), [wholeMoney(check.total.gap), BookText(texts(.fundingGapNote))]),
    ]
    return [.figures(figures), part(texts(.fundingByYear), "funding-years")]
      + picture(charts.years) + [
        .table(years(check)), part(texts(.fundingBySource), "funding-sources"),
      ]
      + picture(charts.sources) + [.table(sources(check))]
      + [part(texts(.fundingByObjective), "funding-policy"), .table(policy(check))]
      + [part(texts(.fundingByAction), "funding-actions"), .table(byAction(check))]
      + [.note(title: texts(.fundingRules), [BookText(texts(.fundingRulesText))], .info)]
  }

  private func column(_ key: TextKey) -> BookTable.Column {
    BookTable.Column(texts(key), isNumeric: true)
  }

  private func years(_ check: FundingCheck) -> BookTable {
    let row = { (name: String, totals: FundingTotals, isStrong: Bool) in
      BookTable.Row(
        [BookText(name)]
          + [
            totals.capital, totals.operating, totals.cost, totals.secured, totals.applied,
            totals.identified, totals.gap,
          ].map { money($0) }, isStrong: isStrong)
    }
    return BookTable(
      texts(.fundingByYear),
      columns: [
        BookTable.Column(texts(.yearLabel), share: 6),
        BookTable.Column(texts.name(of: CostKind.capital), isNumeric: true),
        BookTable.Column(texts.name(of: CostKind.operating), isNumeric: true),
        column(.fundingCost), column(.fundingSecured), column(.fundingApplied),
        column(.fundingIdentified), column(.fundingGap),
      ],
      rows: check.byYear.map { row(String($0.year), $0.totals, false) }
        + [row(texts(.sumLabel), check.total, true)])
  }

  private func sources(_ check: FundingCheck) -> BookTable {
    let byID = Dictionary(document.fundingSources.map { ($0.id, $0) }) { first, _ in first }
    let years = check.byYear.map { BookTable.Column(String($0.year), isNumeric: true, share: 9) }
    return BookTable(
      texts(.fundingBySource),
      columns: [
        BookTable.Column(texts(.fundSourceLabel), share: 16),
        BookTable.Column(texts(.fundKindLabel), share: 12),
      ] + years + [BookTable.Column(texts(.sumLabel), isNumeric: true)],
      rows: check.bySource.compactMap { funding in
        byID[funding.source].map { source in
          BookTable.Row(
            [text(source.name), BookText(texts.name(of: source.kind))]
              + funding.byYear.map { money($0) } + [money(funding.amount)])
        }
      })
  }

  /// An action that serves two objectives counts in both, and the table says so.
  private func policy(_ check: FundingCheck) -> BookTable {
    let costs = Dictionary(uniqueKeysWithValues: check.byAction.map { ($0.action, $0.totals.cost) })
    return BookTable(
      texts(.fundingByObjective), note: texts(.policyNote),
      columns: [
        BookTable.Column(texts(.policyObjectiveLabel), share: 50),
        BookTable.Column(texts(.planViewActions), isNumeric: true, share: 20),
        BookTable.Column(texts(.fundingCost), isNumeric: true, share: 30),
      ],
      rows: PolicyObjective.allCases.map { objective in
        let actions = document.actions.filter { action in
          action.policyCodes.contains { $0.policyObjective == objective.number }
        }
        return BookTable.Row([
          BookText("\(objective.number). \(texts.name(of: objective))"),
          BookText(texts.formats.number(actions.count)),
          money(actions.reduce(0) { $0 + (costs[$1.id] ?? 0) }),
        ])
      })
  }

  private func byAction(_ check: FundingCheck) -> BookTable {
    let cells = { (totals: FundingTotals) in
      [
        totals.cost, totals.secured, totals.applied, totals.identified, totals.own, totals.gap,
      ].map { money($0) }
    }
    return BookTable(
      texts(.fundingByAction),
      columns: [
        BookTable.Column(texts(.actionTitleLabel), share: 22), column(.fundingCost),
        column(.fundingSecured), column(.fundingApplied), column(.fundingIdentified),
        column(.fundingOwn), column(.fundingGap),
        BookTable.Column(texts(.fundingRate), share: 11),
      ],
      rows: check.byAction.compactMap { funding in
        document.action(funding.action).map { action in
          BookTable.Row([label(action)] + cells(funding.totals) + [rates(funding.shares)])
        }
      } + [BookTable.Row([BookText(texts(.sumLabel))] + cells(check.total) + [""], isStrong: true)])
  }

  /// The shares that a call limits, held against their ceilings.
  private func rates(_ shares: [SourceShare]) -> BookText {
    shares.filter { $0.ceiling != nil }.map { share in
      let percent = (share.rate?.approximation ?? 0) * 100
      let words = texts(
        .fundingRateOfCeiling,
        [
          "rate": .text(texts.formats.percent(percent, decimals: 2)),
          "ceiling": .percent(share.ceiling ?? ExactDecimal(0)),
        ])
      return state(words, share.isOverCeiling ? .bad : .good)
    }.joined(separator: "; ")
  }
}

extension Gantt {
  /// The chart on pages with one calendar and without links.
  ///
  /// - Parameters:
  ///   - first: How high the first may be, which has words above it.
  ///   - highest: How high each other may be.
  func pages(first: Double, highest: Double) -> [Gantt] {
    let rows = groups.flatMap(\.rows)
    let days = rows.flatMap { [$0.start, $0.end] }.compactMap(\.self)
    guard let earliest = days.min(), let latest = days.max() else { return [] }
    var pages: [[Group]] = [[]]
    var room = first - GanttLayout.top
    for group in groups {
      var isOpen = false
      for row in group.rows {
        let needed = GanttLayout.rowHeight + (isOpen ? 0 : 36)
        if room < needed, pages[pages.count - 1].contains(where: { !$0.rows.isEmpty }) {
          pages.append([])
          room = highest - GanttLayout.top
          isOpen = false
        }
        room -= GanttLayout.rowHeight + (isOpen ? 0 : 36)
        var plain = row
        plain.href = nil
        if isOpen {
          pages[pages.count - 1][pages[pages.count - 1].count - 1].rows.append(plain)
        } else {
          pages[pages.count - 1].append(Group(title: group.title, rows: [plain]))
          isOpen = true
        }
      }
    }
    return pages.enumerated().map { index, groups in
      var page = self
      page.id = "\(id)-\(index + 1)"
      page.groups = groups
      page.calendar = earliest...latest
      return page
    }
  }
}
