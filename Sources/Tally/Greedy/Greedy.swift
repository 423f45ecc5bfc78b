/// Funds projects by score, passing over any that no longer fits: most cities' rule.
///
/// - Complexity: O(*m* log *m*) after the count of ballots; *m* projects.
///
/// Source: Rey, Maly (2023), "The (computational) social choice take on indivisible participatory
/// budgeting", section 4.1. <https://arxiv.org/abs/2303.00621>
func greedy(
  _ candidates: [Int], by key: GreedyCount.Key, count: inout GreedyCount
) throws(TallyError) {
  for equals in count.classes(of: candidates, by: key) {
    try count.takeWhatFits(of: equals)
  }
}
