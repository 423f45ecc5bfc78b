import BigInt
import Exact

/// Equal shares with one fraction a voter, exactly as the definition reads and as slow: for amounts
/// beyond the fixed-point numbers of ``SharesRun``, and to test them against.
struct SharesByFractions {
  private let market: SharesMarket
  private var budgets: [Rational]

  init(_ market: SharesMarket, endowment: Rational) {
    self.market = market
    budgets = [Rational](repeating: endowment, count: market.election.profile.groupCount)
  }

  /// The least share at which the supporters of a project can pay for it.
  private struct Offer {
    let project: Int
    let share: Rational
    let perUtility: Rational
    let fullUtility: Int64
  }

  func run(limit: Int64) throws(TallyError) -> SharesResult {
    var copy = self
    return try copy.runThrough(limit: limit)
  }

  private mutating func runThrough(limit: Int64) throws(TallyError) -> SharesResult {
    var result = SharesResult(free: market.free)
    var open = market.priced
    for project in market.free { shutOut(by: project, from: &open, in: &result) }
    while true {
      let offers = open.compactMap { offer(for: $0) }
      guard let least = offers.map(\.perUtility).min() else { break }
      let equals = offers.filter { $0.perUtility == least }
      let (chosen, tie) = try market.order.choose(equals.map(\.project))
      if let tie { result.ties.append(tie) }
      for offer in equals where offer.project == chosen { result.steps.append(buy(offer)) }
      open.removeAll { $0 == chosen }
      result.cost += market.election.projects[chosen].cost
      if result.cost > limit {
        result.overshoots = true
        return result
      }
      shutOut(by: chosen, from: &open, in: &result)
    }
    for project in open {
      let cost = Rational(market.election.projects[project].cost)
      result.lacking[project] = cost - money(for: project)
    }
    return result
  }

  private func shutOut(by project: Int, from open: inout [Int], in result: inout SharesResult) {
    for other in market.excluded(by: project) where open.contains(other) {
      open.removeAll { $0 == other }
      result.excluded[other] = project
    }
  }

  private func supporters(of project: Int) -> [(group: Int, weight: Int64, utility: Int64)] {
    market.supporters.range(of: project).map { place in
      let group = Int(market.supporters.groups[place])
      let weight = Int64(market.election.profile.weights[group])
      return (group, weight, market.supporters.points?[place] ?? 1)
    }
  }

  private func money(for project: Int) -> Rational {
    supporters(of: project).reduce(.zero) { $0 + budgets[$1.group] * Rational($1.weight) }
  }

  /// Walks the supporters in order of budget per utility.
  private func offer(for project: Int) -> Offer? {
    let cost = Rational(market.election.projects[project].cost)
    guard money(for: project) >= cost else { return nil }
    let ordered = supporters(of: project)
      .map { (ratio: budgets[$0.group] / Rational($0.utility), $0) }
      .sorted { $0.ratio < $1.ratio }
    var utility = ordered.reduce(Int64(0)) { $0 + $1.1.weight * $1.1.utility }
    var missing = cost
    for (ratio, supporter) in ordered {
      if ratio * Rational(utility) >= missing { break }
      missing -= budgets[supporter.group] * Rational(supporter.weight)
      utility -= supporter.weight * supporter.utility
    }
    let share = missing / Rational(utility)
    return Offer(
      project: project, share: share, perUtility: share / Rational(market.factors[project]),
      fullUtility: utility)
  }

  private mutating func buy(_ offer: Offer) -> SharesResult.Step {
    var (fullPayers, poorPayers) = (Int64(0), Int64(0))
    for (group, weight, utility) in supporters(of: offer.project) {
      let due = offer.share * Rational(utility)
      if budgets[group] < due {
        if !budgets[group].isZero { poorPayers += weight }
        budgets[group] = .zero
      } else {
        budgets[group] -= due
        fullPayers += weight
      }
    }
    return SharesResult.Step(
      project: offer.project, numerator: offer.share.numerator,
      denominator: offer.share.denominator, fullPayers: fullPayers,
      fullUtility: offer.fullUtility, poorPayers: poorPayers)
  }
}
