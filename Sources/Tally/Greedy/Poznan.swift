/// Poznań's rule: funds projects by score to the first that does not fit, and funds that one too
/// if the money left is at least 80 % of its cost; the rest comes from a reserve.
///
/// - Complexity: O(*m* log *m*).
///
/// Source: the comment of the city's files in Pabulib, "greedy-custom". <https://pabulib.org>
func poznan(
  _ candidates: [Int], by key: GreedyCount.Key, count: inout GreedyCount
) throws(TallyError) {
  guard let end = try greedyNoSkip(candidates, by: key, count: &count) else { return }
  let cost = Int128(count.election.projects[end].cost)
  if Int128(count.remaining) * 100 >= cost * 80 { count.fundWithReserve(end) }
}
