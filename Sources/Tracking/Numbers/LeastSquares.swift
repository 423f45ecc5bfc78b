/// Ordinary least squares by Householder reflections: y = Xb + e.
///
/// Source: Golub, Van Loan (2013), Matrix Computations, 4th edition, section 5.3.2.
struct LeastSquares {
  let coefficients: [Double]
  let residuals: [Double]
  /// (XᵀX)⁻¹.
  let inverse: [[Double]]
  private let rows: [[Double]]

  /// - Parameters:
  ///   - rows: X, a row an observation; all equally long.
  ///   - y: As many as rows.
  /// - Returns: Nothing when there are fewer rows than columns or the columns depend on each other.
  /// - Complexity: O(rows · columns²).
  init?(_ rows: [[Double]], _ y: [Double]) {
    guard let count = rows.first?.count, rows.count >= count, count > 0 else { return nil }
    var r = rows
    var z = y
    for column in 0..<count {
      guard Self.reflect(&r, &z, column) else { return nil }
    }
    guard let upper = Self.inverse(ofUpper: r, count) else { return nil }
    let found = (0..<count).map { i in (i..<count).reduce(0) { $0 + upper[i][$1] * z[$1] } }
    coefficients = found
    residuals = zip(rows, y).map { row, y in y - zip(row, found).reduce(0) { $0 + $1.0 * $1.1 } }
    inverse = (0..<count).map { i in
      (0..<count).map { j in
        (max(i, j)..<count).reduce(0) { $0 + upper[i][$1] * upper[j][$1] }
      }
    }
    self.rows = rows
  }

  var degreesOfFreedom: Int { rows.count - coefficients.count }
  var sumOfSquares: Double { residuals.reduce(0) { $0 + $1 * $1 } }

  /// The coefficients' covariance when the errors are independent and of one variance.
  var covariance: [[Double]] {
    let variance = sumOfSquares / Double(degreesOfFreedom)
    return inverse.map { $0.map { $0 * variance } }
  }

  /// The coefficients' covariance when errors of nearby rows may go together.
  ///
  /// Bartlett weights up to the lag, scaled by n / (n − k) for small samples.
  /// Source: Newey, West (1987), "A simple, positive semi-definite, heteroskedasticity and
  /// autocorrelation consistent covariance matrix". <https://doi.org/10.2307/1913610>
  func neweyWest(lag: Int) -> [[Double]] {
    let count = coefficients.count
    let scores = zip(rows, residuals).map { row, e in row.map { $0 * e } }
    var meat = Array(repeating: Array(repeating: 0.0, count: count), count: count)
    for distance in 0...max(0, min(lag, rows.count - 1)) {
      let weight = 1 - Double(distance) / Double(lag + 1)
      for row in distance..<rows.count {
        let (a, b) = (scores[row], scores[row - distance])
        for i in 0..<count {
          for j in 0..<count {
            meat[i][j] += weight * (distance == 0 ? a[i] * a[j] : a[i] * b[j] + b[i] * a[j])
          }
        }
      }
    }
    let correction = Double(rows.count) / Double(degreesOfFreedom)
    return Self.product(Self.product(inverse, meat), inverse).map { $0.map { $0 * correction } }
  }

  /// cᵀVc: the variance of a combination of coefficients.
  static func variance(of combination: [Double], _ covariance: [[Double]]) -> Double {
    zip(combination, covariance).reduce(0) { sum, pair in
      sum + pair.0 * zip(combination, pair.1).reduce(0) { $0 + $1.0 * $1.1 }
    }
  }

  private static func product(_ a: [[Double]], _ b: [[Double]]) -> [[Double]] {
    a.map { row in
      b[0].indices.map { j in zip(row, b).reduce(0) { $0 + $1.0 * $1.1[j] } }
    }
  }

  /// Turns the column below the diagonal to zero; false when next to nothing is left of it.
  private static func reflect(_ r: inout [[Double]], _ z: inout [Double], _ column: Int) -> Bool {
    let whole = r.reduce(0) { $0 + $1[column] * $1[column] }.squareRoot()
    let below = r[column...].reduce(0) { $0 + $1[column] * $1[column] }.squareRoot()
    guard below > whole * 1e-12, below.isFinite else { return false }
    let diagonal = r[column][column] > 0 ? -below : below
    var v = r[column...].map { $0[column] }
    v[0] -= diagonal
    let size = v.reduce(0) { $0 + $1 * $1 }
    for j in column..<r[0].count {
      let share = 2 * zip(v, r[column...]).reduce(0) { $0 + $1.0 * $1.1[j] } / size
      for i in v.indices { r[column + i][j] -= share * v[i] }
    }
    let share = 2 * zip(v, z[column...]).reduce(0) { $0 + $1.0 * $1.1 } / size
    for i in v.indices { z[column + i] -= share * v[i] }
    return true
  }

  private static func inverse(ofUpper r: [[Double]], _ count: Int) -> [[Double]]? {
    var result = Array(repeating: Array(repeating: 0.0, count: count), count: count)
    for j in 0..<count {
      guard r[j][j] != 0 else { return nil }
      result[j][j] = 1 / r[j][j]
      for i in stride(from: j - 1, through: 0, by: -1) {
        let sum = (i + 1...j).reduce(0) { $0 + r[i][$1] * result[$1][j] }
        result[i][j] = -sum / r[i][i]
      }
    }
    return result
  }
}
