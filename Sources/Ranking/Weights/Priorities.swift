/// Weights from pairwise comparisons.
///
/// Source: Saaty (1977), "A scaling method for priorities in hierarchical structures",
/// <https://doi.org/10.1016/0022-2496(77)90033-5>; Crawford, Williams (1985), "A note on the
/// analysis of subjective judgment matrices", <https://doi.org/10.1016/0022-2496(85)90002-1>.
public enum Priorities: String, CaseIterable, Hashable, Sendable {
  case geometricMean = "geometric-mean"
  case eigenvector
  /// The mean of the columns after each was divided by its sum: an approximation that some use.
  case columnMean = "column-mean"

  public func weights(_ matrix: PairwiseMatrix) -> [Double] {
    switch self {
    case .geometricMean: Self.geometricMean(matrix)
    case .eigenvector: Self.eigenvector(matrix).weights
    case .columnMean: Self.columnMean(matrix)
    }
  }

  static func geometricMean(_ matrix: PairwiseMatrix) -> [Double] {
    let share = 1 / Double(matrix.count)
    let means = matrix.rows.map { row in
      Elementary.exp(share * row.reduce(0) { $0 + Elementary.log($1) })
    }
    return Self.sumToOne(means)
  }

  /// The principal eigenvector and its eigenvalue, by squaring the matrix until its rows agree.
  ///
  /// - Complexity: O(*n*³) a squaring, about ten of them.
  static func eigenvector(_ matrix: PairwiseMatrix) -> (weights: [Double], value: Double) {
    let indices = matrix.rows.indices
    var power = matrix.rows
    var weights = Self.sumToOne(power.map { $0.reduce(0, +) })
    for _ in 0..<60 {
      let largest = power.joined().max() ?? 1
      let scaled = power.map { $0.map { $0 / largest } }
      power = indices.map { i in
        indices.map { j in indices.reduce(0) { $0 + scaled[i][$1] * scaled[$1][j] } }
      }
      let next = Self.sumToOne(power.map { $0.reduce(0, +) })
      let change = zip(next, weights).reduce(0) { max($0, ($1.0 - $1.1).magnitude) }
      weights = next
      if change < 1e-16 { break }
    }
    return (weights, Self.eigenvalue(matrix, weights))
  }

  static func columnMean(_ matrix: PairwiseMatrix) -> [Double] {
    let indices = matrix.rows.indices
    let sums = indices.map { j in indices.reduce(0) { $0 + matrix.rows[$1][j] } }
    return indices.map { i in
      indices.reduce(0) { $0 + matrix.rows[i][$1] / sums[$1] } / Double(matrix.count)
    }
  }

  /// The mean of (A w)ᵢ / wᵢ; the eigenvalue when w is the eigenvector.
  static func eigenvalue(_ matrix: PairwiseMatrix, _ weights: [Double]) -> Double {
    let ratios = matrix.rows.enumerated().map { i, row in
      zip(row, weights).reduce(0) { $0 + $1.0 * $1.1 } / weights[i]
    }
    return ratios.reduce(0, +) / Double(matrix.count)
  }

  private static func sumToOne(_ numbers: [Double]) -> [Double] {
    let sum = numbers.reduce(0, +)
    return numbers.map { $0 / sum }
  }
}
