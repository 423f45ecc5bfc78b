/// The best-worst method's linear model: weights that minimise the largest error ξ of
/// |w_B − a_Bj·w_j| and |w_j − a_jW·w_W|. Its answer is unique.
///
/// Source: Rezaei (2016), "Best-worst multi-criteria decision-making method: Some properties and a
/// linear model". <https://doi.org/10.1016/j.omega.2015.12.001>
public struct LinearBestWorst: Hashable, Sendable {
  public let weights: [Double]
  /// The largest error.
  public let xi: Double

  /// - Complexity: A linear programme of *n* + 1 variables and at most 4*n* − 5 rows.
  public init(_ comparisons: BestWorstComparisons) {
    let count = comparisons.count
    var rows: [[Double]] = []
    // Both signs of every error, as error − ξ ≤ 0.
    func bound(_ first: Int, _ factor: Double, _ second: Int) {
      guard first != second else { return }
      for sign in [1.0, -1.0] {
        var row = [Double](repeating: 0, count: count + 1)
        row[first] = sign
        row[second] = -sign * factor
        row[count] = -1
        rows.append(row)
      }
    }
    for j in 0..<count { bound(comparisons.best, comparisons.bestToOthers[j], j) }
    for j in 0..<count where j != comparisons.best {
      bound(j, comparisons.othersToWorst[j], comparisons.worst)
    }
    let solution = Simplex.minimise(
      cost: [Double](repeating: 0, count: count) + [1], rowsAtMostZero: rows,
      sumToOne: Array(0..<count))
    weights = Array(solution.dropLast())
    xi = solution[count]
  }
}
