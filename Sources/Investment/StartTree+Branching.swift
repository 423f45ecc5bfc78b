/// What a node is split by.
extension StartTree {
  struct Change {
    let variable: Int
    let (low, high): (Double, Double)
  }

  struct Branch {
    /// Where its gains are kept.
    let key: Int
    let fraction: Double
    var children: [[Change]]
  }

  func branches(of node: StartSimplex) -> [Branch] {
    var branches: [Branch] = []
    for (action, offers) in offersOf.enumerated() where !offers.isEmpty {
      let sum = offers.reduce(0) { $0 + node.point[$1] }
      if (sum - sum.rounded()).magnitude > 1e-6 {
        let group = rows.group[action]
        let low = offers.filter { node.upper[$0] > 0 }.map { Change(variable: $0, low: 0, high: 0) }
        let high =
          group >= 0
          ? Change(variable: rows.columns + group, low: 0, high: 0)
          : Change(variable: offers[0], low: 1, high: 1)
        // What is settled, and only not yet within its bounds, splits nothing.
        if low.isEmpty
          || (node.lower[high.variable], node.upper[high.variable]) == (high.low, high.high)
        {
          continue
        }
        branches.append(
          Branch(key: action, fraction: min(max(sum, 0.01), 0.99), children: [low, [high]]))
      } else if sum > 0.5, let most = offers.map({ node.point[$0] }).max(), most < 1 - 1e-6 {
        let branch = years(offers, action, node)
        if branch.children.allSatisfy({ !$0.isEmpty }) { branches.append(branch) }
      }
    }
    return branches
  }

  /// Splits an action's years where the sum of what is before is nearest to a half.
  private func years(_ offers: [Int], _ action: Int, _ node: StartSimplex) -> Branch {
    var (sum, split, before) = (0.0, 1, 0.0)
    for place in 1..<offers.count {
      sum += node.point[offers[place - 1]]
      if (sum - 0.5).magnitude < (before - 0.5).magnitude { (split, before) = (place, sum) }
    }
    func out(_ offers: ArraySlice<Int>) -> [Change] {
      offers.filter { node.upper[$0] > 0 }.map { Change(variable: $0, low: 0, high: 0) }
    }
    return Branch(
      key: offersOf.count + action, fraction: min(max(before, 0.01), 0.99),
      children: [out(offers[split...]), out(offers[..<split])])
  }

  /// The branch that promises most, tried out where too little is known; `nil` when one side of
  /// one turned out to be empty, and the node is smaller now.
  mutating func choose(
    _ branches: [Branch], _ node: inout StartSimplex, _ bound: Double
  ) -> Branch? {
    let room = max(1, bound - cutoff)
    let mean = averageGain()
    let order = branches.map { (branch: $0, score: score($0, mean, room)) }
      .sorted { $0.score > $1.score }
    var best: (branch: Branch, score: Double)?
    var inVain = 0
    for (branch, guess) in order {
      if inVain >= 6 { break }
      var points = guess
      if min(gains[branch.key].count.low, gains[branch.key].count.high) < 4 {
        var drops: [Double] = []
        for side in 0..<2 {
          guard let drop = probe(branch, side, node, room) else {
            for change in branch.children[1 - side] {
              node.narrow(change.variable, change.low, change.high)
            }
            return nil
          }
          drops.append(drop)
        }
        points = max(drops[0], room * 1e-4) * max(drops[1], room * 1e-4)
      }
      if points > best?.score ?? -1 {
        (best, inVain) = ((branch, points), 0)
      } else {
        inVain += 1
      }
    }
    return best?.branch
  }

  /// By how much the bound falls on one side; `nil` when nothing is there.
  private mutating func probe(
    _ branch: Branch, _ side: Int, _ node: StartSimplex, _ room: Double
  ) -> Double? {
    var child = node
    for change in branch.children[side] { child.narrow(change.variable, change.low, change.high) }
    let outcome = child.solve(above: cutoff, atMost: 40, rows)
    if outcome == .infeasible { return nil }
    if outcome == .cutOff, isLeft(child.bound(rows).bound) { return nil }
    let drop = max(0, node.objective - child.objective)
    let distance = side == 0 ? branch.fraction : 1 - branch.fraction
    if side == 0 {
      gains[branch.key].sum.low += drop / distance
      gains[branch.key].count.low += 1
    } else {
      gains[branch.key].sum.high += drop / distance
      gains[branch.key].count.high += 1
    }
    return min(drop, room)
  }

  private func averageGain() -> Double {
    let (sum, count) = gains.reduce((0.0, 0)) {
      ($0.0 + $1.sum.low + $1.sum.high, $0.1 + $1.count.low + $1.count.high)
    }
    return count > 0 ? sum / Double(count) : 1
  }

  private func score(_ branch: Branch, _ mean: Double, _ room: Double) -> Double {
    let gain = gains[branch.key]
    let low = gain.count.low > 0 ? gain.sum.low / Double(gain.count.low) : mean
    let high = gain.count.high > 0 ? gain.sum.high / Double(gain.count.high) : mean
    let drops = (min(room, low * branch.fraction), min(room, high * (1 - branch.fraction)))
    return max(drops.0, room * 1e-4) * max(drops.1, room * 1e-4)
  }
}
