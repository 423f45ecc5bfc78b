/// The vote matrix with empty cells at their column's mean, less those means.
///
/// Empty cells and those of excluded statements are zero then, so only votes need be visited.
struct CentredVotes {
  let matrix: VoteMatrix
  /// Mean of the votes on each statement; zero for excluded ones.
  let center: [Double]
  /// Three a column: what a disagreement, a pass, an agreement is above the mean.
  let deviations: [Double]
  /// Sum of squared deviations in each column.
  private let variance: [Double]

  /// - Parameter isExcluded: Statements whose votes count as zero for everybody.
  init(_ matrix: VoteMatrix, isExcluded: [Bool]) {
    self.matrix = matrix
    let tallies = matrix.tallies()
    var center = [Double](repeating: 0, count: matrix.statements.count)
    var deviations = [Double](repeating: 0, count: tallies.count)
    for column in center.indices where !isExcluded[column] {
      let (against, passes, favour) = (
        Int(tallies[3 * column]), Int(tallies[3 * column + 1]), Int(tallies[3 * column + 2])
      )
      let mean = Double(favour - against) / Double(against + passes + favour)
      center[column] = mean
      for stance in 0..<3 { deviations[3 * column + stance] = Double(stance - 1) - mean }
    }
    self.center = center
    self.deviations = deviations
    variance = center.indices.map { column in
      (0..<3).reduce(0.0) { sum, stance in
        let deviation = deviations[3 * column + stance]
        return sum + Double(tallies[3 * column + stance]) * deviation * deviation
      }
    }
  }

  /// Whether votes on a statement differ; not so for excluded ones.
  func hasVariance(_ column: Int) -> Bool { variance[column] > 0 }

  /// Each cell's deviation times its column's point.
  private func table(_ columns: [Point]) -> [Point] {
    deviations.indices.map { columns[$0 / 3] * deviations[$0] }
  }

  /// *X v* for two vectors at once: a point for each participant.
  func multiply(_ columns: [Point]) -> [Point] {
    let table = table(columns)
    return table.withUnsafeBufferPointer { table in
      matrix.cells.withUnsafeBufferPointer { cells in
        matrix.participants.indices.map { row in
          var sum = Point.zero
          for index in matrix.rowStarts[row]..<matrix.rowStarts[row + 1] {
            sum += table[Int(cells[index])]
          }
          return sum
        }
      }
    }
  }

  /// *XᵀX v* for two vectors at once.
  ///
  /// - Complexity: O(votes).
  func gram(_ columns: [Point]) -> [Point] {
    let table = table(columns)
    var sums = [Point](repeating: .zero, count: table.count)
    table.withUnsafeBufferPointer { table in
      sums.withUnsafeMutableBufferPointer { sums in
        matrix.cells.withUnsafeBufferPointer { cells in
          matrix.rowStarts.withUnsafeBufferPointer { starts in
            for row in 0..<(starts.count - 1) {
              let range = starts[row]..<starts[row + 1]
              var score = Point.zero
              for index in range { score += table[Int(cells[index])] }
              for index in range { sums[Int(cells[index])] += score }
            }
          }
        }
      }
    }
    return columns.indices.map { column in
      let first = 3 * column
      return sums[first] * deviations[first] + sums[first + 1] * deviations[first + 1]
        + sums[first + 2] * deviations[first + 2]
    }
  }
}
