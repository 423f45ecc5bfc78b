import Civic
import Ranking

extension RankingRun {
  /// What TOPSIS divides scores by: as asked for; by scales when every criterion has one; else by
  /// the root of the sum of squares.
  private var idealNormalisation: IdealDistance.Normalisation {
    switch request.normalisation {
    case .fixed?: .fixed
    case .minmax?: .minmax
    case .vector?, .none?: .vector
    case nil: table.criteria.allSatisfy { $0.value != nil } ? .fixed : .vector
    }
  }

  mutating func runIdealDistance() throws(RankingError) {
    let normalisation = idealNormalisation
    settings["normalisation"] = .string(normalisation.rawValue)
    if normalisation != .fixed {
      diagnose(
        "normalised-by-data", ("normalisation", .string(normalisation.rawValue)),
        ("effect", "adding or removing can reverse ranks"))
    }
    if normalisation == .fixed { diagnose(PartialValues(table, scale: .fixed)) }
    let closeness = try Self.closeness(table, weights, normalisation)
    ranks = Ranks(scores: closeness)
    scores = closeness
    guard let name = request.explained,
      let index = table.alternatives.firstIndex(where: { $0.id == name })
    else { return }
    let (columns, directions) = try Self.idealColumns(table, normalisation)
    let distances = IdealDistance(
      columns, directions: directions, weights: weights, normalisation: normalisation
    ).distances(columns.map { $0[index] })
    explained = .named(
      criterionNames,
      distances.map { ["to_best": .figure($0.best), "to_worst": .figure($0.worst)] })
  }

  static func closeness(
    _ table: DecisionTable, _ weights: [Double], _ normalisation: IdealDistance.Normalisation
  ) throws(RankingError) -> [Double] {
    let (columns, directions) = try idealColumns(table, normalisation)
    return IdealDistance(
      columns, directions: directions, weights: weights, normalisation: normalisation
    ).closeness
  }

  /// Scores by criterion, with `fixed` as values from 0 to 1, and which way is better.
  private static func idealColumns(
    _ table: DecisionTable, _ normalisation: IdealDistance.Normalisation
  ) throws(RankingError) -> ([[Double]], [Criterion.Direction]) {
    var columns = try table.exactColumns()
    var directions = table.criteria.map(\.direction)
    if normalisation == .fixed {
      let values = PartialValues(table, scale: .fixed)
      columns = values.lows.enumerated().map { j, column in
        let bounds = values.bounds(of: j)
        let width = bounds.upperBound - bounds.lowerBound
        return column.map { width > 0 ? ($0 - bounds.lowerBound) / width : 0 }
      }
      directions = directions.map { _ in .max }
    }
    return (columns, directions)
  }

  mutating func runCompromise() throws(RankingError) {
    settings["v"] = .figure(request.majority)
    settings["normalisation"] = "minmax"
    let columns = try table.orientedColumns()
    let found = Compromise(columns, weights: weights, majority: request.majority)
    ranks = found.ranks
    scores = found.scores
    let names = alternativeNames
    result["compromise"] = [
      "set": .texts(found.proposed.map { names[$0] }),
      "acceptable_advantage": .bool(found.hasAdvantage),
      "acceptable_stability": .bool(found.isStable),
      "s": .named(names, figures: found.sums), "r": .named(names, figures: found.greatest),
      "q": .named(names, figures: found.scores),
    ]
    if let name = request.explained,
      let index = table.alternatives.firstIndex(where: { $0.id == name })
    {
      let regrets = Compromise.regrets(columns, weights: weights)
      explained = .named(criterionNames, regrets.map { ["regret": .figure($0[index])] })
    }
  }
}
