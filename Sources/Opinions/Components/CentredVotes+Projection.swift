extension CentredVotes {
  /// Where each participant is on the map: those with few votes are moved outwards, as if they had
  /// voted on all statements.
  ///
  /// Excluded statements count as voted on by everybody.
  ///
  /// - Complexity: O(votes).
  func projections(on axes: [Point], isExcluded: [Bool]) -> [Point] {
    let excluded = isExcluded.count { $0 }
    let statements = Double(matrix.statements.count)
    var points = multiply(axes)
    for row in points.indices {
      var votes = matrix.votes(ofParticipant: row)
      if excluded > 0 {
        let range = matrix.rowStarts[row]..<matrix.rowStarts[row + 1]
        votes -= matrix.cells[range].count { isExcluded[VoteMatrix.column($0)] }
      }
      points[row] *= (statements / Double(max(1, votes + excluded))).squareRoot()
    }
    return points
  }
}
