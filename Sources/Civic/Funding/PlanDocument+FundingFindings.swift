import Exact

extension PlanDocument {
  /// What the funding check has to say: ceilings passed, money named twice, sources overdrawn.
  func fundingFindings() -> [Finding] {
    if let unreadable = amountFindings() { return unreadable }
    let check = fundingCheck()
    let byID = Dictionary(actions.map { ($0.id, $0) }) { first, _ in first }
    return check.byAction.flatMap { funding in
      byID[funding.action].map { findings(of: $0, funding) } ?? []
    } + sourceFindings(check)
  }

  /// Lines whose amounts are out of range make every sum meaningless.
  private func amountFindings() -> [Finding]? {
    let limit = 0...Self.largestAmount
    let amounts =
      costLines.flatMap { [$0.planned, $0.actual ?? 0] } + fundingLines.compactMap(\.amount)
    let rates = fundingLines.compactMap(\.percent)
    let isWrong =
      amounts.contains { !limit.contains($0) }
      || rates.contains { $0.rational.isNegative || $0.rational > Rational(100) }
    return isWrong ? [Finding(.error, Message("checkFundingAmounts"))] : nil
  }

  private func findings(of action: Action, _ funding: ActionFunding) -> [Finding] {
    var messages: [(Finding.Severity, Message)] = []
    if funding.totals.unfunded < 0 {
      messages.append(
        (.error, Message("checkFundingOver", ["amount": money(-funding.totals.unfunded)])))
    } else if funding.totals.unfunded > 0 {
      messages.append(
        (.warning, Message("checkFundingMissing", ["amount": money(funding.totals.unfunded)])))
    }
    for year in funding.byYear where funding.totals.unfunded >= 0 && year.totals.unfunded < 0 {
      messages.append(
        (
          .error,
          Message(
            "checkFundingYearOver",
            ["year": .text(String(year.year)), "amount": money(-year.totals.unfunded)])
        ))
    }
    for share in funding.shares where share.isOverCeiling {
      messages.append((.error, ceilingMessage(share)))
    }
    if fundingLines(of: action.id).filter({ $0.share == .rest }).count > 1 {
      messages.append((.error, Message("checkFundingTwoRests")))
    }
    return messages.map {
      Finding($0.0, $0.1, record: RecordReference(action), subject: action.label)
    }
  }

  private func ceilingMessage(_ share: SourceShare) -> Message {
    let name = fundingSources.first { $0.id == share.source }?.name.text(for: plan.language).text
    return Message(
      "checkFundingCeiling",
      [
        "source": .text(name ?? ""),
        "ceiling": .percent(share.ceiling ?? ExactDecimal(0)),
        "amount": money(share.amount),
      ])
  }

  private func sourceFindings(_ check: FundingCheck) -> [Finding] {
    check.bySource.compactMap { funding in
      guard let source = fundingSources.first(where: { $0.id == funding.source }),
        let available = source.available, funding.amount > available
      else { return nil }
      return Finding(
        .warning, Message("checkSourceOverdrawn", ["amount": money(funding.amount - available)]),
        record: RecordReference(source), subject: source.label)
    }
  }

  private func money(_ amount: MinorUnits) -> Message.Argument {
    .money(Money(minorUnits: amount, currency: plan.currency))
  }
}
