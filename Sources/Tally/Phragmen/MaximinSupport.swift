import Exact

extension Election {
  /// The maximin support rule: funds, one after the other, the project with which the costs of all
  /// funded ones can be spread over their supporters most evenly, so that the greatest load is least.
  ///
  /// For a set *S* the least greatest load is the maximum, over its subsets *T*, of cost(*T*) over
  /// the voters who support any of *T*; ``LeastLoad`` finds it exactly with integer flows. What does
  /// not fit is passed over.
  ///
  /// - Complexity: O(*m*²) flows at worst; lower bounds save most of them.
  /// - Throws: ``TallyError/tooLarge(_:)`` when capacities could pass 64 bits.
  ///
  /// Source: Sánchez-Fernández, Fernández-García, Fisteus, Brill (2024), "The maximin support method",
  /// Mathematical Programming 203. <https://doi.org/10.1007/s10107-022-01805-8>; with costs as in
  /// Aziz, Lee, Talmon (2018), "Proportionally representative participatory budgeting".
  func maximinSupport(
    _ candidates: [Int], order: TieOrder, exclusive: ExclusiveGroups, shouldStop: () -> Bool
  ) throws(TallyError) -> Outcome {
    let (capacity, overflow) = max(budget, 1).multipliedReportingOverflow(
      by: Int64(max(1, profile.voters)))
    guard !overflow, capacity < 1 << 60 else { throw .tooLarge(.maximinSupport) }
    var count = GreedyCount(self, order: order, exclusive: exclusive)
    var classes = SupportClasses(self)
    var floors = [Load](repeating: .none, count: projects.count)
    var open = candidates.filter { votes[$0] > 0 }
    var prices: [Price] = []
    while true {
      for project in open {
        if let other = count.excluder(of: project) {
          count.decide(project, .excluded(by: other))
        } else if !count.fits(project) {
          count.decide(project, .overBudget(lacking: projects[project].cost - count.remaining))
        }
      }
      open = open.filter { count.fits($0) && count.excluder(of: $0) == nil }
      guard !open.isEmpty else { break }
      var least: Load?
      var equals: [Int] = []
      open.sort { floors[$0] < floors[$1] || (floors[$0] == floors[$1] && $0 < $1) }
      for project in open {
        if let least, least < floors[project] { break }
        if shouldStop() { throw .stopped }
        let load = classes.leastLoad(with: project, atLeast: floors[project])
        floors[project] = load
        if let best = least, best < load { continue }
        equals = least == load ? equals + [project] : [project]
        least = load
      }
      let chosen = try count.choose(equals)
      count.fund(chosen)
      classes.add(chosen)
      prices.append(
        Price(
          project: chosen, share: floors[chosen].rational, fullPayers: votes[chosen],
          poorPayers: 0, poorSum: .zero))
      open.removeAll { $0 == chosen }
    }
    var outcome = count.outcome
    outcome.prices = prices
    return outcome
  }
}

/// A cost over a number of voters, compared exactly.
struct Load: Comparable {
  let cost: Int64
  let voters: Int64

  static let none = Load(cost: 0, voters: 1)

  static func < (left: Load, right: Load) -> Bool {
    Int128(left.cost) * Int128(right.voters) < Int128(right.cost) * Int128(left.voters)
  }

  static func == (left: Load, right: Load) -> Bool {
    Int128(left.cost) * Int128(right.voters) == Int128(right.cost) * Int128(left.voters)
  }

  var rational: Rational { Rational(cost) / Rational(voters) }
}
