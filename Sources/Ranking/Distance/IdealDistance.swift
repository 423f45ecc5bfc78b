/// TOPSIS: how close an alternative is to the best of every criterion, and how far from the worst.
///
/// Source: Hwang, Yoon (1981), "Multiple attribute decision making".
/// <https://doi.org/10.1007/978-3-642-48318-9>
public struct IdealDistance: Sendable {
  /// TOPSIS is not one method: the normalisation changes the result and is always named.
  public enum Normalisation: String, CaseIterable, Hashable, Sendable {
    /// By the scales of the criteria, ideals at their ends: others do not change a closeness.
    case fixed
    /// By the worst and the best of the table.
    case minmax
    /// Divided by the root of the sum of squares.
    case vector
  }

  /// From 0 at the worst of everything to 1 at the best.
  public let closeness: [Double]
  private let lines: [Line]
  private let weights: [Double]

  /// - Parameters:
  ///   - columns: By criterion, then alternative; exact.
  ///   - directions: Of the criteria. With `fixed`, columns are values from 0 to 1, all `max`.
  ///   - weights: Not negative.
  /// - Complexity: O(alternatives · criteria).
  public init(
    _ columns: [[Double]], directions: [Criterion.Direction], weights: [Double],
    normalisation: Normalisation
  ) {
    let count = columns.first?.count ?? 0
    var toBest = [Double](repeating: 0, count: count)
    var toWorst = toBest
    let lines = columns.enumerated().map { Line($1, directions[$0], normalisation) }
    for (j, column) in columns.enumerated() {
      let line = lines[j]
      let factor = weights[j] / line.divisor
      let (best, worst) = (line.best, line.worst)
      for i in 0..<count {
        let up = factor * (column[i] - best)
        let down = factor * (column[i] - worst)
        toBest[i] += up * up
        toWorst[i] += down * down
      }
    }
    var closeness = toBest
    for i in 0..<count {
      let (best, worst) = (toBest[i].squareRoot(), toWorst[i].squareRoot())
      closeness[i] = best + worst > 0 ? worst / (best + worst) : 0.5
    }
    self.closeness = closeness
    self.lines = lines
    self.weights = weights
  }

  /// By criterion, the weighted distances of a row of scores to the best and to the worst.
  public func distances(_ row: [Double]) -> [(best: Double, worst: Double)] {
    row.indices.map { j in
      let factor = weights[j] / lines[j].divisor
      return (
        factor * (row[j] - lines[j].best).magnitude, factor * (row[j] - lines[j].worst).magnitude
      )
    }
  }

  /// What a column's distances are measured from and divided by.
  private struct Line: Sendable {
    let best: Double
    let worst: Double
    let divisor: Double

    init(_ column: [Double], _ direction: Criterion.Direction, _ kind: Normalisation) {
      var (low, high) = (column.first ?? 0, column.first ?? 0)
      for score in column {
        if score < low { low = score }
        if score > high { high = score }
      }
      if kind == .fixed { (low, high) = (0, 1) }
      (best, worst) = direction == .max ? (high, low) : (low, high)
      let size: Double
      if kind == .vector {
        let largest = max(low.magnitude, high.magnitude)
        var sum = 0.0
        if largest > 0 { for score in column { sum += (score / largest) * (score / largest) } }
        size = largest * sum.squareRoot()
      } else {
        size = high - low
      }
      divisor = size > 0 ? size : 1
    }
  }
}
