extension Election {
  /// How many more votes would have had a project funded by the greedy rule that passes over, all
  /// else being equal and ties going against it.
  ///
  /// - Parameter winners: What greedy funded, in order.
  /// - Returns: `nil` when no number would do: it costs more than the budget.
  /// - Complexity: O(winners).
  public func missingScore(of project: Int, winners: [Int]) -> Int64? {
    guard projects[project].cost <= budget, !winners.contains(project) else { return nil }
    var remaining = budget
    var missing: Int64?
    for winner in winners {
      // Before this winner it would still have fitted; it must then have more points.
      if projects[project].cost <= remaining {
        missing = max(0, scores[winner] + 1 - scores[project])
      }
      remaining -= projects[winner].cost
    }
    return missing
  }
}
