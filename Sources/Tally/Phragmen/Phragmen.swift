import BigInt
import Exact

extension Election {
  /// Phragmén's sequential rule: money flows to all voters at the same speed, and a project is
  /// funded when its supporters have its cost together; what they paid with is then spent.
  ///
  /// Equally: the project is next whose cost, spread evenly over its supporters' loads, gives them
  /// the least load. The rule ends when a project that could be next does not fit. Projects without
  /// support have an infinite load and come last. Loads are compared exactly: as integers over one
  /// denominator, after bounds in fixed-point numbers have told who can be next.
  ///
  /// - Complexity: O(rounds · choices) at worst.
  ///
  /// Source: Los, Christoff, Grossi (2022), "Proportional budget allocations: Towards a
  /// systematization", IJCAI, section 3; Brill, Freeman, Janson, Lackner (2017), "Phragmén's voting
  /// methods and justified representation".
  func phragmen(
    _ candidates: [Int], order: TieOrder, exclusive: ExclusiveGroups, shouldStop: () -> Bool
  ) throws(TallyError) -> Outcome {
    var loads = PhragmenLoads(self)
    var count = GreedyCount(self, order: order, exclusive: exclusive)
    var prices: [Price] = []
    var open = candidates.filter { projects[$0].cost <= budget }
    for project in candidates where projects[project].cost > budget {
      count.decide(project, .overBudget(lacking: projects[project].cost - budget))
    }
    while !open.isEmpty {
      if shouldStop() { throw .stopped }
      let equals = loads.next(among: open)
      if let unfitting = equals.first(where: { !count.fits($0) }) {
        for project in open { count.decide(project, .afterTheEnd) }
        let lacking = projects[unfitting].cost - count.remaining
        count.decide(unfitting, .overBudget(lacking: lacking))
        break
      }
      let chosen = try count.choose(equals)
      count.fund(chosen)
      if let load = loads.fund(chosen) {
        prices.append(
          Price(
            project: chosen, share: load, fullPayers: votes[chosen], poorPayers: 0, poorSum: .zero))
      }
      let others = exclusive.others(than: chosen)
      for other in others where open.contains(other) { count.decide(other, .excluded(by: chosen)) }
      open.removeAll { $0 == chosen || others.contains($0) }
    }
    var outcome = count.outcome
    outcome.prices = prices
    return outcome
  }
}
