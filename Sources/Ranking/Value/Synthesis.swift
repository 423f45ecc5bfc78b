/// How AHP puts the priorities of alternatives under each criterion together.
///
/// Source: Belton, Gear (1983), "On a short-coming of Saaty's method of analytic hierarchies",
/// <https://doi.org/10.1016/0305-0483(83)90047-6>: the distributive mode can reverse ranks when a
/// copy of an alternative is added, the ideal mode does not.
public enum Synthesis: String, CaseIterable, Hashable, Sendable {
  /// Priorities under a criterion are divided by the largest.
  case ideal
  /// Priorities under a criterion sum to 1.
  case distributive

  /// Scores that sum to 1.
  ///
  /// - Parameters:
  ///   - priorities: By criterion, then alternative; not negative, none of the columns all zero.
  ///   - weights: Summing to 1.
  public func scores(_ priorities: [[Double]], weights: [Double]) -> [Double] {
    var scores = [Double](repeating: 0, count: priorities.first?.count ?? 0)
    for (column, weight) in zip(priorities, weights) {
      let whole = self == .ideal ? column.max() ?? 1 : column.reduce(0, +)
      for (i, priority) in column.enumerated() { scores[i] += weight * priority / whole }
    }
    let sum = scores.reduce(0, +)
    return scores.map { $0 / sum }
  }
}
