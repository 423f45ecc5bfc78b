/// Alternatives, criteria and scores: what every method starts from.
public struct DecisionTable: Sendable {
  public let criteria: [Criterion]
  public let alternatives: [Alternative]
  /// By criterion, then by alternative.
  public let columns: [[Score]]

  /// Larger numbers are refused, so that sums and squares stay finite.
  public static let largestScore = 1e100

  /// - Parameter columns: A column for each criterion, a score for each alternative.
  /// - Throws: ``RankingError`` when an identifier stands twice or a score is no plain number.
  public init(
    criteria: [Criterion], alternatives: [Alternative], columns: [[Score]]
  ) throws(RankingError) {
    precondition(columns.count == criteria.count, "one column a criterion")
    precondition(columns.allSatisfy { $0.count == alternatives.count }, "one score an alternative")
    guard !criteria.isEmpty else { throw .noCriteria }
    var seen: Set<String> = []
    for criterion in criteria {
      guard seen.insert(criterion.id).inserted else { throw .repeatedCriterion(criterion.id) }
    }
    seen = []
    for alternative in alternatives {
      guard seen.insert(alternative.id).inserted else {
        throw .repeatedAlternative(alternative.id)
      }
    }
    self.criteria = criteria
    self.alternatives = alternatives
    self.columns = columns
    for (j, column) in columns.enumerated() {
      for (i, score) in column.enumerated() where !Self.isPlain(score) {
        throw .unusableScore(cell(i, j))
      }
    }
  }

  private static func isPlain(_ score: Score) -> Bool {
    guard let range = score.range else { return true }
    return range.lowerBound >= -largestScore && range.upperBound <= largestScore
  }

  /// The name of a cell, for errors and diagnostics.
  public func cell(_ alternative: Int, _ criterion: Int) -> RankingError.Cell {
    RankingError.Cell(
      alternative: alternatives[alternative].id, criterion: criteria[criterion].id)
  }

  /// All scores by criterion, when every one is exact.
  ///
  /// - Throws: ``RankingError/scoreNotExact(_:)`` with the first that is not.
  public func exactColumns() throws(RankingError) -> [[Double]] {
    var exact: [[Double]] = []
    exact.reserveCapacity(columns.count)
    for (j, column) in columns.enumerated() {
      var scores: [Double] = []
      scores.reserveCapacity(column.count)
      for (i, score) in column.enumerated() {
        guard case .exact(let number) = score else { throw .scoreNotExact(cell(i, j)) }
        scores.append(number)
      }
      exact.append(scores)
    }
    return exact
  }

  /// The scores turned so that more is better, when all are exact.
  public func orientedColumns() throws(RankingError) -> [[Double]] {
    var columns = try exactColumns()
    for (j, criterion) in criteria.enumerated() where criterion.direction == .min {
      for i in columns[j].indices { columns[j][i].negate() }
    }
    return columns
  }

  /// The table with only some of the alternatives, in the order given.
  public func keeping(_ chosen: [Int]) throws(RankingError) -> DecisionTable {
    try DecisionTable(
      criteria: criteria, alternatives: chosen.map { alternatives[$0] },
      columns: columns.map { column in chosen.map { column[$0] } })
  }

  /// The table without some of its criteria.
  public func dropping(criteria dropped: Set<Int>) throws(RankingError) -> DecisionTable {
    let kept = criteria.indices.filter { !dropped.contains($0) }
    return try DecisionTable(
      criteria: kept.map { criteria[$0] }, alternatives: alternatives,
      columns: kept.map { columns[$0] })
  }
}
