import BigInt
import Exact

extension InvestmentPlan {
  /// The value of a choice, exactly.
  public func value(of portfolio: Portfolio) throws(InvestmentError) -> Int64 {
    let values = try pointValues()
    return portfolio.starts.enumerated().reduce(0) { sum, entry in
      entry.element.map { sum + values[entry.offset] * discountFactor($0) } ?? sum
    }
  }

  /// Every rule that an answer breaks, worked out from the plan alone and in whole minor units.
  ///
  /// Nothing of what the solver was given is used here, so that a mistake there shows.
  public func breaches(in portfolio: Portfolio) -> [Breach] {
    precondition(portfolio.starts.count == actions.count, "an answer speaks of every action")
    return startBreaches(portfolio) + logicBreaches(portfolio) + paymentBreaches(portfolio)
      + limitBreaches(portfolio) + shareBreaches(portfolio)
  }

  /// What a chosen action costs in a year.
  private func spending(_ portfolio: Portfolio, _ action: Int, _ year: Int) -> Int64 {
    guard let start = portfolio.starts[action] else { return 0 }
    let index = year - start
    guard actions[action].cost.indices.contains(index) else { return 0 }
    return indexed(actions[action].cost[index], to: year)
  }

  private func total(_ portfolio: Portfolio, _ action: Int) -> Int64 {
    (0..<years).reduce(0) { $0 + spending(portfolio, action, $1) }
  }

  private func startBreaches(_ portfolio: Portfolio) -> [Breach] {
    var found: [Breach] = []
    for (action, start) in portfolio.starts.enumerated() {
      guard let start else { continue }
      let window = actions[action]
      let end = start + window.duration - 1
      if start < max(0, window.earliestStart) || end > min(window.latestFinish, years - 1) {
        found.append(Breach(.window(action: action), by: 1))
      }
    }
    for (index, fixed) in fixed.enumerated() {
      let start = portfolio.starts[fixed.action]
      let holds =
        switch fixed.demand {
        case .chosen: start != nil
        case .left: start == nil
        case .start(let year): start == year
        }
      if !holds { found.append(Breach(.fixed(index), by: 1)) }
    }
    return found
  }

  private func logicBreaches(_ portfolio: Portfolio) -> [Breach] {
    var found: [Breach] = []
    for (index, pair) in precedence.enumerated() {
      guard let second = portfolio.starts[pair.second] else { continue }
      let first = portfolio.starts[pair.first]
      if first.map({ $0 + actions[pair.first].duration + pair.lag > second }) ?? true {
        found.append(Breach(.precedence(index), by: 1))
      }
    }
    for (index, group) in exclusions.enumerated() {
      let chosen = Set(group).count { portfolio.starts[$0] != nil }
      if chosen > 1 { found.append(Breach(.exclusion(index), by: Int64(chosen - 1))) }
    }
    for (objective, least) in minimumActions.enumerated() {
      let chosen = actions.indices.count {
        actions[$0].objective == objective && portfolio.starts[$0] != nil
      }
      if chosen < least {
        found.append(Breach(.minimumActions(objective: objective), by: Int64(least - chosen)))
      }
    }
    return found
  }

  private func paymentBreaches(_ portfolio: Portfolio) -> [Breach] {
    var found: [Breach] = []
    var paid = [[Int64]](
      repeating: [Int64](repeating: 0, count: sources.count), count: actions.count)
    var owed = actions.indices.map { action in
      (0..<years).map { spending(portfolio, action, $0) }
    }
    for line in portfolio.funding {
      if line.amount <= 0 || actions[line.action].eligible[line.source] == nil {
        found.append(
          Breach(.eligibility(action: line.action, source: line.source), by: max(1, line.amount)))
      }
      paid[line.action][line.source] += line.amount
      owed[line.action][line.year] -= line.amount
    }
    for action in actions.indices {
      for year in 0..<years where owed[action][year] != 0 {
        found.append(Breach(.paidInFull(action: action, year: year), by: owed[action][year]))
      }
      let cost = Rational(total(portfolio, action))
      for source in sources.indices {
        guard let rate = sources[source].rate, let share = actions[action].eligible[source] else {
          continue
        }
        let excess = Rational(paid[action][source]) - rate * share * cost
        if excess > .zero {
          found.append(
            Breach(.rate(action: action, source: source), by: Int64(excess.ceiling)))
        }
      }
      if let own = ownSource {
        let lacking = actions[action].ownMinimum * cost - Rational(paid[action][own])
        if lacking > .zero {
          found.append(Breach(.ownMinimum(action: action), by: Int64(lacking.ceiling)))
        }
      }
    }
    return found
  }

  private func limitBreaches(_ portfolio: Portfolio) -> [Breach] {
    var found: [Breach] = []
    var paid = [[Int64]](repeating: [Int64](repeating: 0, count: years), count: sources.count)
    for line in portfolio.funding { paid[line.source][line.year] += line.amount }
    for source in sources.indices {
      for year in 0..<years where paid[source][year] > sources[source].budget[year] {
        let excess = paid[source][year] - sources[source].budget[year]
        found.append(Breach(.budget(source: source, year: year), by: excess))
      }
    }
    if let staff {
      for year in 0..<years {
        var used: Int64 = 0
        for (action, start) in portfolio.starts.enumerated() {
          guard let start, actions[action].staff.indices.contains(year - start) else { continue }
          used += actions[action].staff[year - start]
        }
        if used > staff[year] { found.append(Breach(.staff(year: year), by: used - staff[year])) }
      }
    }
    if let loanCeiling {
      let borrowed = sources.indices.filter { sources[$0].isLoan }
        .reduce(Int64(0)) { $0 + paid[$1].reduce(0, +) }
      if borrowed > loanCeiling { found.append(Breach(.loanCeiling, by: borrowed - loanCeiling)) }
    }
    return found + cashBreaches(paid)
  }

  private func cashBreaches(_ paid: [[Int64]]) -> [Breach] {
    guard let own = ownSource, sources.contains(where: { $0.lagYears > 0 }) else { return [] }
    return (0..<years).compactMap { year in
      var needed = paid[own][year]
      for (source, data) in sources.enumerated() where data.lagYears > 0 {
        needed += paid[source][year]
        if year >= data.lagYears { needed -= paid[source][year - data.lagYears] }
      }
      let excess = needed - sources[own].budget[year]
      return excess > 0 ? Breach(.cashFlow(year: year), by: excess) : nil
    }
  }

  private func shareBreaches(_ portfolio: Portfolio) -> [Breach] {
    var found: [Breach] = []
    let totals = actions.indices.map { total(portfolio, $0) }
    let all = Rational(totals.reduce(0, +))
    for (district, share) in minimumShares.enumerated() {
      let here = actions.indices.filter { actions[$0].district == district }
        .reduce(Int64(0)) { $0 + totals[$1] }
      let lacking = share * all - Rational(here)
      if lacking > .zero {
        found.append(Breach(.districtShare(district), by: Int64(lacking.ceiling)))
      }
    }
    let votes = actions.reduce(Int64(0)) { $0 + ($1.votes ?? 0) }
    let held = actions.indices.filter { portfolio.starts[$0] != nil }
      .reduce(Int64(0)) { $0 + (actions[$1].votes ?? 0) }
    let lacking = minimumVoteShare * Rational(votes) - Rational(held)
    if lacking > .zero { found.append(Breach(.voteShare, by: Int64(lacking.ceiling))) }
    return found
  }
}
