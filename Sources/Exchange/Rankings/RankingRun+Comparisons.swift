import Civic
import Ranking

extension RankingRun {
  /// Best-worst: weights by the linear model, with what the nonlinear one leaves open; alternatives
  /// by additive values.
  mutating func runBestWorst() throws(RankingError) {
    settings["model"] = .string(request.bestWorstModel.rawValue)
    guard case .bestWorst(let comparisons) = weighing else {
      // Several people's comparisons: each has its own consistency.
      guard file.weights == .none, file.people.contains(where: { $0.weights.kind == "best-worst" })
      else { throw .comparisonsMissing }
      return runAdditive()
    }
    let linear = LinearBestWorst(comparisons)
    let nonlinear = NonlinearBestWorst(comparisons)
    let names = file.criterionNames
    result["consistency"] = [
      "xi": .figure(request.bestWorstModel == .linear ? linear.xi : nonlinear.xi),
      "input_based_cr": .figure(nonlinear.inputConsistency),
      "cr": .figure(nonlinear.consistencyRatio),
      "worst_comparison": nonlinear.worstInput.map { .string(names[$0]) } ?? .null,
      "nonlinear": [
        "xi": .figure(nonlinear.xi), "cr": .figure(nonlinear.consistencyRatio),
        "weight_intervals": .named(
          names, nonlinear.intervals.map { .figures([$0.lowerBound, $0.upperBound]) }),
        "weights": .named(names, figures: nonlinear.center),
      ],
      "linear": ["xi": .figure(linear.xi), "weights": .named(names, figures: linear.weights)],
    ]
    if !table.alternatives.isEmpty, table.missingCriteria.count < table.criteria.count {
      runAdditive()
    }
  }

  /// AHP: weights from comparisons of criteria, priorities of alternatives from comparisons or
  /// scores, put together.
  mutating func runHierarchy() throws(RankingError) {
    settings["priorities"] = .string(request.priorities.rawValue)
    settings["synthesis"] = .string(request.synthesis.rawValue)
    settings["random_index"] = .string(request.randomIndex.rawValue)
    if case .pairwise(let matrix) = weighing {
      result["consistency"] = consistency(matrix, names: file.criterionNames)
      if matrix.count > 15, request.randomIndex.value(count: matrix.count) == nil {
        diagnose("no-random-index", ("criteria", .whole(matrix.count)))
      }
    }
    var local = JSONObject()
    for criterion in table.criteria {
      if let matrix = criterion.comparisons {
        local[criterion.id] = consistency(matrix, names: alternativeNames)
      }
    }
    if !local.members.isEmpty { result["consistency_by_criterion"] = .object(local) }
    let isEmpty =
      table.criteria.allSatisfy { $0.comparisons == nil }
      && table.missingCriteria.count == table.criteria.count
    guard !table.alternatives.isEmpty, !isEmpty else { return }
    let priorities = try Self.priorities(table, request.priorities)
    let scores = request.synthesis.scores(priorities, weights: weights)
    ranks = Ranks(scores: scores)
    self.scores = scores
    parts = priorities.map { column in
      let whole = request.synthesis == .ideal ? column.max() ?? 1 : column.reduce(0, +)
      return column.map { $0 / whole }
    }
    result["local_priorities"] = .named(
      criterionNames, priorities.map { .named(alternativeNames, figures: $0) })
  }

  /// The priorities of alternatives under each criterion, summing to 1.
  static func priorities(
    _ table: DecisionTable, _ method: Priorities
  ) throws(RankingError) -> [[Double]] {
    var priorities: [[Double]] = []
    for (j, criterion) in table.criteria.enumerated() {
      if let matrix = criterion.comparisons {
        guard matrix.count == table.alternatives.count else {
          throw .unusableComparison(matrix.count, matrix.count)
        }
        priorities.append(method.weights(matrix))
        continue
      }
      var column: [Double] = []
      for (i, score) in table.columns[j].enumerated() {
        let cell = table.cell(i, j)
        guard let number = score.exact else { throw .scoreNotExact(cell) }
        let isLess = criterion.direction == .min
        guard number > 0 || (number == 0 && !isLess) else { throw .scoreNotPositive(cell) }
        column.append(isLess ? 1 / number : number)
      }
      let sum = column.reduce(0, +)
      guard sum > 0 else { throw .scoreNotPositive(table.cell(0, j)) }
      priorities.append(column.map { $0 / sum })
    }
    return priorities
  }

  private func consistency(_ matrix: PairwiseMatrix, names: [String]) -> JSONValue {
    let found = PairwiseConsistency(matrix, randomIndex: request.randomIndex)
    let mean = PairwiseConsistency.columnMean(matrix, randomIndex: request.randomIndex)
    var object = JSONObject()
    object["lambda_max"] = .figure(found.lambdaMax)
    object["ci"] = .figure(found.index)
    object["cr"] = .figure(found.ratio)
    object["ri"] = .figure(request.randomIndex.value(count: matrix.count))
    object["ri_table"] = .string(request.randomIndex.rawValue)
    object["gci"] = .figure(found.geometricIndex)
    object["consistent"] = found.isAcceptable.map { .bool($0) } ?? .null
    object["eigenvector"] = .named(names, figures: Priorities.eigenvector.weights(matrix))
    object["geometric_mean"] = .named(names, figures: Priorities.geometricMean.weights(matrix))
    object["column_mean"] = .named(names, figures: Priorities.columnMean.weights(matrix))
    object["column_mean_lambda"] = .figure(mean.lambda)
    object["column_mean_cr"] = .figure(mean.ratio)
    object["worst_triads"] = .array(
      found.worstTriads.map { triad in
        [
          "criteria": .texts([names[triad.first], names[triad.second], names[triad.third]]),
          "error": .figure(triad.error),
        ]
      })
    return .object(object)
  }
}
