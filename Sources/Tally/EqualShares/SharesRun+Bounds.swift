import BigInt

/// Between what two numbers the share of a project lies.
struct PriceBounds {
  let project: Int
  let floor: Int64
  let ceiling: Int64
}

extension SharesRun {
  /// Bounds of the least share at which the supporters can pay for a project; `nil` when they
  /// cannot.
  ///
  /// The share solves sum of min(budget, share · utility) = cost, whose left side is concave in the
  /// share; Newton's iteration from below ends after a few steps at the exact root for the lower
  /// budgets, rounded up.
  ///
  /// - Complexity: O(supporting groups · steps).
  mutating func bounds(of project: Int) -> PriceBounds? {
    let cost = market.election.projects[project].cost << shift
    let open = openSupporters(of: project)
    if open.money &+ error &* open.voters < cost { return nil }
    if open.money < cost {
      guard canPay(for: project) else { return nil }
      return PriceBounds(project: project, floor: floors[project], ceiling: .max)
    }
    var share = max(floors[project], (cost &+ open.utility &- 1) / open.utility)
    while true {
      let (poorMoney, richUtility) = split(count: open.count, at: share)
      guard richUtility > 0 else {
        return PriceBounds(project: project, floor: floors[project], ceiling: share)
      }
      let next = (cost &- poorMoney &+ richUtility &- 1) / richUtility
      if next <= share {
        let excess = poorMoney &+ share &* richUtility &- cost
        let slack = (excess &+ error &* open.voters &+ richUtility &- 1) / richUtility
        let floor = max(floors[project], share &- slack)
        return PriceBounds(project: project, floor: floor, ceiling: share)
      }
      share = next
    }
  }

  /// Gathers the supporters of a project who have money left.
  private mutating func openSupporters(
    of project: Int
  ) -> (count: Int, money: Int64, voters: Int64, utility: Int64) {
    var (count, money, voters, utility) = (0, Int64(0), Int64(0), Int64(0))
    let weights = market.election.profile.weights
    let groups = market.supporters.groups
    let points = market.supporters.points
    for place in market.supporters.range(of: project) {
      let group = Int(groups[place])
      let budget = budgets[group]
      guard budget >= 0 else { continue }
      let weight = Int64(weights[group])
      openBudgets[count] = budget
      openVoters[count] = weight
      money &+= weight &* budget
      voters &+= weight
      if let points {
        openUtilities[count] = points[place]
        openWeights[count] = weight &* points[place]
        utility &+= weight &* points[place]
      }
      count += 1
    }
    return (count, money, voters, points == nil ? voters : utility)
  }

  /// The money of those who cannot pay a share, and the utility of those who can.
  private func split(count: Int, at share: Int64) -> (poorMoney: Int64, richUtility: Int64) {
    var (poorMoney, richUtility) = (Int64(0), Int64(0))
    if openUtilities.isEmpty {
      for place in 0..<count {
        let (budget, weight) = (openBudgets[place], openVoters[place])
        let isPoor = budget < share
        poorMoney &+= isPoor ? budget &* weight : 0
        richUtility &+= isPoor ? 0 : weight
      }
    } else {
      for place in 0..<count {
        let budget = openBudgets[place]
        let isPoor = budget < share &* openUtilities[place]
        poorMoney &+= isPoor ? budget &* openVoters[place] : 0
        richUtility &+= isPoor ? 0 : openWeights[place]
      }
    }
    return (poorMoney, richUtility)
  }
}
