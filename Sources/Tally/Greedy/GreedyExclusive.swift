/// Funds projects by score, passing over what does not fit and whatever shares an exclusive group
/// with a project already funded: Warsaw's rule for projects at the same place.
///
/// The groups are in `count`. Without groups this is plain greedy.
///
/// - Complexity: O(*m* log *m*).
func greedyExclusive(
  _ candidates: [Int], by key: GreedyCount.Key, count: inout GreedyCount
) throws(TallyError) {
  try greedy(candidates, by: key, count: &count)
}
