import BigInt
import Exact

extension PlanDocument {
  /// The largest amount that a line may hold: a thousand billion major units, so that no sum of a
  /// plan overflows.
  public static let largestAmount: MinorUnits = 100_000_000_000_000

  /// Adds up costs and funds.
  ///
  /// A rate is taken of the cost and rounded down to the minor unit, so that no ceiling is passed; a
  /// line without a year is spread over the years in proportion to the cost, remainders to the
  /// largest fractions first; `rest` takes what the other lines leave of each year. Amounts outside
  /// ±``largestAmount`` are the caller's to refuse (``check()`` reports them).
  public func fundingCheck() -> FundingCheck {
    let kinds = Dictionary(fundingSources.map { ($0.id, $0.kind) }) { first, _ in first }
    let costs = Dictionary(grouping: costLines, by: \.action)
    let lines = Dictionary(grouping: fundingLines, by: \.action)
    let actionFunding = actions.map { action in
      funding(
        of: action, costs: costs[action.id] ?? [], lines: lines[action.id] ?? [], kinds: kinds)
    }
    let years = Set(plan.years).union(actionFunding.flatMap { $0.byYear.map(\.year) }).sorted()
    return FundingCheck(
      currency: plan.currency,
      total: actionFunding.reduce(FundingTotals()) { $0 + $1.totals },
      byYear: years.map { year in
        YearFunding(
          year: year,
          totals: actionFunding.flatMap(\.byYear).filter { $0.year == year }
            .reduce(FundingTotals()) { $0 + $1.totals })
      },
      bySource: sourceFunding(actionFunding, years: years),
      byAction: actionFunding)
  }

  private func funding(
    of action: Action, costs: [CostLine], lines: [FundingLine],
    kinds: [Exact.ID<FundingSource>: FundingKind]
  ) -> ActionFunding {
    var totals: [Int: FundingTotals] = [:]
    for line in costs {
      switch line.kind {
      case .capital: totals[line.year, default: FundingTotals()].capital += line.planned
      case .operating: totals[line.year, default: FundingTotals()].operating += line.planned
      }
      totals[line.year, default: FundingTotals()].actual += line.actual ?? 0
    }
    let amounts = lineAmounts(lines, costByYear: totals.mapValues(\.cost))
    for (line, funding) in zip(lines, amounts) {
      for (year, amount) in funding.byYear {
        var year_ = totals[year, default: FundingTotals()]
        year_.add(amount, line.status, isOwn: kinds[line.source]?.isOwnContribution ?? false)
        totals[year] = year_
      }
    }
    let sum = totals.values.reduce(FundingTotals(), +)
    return ActionFunding(
      action: action.id, totals: sum,
      byYear: totals.sorted { $0.key < $1.key }.map { YearFunding(year: $0.key, totals: $0.value) },
      shares: shares(lines, amounts, cost: sum.cost), lines: amounts)
  }

  private func lineAmounts(
    _ lines: [FundingLine], costByYear: [Int: MinorUnits]
  ) -> [LineFunding] {
    var left = costByYear
    var result: [Exact.ID<FundingLine>: [Int: MinorUnits]] = [:]
    for line in lines where line.share != .rest {
      let amounts = stated(line, costByYear: costByYear)
      for (year, amount) in amounts { left[year, default: 0] -= amount }
      result[line.id] = amounts
    }
    for line in lines where line.share == .rest {
      let years = line.year.map { [$0] } ?? costByYear.keys.sorted()
      var amounts: [Int: MinorUnits] = [:]
      for year in years {
        amounts[year] = max(0, left[year] ?? 0)
        left[year] = min(0, left[year] ?? 0)
      }
      result[line.id] = amounts
    }
    return lines.map { LineFunding(line: $0.id, byYear: result[$0.id] ?? [:]) }
  }

  /// What a line with a rate or an amount comes to in each year.
  private func stated(_ line: FundingLine, costByYear: [Int: MinorUnits]) -> [Int: MinorUnits] {
    let basis = line.year.map { costByYear[$0] ?? 0 } ?? costByYear.values.reduce(0, +)
    let amount =
      switch line.share {
      case .amount: line.amount ?? 0
      case .rate: rated(basis, percent: line.percent)
      case .rest: MinorUnits(0)
      }
    if let year = line.year { return [year: amount] }
    let years = costByYear.filter { $0.value > 0 }.sorted { $0.key < $1.key }
    guard !years.isEmpty else { return [plan.firstYear: amount] }
    let parts = Money(minorUnits: amount, currency: plan.currency)
      .split(byWeights: years.map { BigInt($0.value) })
    return Dictionary(uniqueKeysWithValues: zip(years.map(\.key), parts.map(\.minorUnits)))
  }

  private func rated(_ basis: MinorUnits, percent: ExactDecimal?) -> MinorUnits {
    guard let percent, basis > 0 else { return 0 }
    let exact = Rational(BigInt(basis)) * percent.rational / Rational(100)
    return MinorUnits(clamping: exact.floor)
  }

  private func shares(
    _ lines: [FundingLine], _ amounts: [LineFunding], cost: MinorUnits
  ) -> [SourceShare] {
    var bySource: [Exact.ID<FundingSource>: MinorUnits] = [:]
    for (line, funding) in zip(lines, amounts) {
      bySource[line.source, default: 0] += funding.amount
    }
    return fundingSources.compactMap { source in
      guard let amount = bySource[source.id] else { return nil }
      let call = fundingCalls.first { $0.id == source.call }
      return SourceShare(
        source: source.id, amount: amount,
        rate: cost > 0 ? Rational(BigInt(amount), over: BigInt(cost)) : nil,
        ceiling: call?.ceiling(for: city.regionCategory))
    }
  }

  private func sourceFunding(_ funding: [ActionFunding], years: [Int]) -> [SourceFunding] {
    let amounts = Dictionary(
      funding.flatMap(\.lines).map { ($0.line, $0) }
    ) { first, _ in first }
    return fundingSources.map { source in
      let lines = fundingLines.filter { $0.source == source.id }
      let sum = { (status: FundingStatus) in
        lines.filter { $0.status == status }.reduce(0) { $0 + (amounts[$1.id]?.amount ?? 0) }
      }
      return SourceFunding(
        source: source.id, identified: sum(.identified), applied: sum(.applied),
        secured: sum(.secured),
        byYear: years.map { year in
          lines.reduce(0) { $0 + (amounts[$1.id]?.byYear[year] ?? 0) }
        })
    }
  }
}

extension FundingTotals {
  fileprivate mutating func add(_ amount: MinorUnits, _ status: FundingStatus, isOwn: Bool) {
    switch status {
    case .identified: identified += amount
    case .applied: applied += amount
    case .secured: secured += amount
    }
    if isOwn { own += amount }
  }
}
