import BigInt
import Exact

/// Equal shares with one endowment, in fixed-point numbers with proved bounds; where the bounds
/// cannot tell, exact integers do. `Guides/tally-exactness.md` has the argument.
///
/// All amounts here are whole multiples of 2^-`shift` units.
struct SharesRun {
  let market: SharesMarket
  let shift: Int
  var exact: ExactShares
  /// What a voter of each group has, at least; -1 for nothing at all.
  var budgets: [Int64]
  /// No voter who has anything has more than `budgets` says plus this.
  var error: Int64
  /// A lower bound of each project's share: shares only rise while money is spent.
  var floors: [Int64]
  /// The place of each funded project among the shares; -1 for the others.
  var slots: [Int32]
  /// Supporters with money of the project looked at: what they have, their number, the utility
  /// they get together, and that of one of them.
  var openBudgets: [Int64]
  var openVoters: [Int64]
  var openWeights: [Int64]
  var openUtilities: [Int64]

  /// - Returns: `nil` when amounts leave no room for a useful bound; then use fractions.
  init?(_ market: SharesMarket, endowment: Rational) {
    let election = market.election
    let voters = BigInt(election.profile.voters)
    let most = market.priced.reduce(Int64(1)) { max($0, election.projects[$1].cost) }
    let largest =
      max(voters * (endowment.ceiling + 1), BigInt(most)) * BigInt(market.largestUtility)
    let shift = min(44, 59 - largest.bitWidth)
    guard shift >= 4 else { return nil }
    self.market = market
    self.shift = shift
    exact = ExactShares(endowment: endowment)
    let start = Int64((endowment.numerator << shift) / endowment.denominator)
    budgets = [Int64](repeating: start, count: election.profile.groupCount)
    error = 1
    floors = election.projects.indices.map { project in
      let utility = market.utilities[project]
      return utility == 0 ? 0 : election.projects[project].cost << shift / utility
    }
    slots = [Int32](repeating: -1, count: election.projects.count)
    let widest = market.priced.map { market.supporters.range(of: $0).count }.max() ?? 0
    openBudgets = [Int64](repeating: 0, count: widest)
    openVoters = openBudgets
    openWeights = openBudgets
    openUtilities = market.supporters.points == nil ? [] : openBudgets
  }

  /// Buys projects until no supporters can pay for another.
  ///
  /// - Parameter limit: The run ends as soon as the cost passes it.
  mutating func run(limit: Int64) throws(TallyError) -> SharesResult {
    var result = SharesResult(free: market.free)
    var open = market.priced
    for project in market.free { shutOut(by: project, from: &open, in: &result) }
    while let (price, tie) = try next(among: &open) {
      if let tie { result.ties.append(tie) }
      open.removeAll { $0 == price.project }
      result.steps.append(buy(price))
      result.cost += market.election.projects[price.project].cost
      if result.cost > limit {
        result.overshoots = true
        return result
      }
      shutOut(by: price.project, from: &open, in: &result)
    }
    return result
  }

  private func shutOut(by project: Int, from open: inout [Int], in result: inout SharesResult) {
    for other in market.excluded(by: project) where open.contains(other) {
      open.removeAll { $0 == other }
      result.excluded[other] = project
    }
  }

  /// The affordable project with the least share per utility; drops those found unaffordable.
  private mutating func next(
    among open: inout [Int]
  ) throws(TallyError) -> (price: ExactPrice, tie: Tie?)? {
    sort(&open)
    var found: [PriceBounds] = []
    var best: PriceBounds?
    var dropped: Set<Int> = []
    for project in open {
      if let best, isBelow(best.ceiling, best.project, floors[project], project) { break }
      guard let bounds = bounds(of: project) else {
        dropped.insert(project)
        continue
      }
      floors[project] = bounds.floor
      found.append(bounds)
      if let least = best {
        if isBelow(bounds.ceiling, project, least.ceiling, least.project) { best = bounds }
      } else {
        best = bounds
      }
    }
    if !dropped.isEmpty { open.removeAll { dropped.contains($0) } }
    guard let best else { return nil }
    let rivals = found.filter { !isBelow(best.ceiling, best.project, $0.floor, $0.project) }
    return try choose(among: rivals)
  }

  /// Tells rivals apart exactly.
  private mutating func choose(
    among rivals: [PriceBounds]
  ) throws(TallyError) -> (price: ExactPrice, tie: Tie?) {
    var least: [ExactPrice] = []
    for bounds in rivals {
      let price = exactPrice(bounds)
      guard let first = least.first else {
        least = [price]
        continue
      }
      let (left, right) = (
        price.comparable(market, with: first), first.comparable(market, with: price)
      )
      if left < right { least = [price] } else if left == right { least.append(price) }
    }
    let (chosen, tie) = try market.order.choose(least.map(\.project))
    return (least.first { $0.project == chosen } ?? least[0], tie)
  }

  /// Whether one share per utility is certainly below another.
  private func isBelow(_ left: Int64, _ project: Int, _ right: Int64, _ other: Int) -> Bool {
    Int128(left) * Int128(market.factors[other]) < Int128(right) * Int128(market.factors[project])
  }

  /// By lower bound; insertion, because the order hardly changes from round to round.
  private func sort(_ open: inout [Int]) {
    guard open.count > 1 else { return }
    for place in 1..<open.count {
      let project = open[place]
      var hole = place
      while hole > 0, isBelow(floors[project], project, floors[open[hole - 1]], open[hole - 1]) {
        open[hole] = open[hole - 1]
        hole -= 1
      }
      open[hole] = project
    }
  }
}
