import Ranking

extension RankingFile {
  /// The file's own weights; without them, those of its people put together: the geometric means of
  /// their comparisons if all compared pairs, else the means of their weights.
  var groupWeighing: WeightInformation {
    get throws(RankingError) {
      guard weights == .none, !people.isEmpty else { return weights }
      let matrices = people.compactMap { person -> PairwiseMatrix? in
        if case .pairwise(let matrix) = person.weights { matrix } else { nil }
      }
      if matrices.count == people.count, let mean = PairwiseMatrix.mean(of: matrices) {
        return .pairwise(mean)
      }
      guard people.contains(where: { $0.weights != .none }) else { return .none }
      var sums = [Double](repeating: 0, count: table.criteria.count)
      for person in people {
        for (j, weight) in try person.weights.point(names: criterionNames).enumerated() {
          sums[j] += weight / Double(people.count)
        }
      }
      return .exact(sums)
    }
  }

  /// The table, with the means of people's exact scores where they scored for themselves.
  var groupTable: DecisionTable {
    get throws(RankingError) {
      let own = people.compactMap(\.table)
      guard !own.isEmpty, !hasGroupScores else { return table }
      let columns = table.columns.indices.map { j in
        table.columns[j].indices.map { i -> Score in
          let scores = own.compactMap { $0.columns[j][i].exact }
          guard scores.count == own.count else { return table.columns[j][i] }
          return .exact(scores.reduce(0) { $0 + $1 / Double(own.count) })
        }
      }
      return try DecisionTable(
        criteria: table.criteria, alternatives: table.alternatives, columns: columns)
    }
  }
}

extension DecisionTable {
  /// Criteria on which no alternative has a score.
  var missingCriteria: Set<Int> {
    guard !alternatives.isEmpty else { return [] }
    return Set(
      criteria.indices.filter { j in
        criteria[j].comparisons == nil && columns[j].allSatisfy { $0 == .missing }
      })
  }
}
