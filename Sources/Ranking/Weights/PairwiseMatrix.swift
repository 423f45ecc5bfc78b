/// Comparisons of all pairs: entry (i, j) says how many times i is as much as j.
public struct PairwiseMatrix: Hashable, Sendable {
  /// Row by row; reciprocal, with ones on the diagonal.
  public let rows: [[Double]]

  public var count: Int { rows.count }

  /// How far an entry may be from the reciprocal of its mirror: comparisons come rounded.
  public static let reciprocalTolerance = 0.02

  /// - Throws: ``RankingError/unusableComparison(_:_:)`` with the first entry that does not fit.
  public init(_ rows: [[Double]]) throws(RankingError) {
    for (i, row) in rows.enumerated() {
      guard row.count == rows.count else { throw .unusableComparison(i, row.count) }
      for (j, entry) in row.enumerated() {
        guard entry > 0, entry >= 1e-9, entry <= 1e9 else { throw .unusableComparison(i, j) }
        let product = j < i ? entry * rows[j][i] : i == j ? entry : 1
        guard (product - 1).magnitude <= Self.reciprocalTolerance else {
          throw .unusableComparison(i, j)
        }
      }
    }
    self.rows = rows
  }

  /// The matrix in which every comparison is the geometric mean of several people's.
  ///
  /// Aggregation of individual judgements: Aczél, Saaty (1983), "Procedures for synthesizing ratio
  /// judgements". <https://doi.org/10.1016/0022-2496(83)90028-7>
  ///
  /// - Returns: `nil` without matrices, or when their sizes differ.
  public static func mean(of matrices: [PairwiseMatrix]) -> PairwiseMatrix? {
    guard let first = matrices.first, matrices.allSatisfy({ $0.count == first.count }) else {
      return nil
    }
    let share = 1 / Double(matrices.count)
    let rows = first.rows.indices.map { i in
      first.rows.indices.map { j in
        Elementary.exp(share * matrices.reduce(0) { $0 + Elementary.log($1.rows[i][j]) })
      }
    }
    return try? PairwiseMatrix(rows)
  }
}
