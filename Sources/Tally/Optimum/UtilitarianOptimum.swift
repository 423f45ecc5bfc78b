import Exact

extension Election {
  /// The affordable set with the greatest total satisfaction, of those the cheapest: an exact
  /// knapsack.
  ///
  /// Satisfaction is votes · cost, votes, or points. Among sets of equal total and cost the one found
  /// first counts, projects being taken by total per cost, then in the order of ties.
  ///
  /// - Complexity: O(*m* · *s*), *s* the undominated sets that the bound leaves.
  ///
  /// Source: Nemhauser, Ullmann (1969), "Discrete dynamic programming and capital allocation",
  /// with the bound of Dantzig (1957).
  func utilitarianOptimum(
    _ candidates: [Int], satisfaction: Satisfaction, order: TieOrder, shouldStop: () -> Bool
  ) throws(TallyError) -> Outcome {
    var items: [KnapsackItem] = []
    var winners: [Int] = []
    var total: Int64 = 0
    for project in candidates {
      let value = try self.value(of: project, satisfaction)
      guard value > 0, projects[project].cost <= budget else { continue }
      if projects[project].cost == 0 {
        winners.append(project)
      } else {
        items.append(KnapsackItem(project: project, cost: projects[project].cost, value: value))
        let (sum, overflow) = total.addingReportingOverflow(value)
        guard !overflow else { throw .tooLarge(.utilitarianOptimum) }
        total = sum
      }
    }
    items.sort {
      let (a, b) = (Int128($0.value) * Int128($1.cost), Int128($1.value) * Int128($0.cost))
      return a == b ? order.precedes($0.project, $1.project) : a > b
    }
    var knapsack = Knapsack(items, capacity: budget)
    let best = try knapsack.best(shouldStop: shouldStop)
    winners += best.chosen.map { items[$0].project }
    var ties: [Tie] = []
    if let twin = best.twin {
      let difference = Set(best.chosen).symmetricDifference(twin).map { items[$0].project }.sorted()
      let (_, tie) = try order.choose(difference)
      let kept = difference.first { winners.contains($0) } ?? difference[0]
      if let tie {
        ties = [Tie(candidates: tie.candidates, chosen: kept, criterion: .fileOrder)]
      }
    }
    return optimalOutcome(winners, ties: ties, candidates: candidates)
  }

  private func value(of project: Int, _ satisfaction: Satisfaction) throws(TallyError) -> Int64 {
    switch satisfaction {
    case .cardinality: return votes[project]
    case .additive: return scores[project]
    case .cost:
      // A free project adds nothing to a sum of costs, yet its supporters are to have it.
      let (value, overflow) = votes[project]
        .multipliedReportingOverflow(by: max(1, projects[project].cost))
      guard !overflow else { throw .tooLarge(.utilitarianOptimum) }
      return value
    }
  }

  private func optimalOutcome(_ winners: [Int], ties: [Tie], candidates: [Int]) -> Outcome {
    var verdicts = [Verdict](repeating: .unsupported, count: projects.count)
    for project in candidates where votes[project] > 0 {
      let excess = projects[project].cost - budget
      verdicts[project] = excess > 0 ? .overBudget(lacking: excess) : .notInOptimum
    }
    for project in winners { verdicts[project] = .funded }
    return Outcome(
      winners: winners, cost: cost(of: winners), ties: ties, verdicts: verdicts)
  }
}
