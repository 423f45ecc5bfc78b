import Civic
import Exact
import Exchange

/// Money, indicators and risks of one action.
extension PlanBook {
  func money(of action: Action) -> [BookBlock] {
    let costs = document.costLines(of: action.id)
    guard !costs.isEmpty,
      let funding = document.fundingCheck().byAction.first(where: { $0.action == action.id })
    else { return [] }
    let rows = costs.map { line in
      BookTable.Row([
        line.title.map { text($0) } ?? BookText(texts.name(of: line.category)),
        BookText(String(line.year)), BookText(texts.name(of: line.kind)),
        BookText(texts.name(of: line.category)), money(line.planned),
        line.actual.map { money($0) } ?? "–",
      ])
    }
    let sum = BookTable.Row(
      [
        BookText(texts(.sumLabel)), "", "", "", money(costs.reduce(0) { $0 + $1.planned }),
        money(costs.reduce(0) { $0 + ($1.actual ?? 0) }),
      ], isStrong: true)
    let table = BookTable(
      "\(texts(.costsTitle)) (\(action.code))",
      columns: [
        BookTable.Column(texts(.costTitleLabel), share: 30),
        BookTable.Column(texts(.yearLabel), share: 10),
        BookTable.Column(texts(.costKindLabel), share: 15),
        BookTable.Column(texts(.costCategoryLabel), share: 15),
        BookTable.Column(texts(.costPlanned), isNumeric: true, share: 16),
        BookTable.Column(texts(.costActual), isNumeric: true, share: 14),
      ], rows: rows + [sum])
    return [.table(table)] + funds(of: action, funding)
  }

  private func funds(of action: Action, _ funding: ActionFunding) -> [BookBlock] {
    let totals = funding.totals
    let lines = document.fundingLines(of: action.id)
    let rows = zip(lines, funding.lines).map { line, result in
      let source = document.fundingSources.first { $0.id == line.source }
      return BookTable.Row([
        source.map { text($0.name) } ?? "–", state(line.status), BookText(share(line)),
        money(result.amount),
      ])
    }
    let gap = BookTable.Row(
      [BookText(texts(.fundingGap)), "", "", money(totals.gap)], isStrong: true)
    return [
      .table(
        BookTable(
          "\(texts(.fundsTitle)) (\(action.code))",
          columns: [
            BookTable.Column(texts(.fundSourceLabel), share: 40),
            BookTable.Column(texts(.fundStatusLabel), share: 20),
            BookTable.Column(texts(.fundShareLabel), share: 20),
            BookTable.Column(texts(.amountLabel), isNumeric: true, share: 20),
          ], rows: rows + [gap]))
    ]
  }

  private func state(_ status: FundingStatus) -> BookText {
    let tone: BookTone =
      switch status {
      case .identified: .neutral
      case .applied: .progress
      case .secured: .good
      }
    return state(texts.name(of: status), tone)
  }

  private func share(_ line: FundingLine) -> String {
    switch line.share {
    case .rate: line.percent.map { texts.formats.percent($0) } ?? ""
    case .amount: line.year.map(String.init) ?? texts.name(of: line.share)
    case .rest: texts.name(of: line.share)
    }
  }

  func indicators(of action: Action) -> [BookBlock] {
    let own = document.indicators(of: action.id)
    guard !own.isEmpty else { return [] }
    return [.table(table(of: own, "\(texts(.indicatorsTitle)) (\(action.code))"))]
  }

  func table(of indicators: [Indicator], _ caption: String) -> BookTable {
    let value = { (number: ExactDecimal?, year: Int?) -> BookText in
      guard let number else { return "–" }
      return BookText(texts.formats.number(number) + (year.map { " (\($0))" } ?? ""))
    }
    return BookTable(
      caption,
      columns: [
        BookTable.Column(texts(.indicatorNameLabel), share: 40),
        BookTable.Column(texts(.indicatorKindLabel), share: 13),
        BookTable.Column(texts(.indicatorBaselineLabel), isNumeric: true, share: 15),
        BookTable.Column(texts(.indicatorTargetLabel), isNumeric: true, share: 15),
        BookTable.Column(texts(.indicatorUnitLabel), share: 17),
      ],
      rows: indicators.map { indicator in
        let action = indicator.action.flatMap { document.action($0) }
        let code = indicator.code.map { [BookRun(" \($0.rawValue)", look: .code)] } ?? []
        let owner = action.map { BookText([BookRun("\($0.code) ", look: .code)]) } ?? ""
        return BookTable.Row([
          owner + text(indicator.name) + BookText(code),
          BookText(texts.name(of: indicator.kind)),
          value(indicator.baseline, indicator.baselineYear),
          value(indicator.target, indicator.targetYear), BookText(indicator.unit),
        ])
      })
  }

  func risks(of action: Action) -> [BookBlock] {
    let own = document.risks(of: action.id)
    guard !own.isEmpty else { return [] }
    return [.table(table(of: own, "\(texts(.planViewRisks)) (\(action.code))"))]
  }

  func table(of risks: [Risk], _ caption: String, isNumbered: Bool = false) -> BookTable {
    BookTable(
      caption,
      columns: [
        BookTable.Column(texts(.riskTitleLabel), share: 26),
        BookTable.Column(texts(.riskKindLabel), share: 12),
        BookTable.Column(texts(.riskLikelihoodLabel), share: 13),
        BookTable.Column(texts(.riskImpactLabel), share: 10),
        BookTable.Column(texts(.riskMitigationLabel), share: 25),
        BookTable.Column(texts(.riskOwnerLabel), share: 14),
      ],
      rows: risks.enumerated().map { index, risk in
        let action = risk.action.flatMap { document.action($0) }
        let number = isNumbered ? "R\(index + 1) " : action.map { "\($0.code) " } ?? ""
        return BookTable.Row([
          BookText([BookRun(number, look: .code)]) + text(risk.title),
          BookText(texts.name(of: risk.kind)), state(risk.likelihood), state(risk.impact),
          text(risk.mitigation), name(risk.owner),
        ])
      })
  }

  private func state(_ level: RiskLevel) -> BookText {
    let tone: BookTone =
      switch level {
      case .low: .neutral
      case .medium: .warning
      case .high: .bad
      }
    return state(texts.name(of: level), tone)
  }
}
