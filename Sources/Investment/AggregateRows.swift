/// Rules about money that speak of starts alone, without saying who pays what.
///
/// For any sources *T* and years *Y*: what the chosen actions spend in *Y* and no other source may
/// pay has to come from *T*. The rows follow from the plan, and no choice that can be paid breaks
/// one; the reverse does not hold.
///
/// Source: Gale (1957), "A theorem on flows in networks" (the condition of supply and demand).
/// <https://doi.org/10.2140/pjm.1957.7.1073>
struct AggregateRow: Sendable {
  /// What each offer uses, in the program's units.
  var use: [Double]
  var limit: Double
  /// The rule it stands for, for rows that are rules of the plan.
  var rule: InvestmentRule?

  func usage(of chosen: [Double]) -> Double {
    zip(use, chosen).reduce(0) { $0 + $1.0 * $1.1 }
  }
}

extension InvestmentProgram {
  /// Rows of money over sources and years; those that nothing can break are left out.
  func aggregateRows() -> [AggregateRow] {
    var rows: [AggregateRow] = []
    for sources in sourceSets {
      for years in yearSets {
        var use = [Double](repeating: 0, count: offers.count)
        var any = false
        for (index, offer) in offers.enumerated() {
          let needed = need(of: offer, from: sources, in: years)
          if needed > 0 { any = true }
          use[index] = scaled(needed)
        }
        guard any else { continue }
        let limit = scaled(money(of: sources, in: years))
        let most = offersOf.reduce(0.0) { $0 + ($1.map { use[$0] }.max() ?? 0) }
        if most > limit { rows.append(AggregateRow(use: use, limit: limit)) }
      }
    }
    return rows
  }

  /// What an action spends in the years that must come from the sources.
  private func need(of offer: Offer, from sources: [Bool], in years: [Int]) -> Int64 {
    let spent = years.reduce(Int64(0)) { $0 + offer.spending[$1] }
    var elsewhere: Int64 = 0
    for source in plan.sources.indices where !sources[source] {
      elsewhere += min(spent, offer.ceilings[source] ?? spent)
    }
    var need = max(0, spent - elsewhere)
    if let own = plan.ownSource, sources[own], years.count == plan.years {
      need = max(need, offer.ownMinimum)
    }
    return need
  }

  private func money(of sources: [Bool], in years: [Int]) -> Int64 {
    var (money, loans) = (Int64(0), Int64(0))
    for (source, data) in plan.sources.enumerated() where sources[source] {
      let sum = years.reduce(Int64(0)) { $0 + data.budget[$1] }
      if data.isLoan { loans += sum } else { money += sum }
    }
    return money + min(loans, plan.loanCeiling ?? Int64.max)
  }

  /// All sets of up to five sources; of more, all of them, one, and all but one.
  private var sourceSets: [[Bool]] {
    let count = plan.sources.count
    if count <= 5 {
      return (1..<(1 << count)).map { mask in (0..<count).map { mask >> $0 & 1 == 1 } }
    }
    let all = [Bool](repeating: true, count: count)
    return [all]
      + (0..<count).flatMap { source in
        [(0..<count).map { $0 == source }, (0..<count).map { $0 != source }]
      }
  }

  /// All sets of up to six years; of more, all runs of years.
  private var yearSets: [[Int]] {
    let count = plan.years
    if count <= 6 {
      return (1..<(1 << count)).map { mask in (0..<count).filter { mask >> $0 & 1 == 1 } }
    }
    return (0..<count).flatMap { first in (first..<count).map { Array(first...$0) } }
  }

  /// The rules that speak of starts alone: staff, coverage, shares, what is fixed.
  func startRows() -> [AggregateRow] {
    program.rows.compactMap { row in
      switch row.rule {
      case .staff, .minimumActions, .districtShare, .voteShare, .fixed: break
      default: return nil
      }
      let sign: Double = row.upper.isFinite ? 1 : -1
      var use = [Double](repeating: 0, count: offers.count)
      for (column, coefficient) in zip(row.columns, row.coefficients) {
        use[Int(column)] = sign * coefficient
      }
      return AggregateRow(
        use: use, limit: row.upper.isFinite ? row.upper : -row.lower, rule: row.rule)
    }
  }
}
