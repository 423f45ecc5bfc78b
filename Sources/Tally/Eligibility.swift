extension Election {
  /// Projects with too few votes for their cost: votes / voters < cost / (*k* · budget).
  ///
  /// Source: the ordinance of Świecie (2023), with *k* = 3.
  ///
  /// - Returns: For each such project how many more votes would have admitted it.
  /// - Complexity: O(projects).
  public func ineligible(divisor: Int64) -> [Int: Int64] {
    precondition(divisor > 0, "a share of the budget needs a positive divisor")
    var lacking: [Int: Int64] = [:]
    let whole = Int128(divisor) * Int128(budget)
    for (index, project) in projects.enumerated() {
      let needed = Int128(project.cost) * Int128(profile.voters)
      guard Int128(votes[index]) * whole < needed else { continue }
      let least = whole == 0 ? Int128(profile.voters) + 1 : (needed + whole - 1) / whole
      lacking[index] = Int64(least) - votes[index]
    }
    return lacking
  }
}
