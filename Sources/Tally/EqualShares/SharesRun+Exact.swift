import BigInt
import Exact

/// The exact share of a project: `numerator / (denominator of the run · utility)`.
struct ExactPrice {
  let project: Int
  let numerator: BigInt
  /// What those who pay in full get together, before factors.
  let utility: Int64
  /// Groups about which the bounds could not tell, and who turned out to be poor; ascending.
  let poorGroups: [Int32]

  /// The share per utility, made comparable with another's by cross-multiplication.
  func comparable(_ market: SharesMarket, with other: ExactPrice) -> BigInt {
    numerator * BigInt(other.utility) * BigInt(market.factors[other.project])
  }
}

extension SharesRun {
  /// Whether the supporters of a project have its cost among them, exactly.
  func canPay(for project: Int) -> Bool { deficit(of: project).signum() <= 0 }

  /// What the supporters of a project lack of its cost, times the denominator; not positive when
  /// they can pay.
  func deficit(of project: Int) -> BigInt {
    var sum = GroupSum(slots: exact.shares.count)
    for place in market.supporters.range(of: project) {
      let group = Int(market.supporters.groups[place])
      if budgets[group] >= 0 { sum.add(group, market, slots) }
    }
    let cost = BigInt(market.election.projects[project].cost)
    return cost * exact.denominator - exact.money(of: sum.voters, utilities: sum.utilities)
  }

  /// The share itself. Who is poor for certain, the bounds say; for the few others it is found by
  /// Newton's iteration with exact numbers, starting with all of them rich.
  func exactPrice(_ bounds: PriceBounds) -> ExactPrice {
    var poor = GroupSum(slots: exact.shares.count)
    var richUtility: Int64 = 0
    var unsure: [(group: Int, utility: Int64)] = []
    for place in market.supporters.range(of: bounds.project) {
      let group = Int(market.supporters.groups[place])
      let budget = budgets[group]
      guard budget >= 0 else { continue }
      let utility = market.supporters.points?[place] ?? 1
      if budget + error < bounds.floor * utility {
        poor.add(group, market, slots)
      } else {
        richUtility += Int64(market.election.profile.weights[group]) * utility
        if bounds.ceiling == .max || budget < bounds.ceiling * utility {
          unsure.append((group, utility))
        }
      }
    }
    var found: [Int32] = []
    while true {
      let price = numerator(of: bounds.project, poor: poor)
      let utilityNow = richUtility
      let poorer = unsure.filter { isPoor($0.group, $0.utility, price, utilityNow) }
      if poorer.isEmpty {
        return ExactPrice(
          project: bounds.project, numerator: price, utility: richUtility,
          poorGroups: found.sorted())
      }
      let known = Set(poorer.map(\.group))
      unsure.removeAll { known.contains($0.group) }
      for (group, utility) in poorer {
        poor.add(group, market, slots)
        richUtility -= Int64(market.election.profile.weights[group]) * utility
        found.append(Int32(group))
      }
    }
  }

  private func numerator(of project: Int, poor: GroupSum) -> BigInt {
    let cost = BigInt(market.election.projects[project].cost)
    return cost * exact.denominator - exact.money(of: poor.voters, utilities: poor.utilities)
  }

  /// Whether a voter has less than `numerator / (denominator · richUtility)` times the utility.
  private func isPoor(
    _ group: Int, _ utility: Int64, _ numerator: BigInt, _ richUtility: Int64
  ) -> Bool {
    var one = GroupSum(slots: exact.shares.count)
    one.add(group, market, slots, voters: 1)
    let money = exact.money(of: 1, utilities: one.utilities)
    return money * BigInt(richUtility) < numerator * BigInt(utility)
  }

  /// Takes the money for a project from its supporters.
  mutating func buy(_ price: ExactPrice) -> SharesResult.Step {
    let denominator = exact.denominator * BigInt(price.utility)
    exact.pay(price.numerator, utility: price.utility)
    slots[price.project] = Int32(exact.shares.count - 1)
    let share = exact.lastShareFloor(shift: shift)
    var (fullPayers, poorPayers, nextPoor) = (Int64(0), Int64(0), 0)
    for place in market.supporters.range(of: price.project) {
      let group = Int(market.supporters.groups[place])
      let budget = budgets[group]
      guard budget >= 0 else { continue }
      let weight = Int64(market.election.profile.weights[group])
      let utility = market.supporters.points?[place] ?? 1
      var isPoor = budget + error < share * utility
      if nextPoor < price.poorGroups.count, price.poorGroups[nextPoor] == Int32(group) {
        isPoor = true
        nextPoor += 1
      }
      if isPoor {
        budgets[group] = -1
        poorPayers += weight
      } else {
        budgets[group] = max(0, budget - (share + 1) * utility)
        fullPayers += weight
      }
    }
    error += market.largestUtility
    return SharesResult.Step(
      project: price.project, numerator: price.numerator, denominator: denominator,
      fullPayers: fullPayers, fullUtility: price.utility, poorPayers: poorPayers)
  }
}

/// How many voters some groups hold, and what they get from each funded project together.
private struct GroupSum {
  var voters: Int64 = 0
  var utilities: [Int64]

  init(slots: Int) { utilities = [Int64](repeating: 0, count: slots) }

  mutating func add(_ group: Int, _ market: SharesMarket, _ slots: [Int32], voters: Int64? = nil) {
    let profile = market.election.profile
    let weight = voters ?? Int64(profile.weights[group])
    self.voters += weight
    for place in profile.starts[group]..<profile.starts[group + 1] {
      let slot = Int(slots[Int(profile.choices[place])])
      guard slot >= 0 else { continue }
      let utility = market.utility(atChoice: place)
      if utility > 0 { utilities[slot] += weight * utility }
    }
  }
}
