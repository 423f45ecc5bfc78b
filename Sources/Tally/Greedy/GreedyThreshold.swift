import Exact

/// Funds projects by score, passing over what does not fit and leaving out every project whose
/// score is below a least one: the rule of Łódź, Katowice and, in some years, Warsaw.
///
/// - Parameter threshold: In points; a project with exactly this score is admitted.
/// - Complexity: O(*m* log *m*).
func greedyThreshold(
  _ candidates: [Int], by key: GreedyCount.Key, threshold: Rational, count: inout GreedyCount
) throws(TallyError) {
  let profile = count.election.profile
  let unit = (0..<profile.pointScale).reduce(Rational.one) { value, _ in value * Rational(10) }
  var admitted: [Int] = []
  for project in candidates {
    let score = Rational(count.election.scores[project]) / unit
    if score < threshold {
      count.decide(project, .belowThreshold(lacking: threshold - score))
    } else {
      admitted.append(project)
    }
  }
  try greedy(admitted, by: key, count: &count)
}
