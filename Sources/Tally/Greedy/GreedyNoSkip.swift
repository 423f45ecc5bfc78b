/// Funds projects by score and ends at the first that does not fit: the rule of Gdynia and of
/// Wrocław.
///
/// - Returns: The project at which the rule ended; `nil` when all were funded.
/// - Complexity: O(*m* log *m*).
@discardableResult
func greedyNoSkip(
  _ candidates: [Int], by key: GreedyCount.Key, count: inout GreedyCount
) throws(TallyError) -> Int? {
  var end: Int?
  for equals in count.classes(of: candidates, by: key) {
    var open = equals
    while !open.isEmpty {
      if end != nil {
        for project in open { count.decide(project, .afterTheEnd) }
        break
      }
      for project in open {
        if let other = count.excluder(of: project) { count.decide(project, .excluded(by: other)) }
      }
      open = open.filter { count.excluder(of: $0) == nil }
      guard !open.isEmpty else { break }
      let next = try count.choose(open)
      open.removeAll { $0 == next }
      if count.fits(next) {
        count.fund(next)
      } else {
        let lacking = count.election.projects[next].cost - count.remaining
        count.decide(next, .overBudget(lacking: lacking))
        end = next
      }
    }
  }
  return end
}
