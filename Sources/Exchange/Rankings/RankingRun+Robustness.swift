import Civic
import Ranking

extension RankingRun {
  /// Between which weights the order, and the first place, stay as they are.
  mutating func writeStability() {
    if let additive, !additive.values.isUncertain {
      parts = additive.values.lows
    }
    guard let parts, let ranks, table.alternatives.count > 1 else { return }
    let found = WeightStability(parts: parts, weights: weights, ranks: ranks)
    func intervals(_ ranges: [ClosedRange<Double>]) -> JSONValue {
      .named(criterionNames, ranges.map { .figures([$0.lowerBound, $0.upperBound]) })
    }
    result["stability"] = intervals(found.whole)
    result["stability_first"] = intervals(found.first)
  }

  /// The most alternatives for which removals and pairs are tried.
  static let mostReversals = 40

  mutating func writeReversals() throws(RankingError) {
    guard request.testsReversals, !request.method.isSorting, request.method != .smaa, ranks != nil,
      (2...Self.mostReversals).contains(table.alternatives.count),
      table.criteria.allSatisfy({ $0.comparisons == nil }),
      table.columns.allSatisfy({ $0.allSatisfy { $0.exact != nil } })
    else { return }
    let found = try RankReversal(table) { table throws(RankingError) in try ranks(of: table) }
    let names = alternativeNames
    result["reversals"] = [
      "removal_changes_first": .texts(found.removalsThatChangeTheFirst.map { names[$0] }),
      "removal_changes_order": .texts(found.removalsThatChangeTheOrder.map { names[$0] }),
      "worse_changes_first": .texts(found.worseThatChangesTheFirst.map { names[$0] }),
      "transitive": .bool(found.isTransitive), "agrees_with_pairs": .bool(found.agreesWithPairs),
    ]
    if !found.removalsThatChangeTheFirst.isEmpty {
      diagnose(
        "rank-reversal", ("test", "removal"),
        ("alternatives", .texts(found.removalsThatChangeTheFirst.map { names[$0] })))
    }
    if !found.worseThatChangesTheFirst.isEmpty {
      diagnose(
        "rank-reversal", ("test", "worse-replacement"),
        ("alternatives", .texts(found.worseThatChangesTheFirst.map { names[$0] })))
    }
    if !found.isTransitive { diagnose("rank-reversal", ("test", "transitivity")) }
  }

  /// The ranking of another table by the same method and weights.
  private func ranks(of table: DecisionTable) throws(RankingError) -> Ranks {
    switch request.method {
    case .topsis:
      guard let name = settings["normalisation"]?.string,
        let normalisation = IdealDistance.Normalisation(rawValue: name)
      else { throw .noAlternatives }
      return Ranks(scores: try Self.closeness(table, weights, normalisation))
    case .vikor:
      return Compromise(
        try table.orientedColumns(), weights: weights, majority: request.majority
      ).ranks
    case .promethee:
      return Ranks(scores: try Self.flows(table, try table.orientedColumns(), weights).net)
    case .electreIII: return try Self.distillation(table, weights).ranks
    case .ahp:
      return Ranks(
        scores: request.synthesis.scores(
          try Self.priorities(table, request.priorities), weights: weights))
    case .mavt, .bwm, .smaa, .electreTri, .mrSort:
      return AdditiveValue(PartialValues(table, scale: scale), weights: weights).ranks
    }
  }
}
