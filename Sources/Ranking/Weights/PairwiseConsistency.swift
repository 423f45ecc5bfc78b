/// How far pairwise comparisons contradict each other.
public struct PairwiseConsistency: Sendable {
  /// Three comparisons and how far a·b is from c: 1 when they agree.
  public struct Triad: Hashable, Sendable {
    public let first: Int
    public let second: Int
    public let third: Int
    /// (first, second) · (second, third) / (first, third), or its reciprocal if that is larger.
    public let error: Double
  }

  public let lambdaMax: Double
  /// (λ − n) / (n − 1).
  public let index: Double
  /// The index over that of random matrices; `nil` where the table of those ends.
  public let ratio: Double?
  /// Aguarón and Moreno-Jiménez's geometric consistency index, for weights by geometric means.
  public let geometricIndex: Double
  /// Those that contradict most, from the worst; at most ten.
  public let worstTriads: [Triad]

  /// - Complexity: O(*n*³).
  public init(_ matrix: PairwiseMatrix, randomIndex: RandomIndex) {
    let count = Double(matrix.count)
    lambdaMax = matrix.count == 1 ? 1 : Priorities.eigenvector(matrix).value
    index = matrix.count < 2 ? 0 : (lambdaMax - count) / (count - 1)
    ratio = Self.ratio(index, count: matrix.count, randomIndex)
    let weights = Priorities.geometricMean(matrix)
    var sum = 0.0
    for i in 0..<matrix.count {
      for j in 0..<matrix.count where i < j {
        let error = Elementary.log(matrix.rows[i][j] * weights[j] / weights[i])
        sum += error * error
      }
    }
    geometricIndex = matrix.count < 3 ? 0 : 2 * sum / ((count - 1) * (count - 2))
    worstTriads = Self.triads(matrix)
  }

  /// Whether the ratio is at most 0.1, Saaty's limit.
  public var isAcceptable: Bool? { ratio.map { $0 <= 0.1 } }

  static func ratio(_ index: Double, count: Int, _ table: RandomIndex) -> Double? {
    table.value(count: count).map { $0 > 0 ? index / $0 : 0 }
  }

  /// The mean of (A w)ᵢ / wᵢ for the columns' means, which some call λ, and its ratio.
  public static func columnMean(
    _ matrix: PairwiseMatrix, randomIndex: RandomIndex
  ) -> (lambda: Double, ratio: Double?) {
    let lambda = Priorities.eigenvalue(matrix, Priorities.columnMean(matrix))
    let count = Double(matrix.count)
    let index = matrix.count < 2 ? 0 : (lambda - count) / (count - 1)
    return (lambda, ratio(index, count: matrix.count, randomIndex))
  }

  private static func triads(_ matrix: PairwiseMatrix) -> [Triad] {
    var triads: [Triad] = []
    let rows = matrix.rows
    for i in rows.indices {
      for j in rows.indices where j > i {
        for k in rows.indices where k > j {
          let product = rows[i][j] * rows[j][k] / rows[i][k]
          let error = max(product, 1 / product)
          if error > 1 + 1e-9 {
            triads.append(Triad(first: i, second: j, third: k, error: error))
          }
        }
      }
    }
    triads.sort {
      ($1.error, $0.first, $0.second, $0.third) < ($0.error, $1.first, $1.second, $1.third)
    }
    return Array(triads.prefix(10))
  }
}
