import Civic
import Ranking

extension RankingRun {
  mutating func runFlows(_ shouldStop: () -> Bool) throws(RankingError) {
    let columns = try table.orientedColumns()
    let flows = try Self.flows(table, columns, weights, shouldStop)
    ranks = Ranks(scores: flows.net)
    scores = flows.net
    parts = flows.single
    var members: [JSONValue] = []
    for i in flows.net.indices {
      members.append([
        "plus": .figure(flows.plus[i]), "minus": .figure(flows.minus[i]),
        "net": .figure(flows.net[i]),
      ])
    }
    result["flows"] = .named(alternativeNames, members)
    guard table.alternatives.count <= 200 else { return }
    let indices = table.alternatives.indices
    let names = alternativeNames
    result["relations"] = .named(
      names,
      indices.map { i in
        .named(
          indices.filter { $0 != i }.map { names[$0] },
          indices.filter { $0 != i }.map { .string(flows.relation(i, $0).rawValue) })
      })
  }

  static func flows(
    _ table: DecisionTable, _ columns: [[Double]], _ weights: [Double],
    _ shouldStop: () -> Bool = { false }
  ) throws(RankingError) -> PreferenceFlows {
    for criterion in table.criteria where criterion.preference?.isUsable == false {
      throw .unusableThresholds(criterion.id)
    }
    return try PreferenceFlows(
      columns, functions: table.criteria.map { $0.preference ?? .usual }, weights: weights,
      shouldStop: shouldStop)
  }

  /// The most alternatives that are compared pair by pair.
  static let mostPairwise = 1500

  mutating func runDistillation(_ shouldStop: () -> Bool) throws(RankingError) {
    settings["distillation"] = [
      "alpha": .figure(Distillation.alpha), "beta": .figure(Distillation.beta),
    ]
    let found = try Self.distillation(table, weights, shouldStop)
    let names = alternativeNames
    func classes(_ classes: [[Int]]) -> JSONValue {
      .array(classes.map { .texts($0.map { names[$0] }) })
    }
    result["preorder"] = [
      "descending": classes(found.distillation.descending),
      "ascending": classes(found.distillation.ascending),
      "final": classes(found.distillation.final),
      "incomparable": .array(
        found.distillation.incomparable.map { .texts([names[$0.0], names[$0.1]]) }),
    ]
    ranks = found.ranks
    guard table.alternatives.count <= 200 else { return }
    result["credibility"] = .named(
      names, found.credibility.map { .named(names, figures: $0) })
    result["concordance"] = .named(names, found.concordance.map { .named(names, figures: $0) })
  }

  struct Distilled {
    let credibility: [[Double]]
    let concordance: [[Double]]
    let distillation: Distillation
    let ranks: Ranks
  }

  static func distillation(
    _ table: DecisionTable, _ weights: [Double], _ shouldStop: () -> Bool = { false }
  ) throws(RankingError) -> Distilled {
    guard table.alternatives.count <= mostPairwise else { throw .tooLarge(limit: mostPairwise) }
    let rows = try table.orientedRows()
    let credibility = try Credibility(criteria: table.criteria, weights: weights)
    let matrix = try credibility.matrix(rows: rows, shouldStop: shouldStop)
    let found = try Distillation(matrix, shouldStop: shouldStop)
    var places = [Double](repeating: 0, count: rows.count)
    for (place, members) in found.final.enumerated() {
      for index in members { places[index] = Double(place) }
    }
    let concordance =
      rows.count <= 200 ? rows.map { a in rows.map { credibility.concordance(a, $0) } } : []
    return Distilled(
      credibility: matrix, concordance: concordance, distillation: found,
      ranks: Ranks(scores: places, lowerIsBetter: true))
  }

  mutating func runSorting() throws(RankingError) {
    let rows = try table.orientedRows()
    let categories = try OrderedCategories(profiles, criteria: table.criteria)
    let names = alternativeNames
    let isTri = request.method == .electreTri
    let lambda = request.lambda ?? file.lambda ?? (isTri ? 0.75 : 0.5)
    settings["lambda"] = .figure(lambda)
    settings["categories"] = .whole(categories.count)
    if !file.categories.isEmpty { result["category_names"] = .texts(file.categories) }
    if isTri {
      let credibility = try Credibility(criteria: table.criteria, weights: weights)
      let found = ElectreTri(
        rows: rows, categories: categories, credibility: credibility, lambda: lambda)
      result["categories"] = .named(
        names,
        rows.indices.map {
          [
            "pessimistic": .whole(found.pessimistic[$0]),
            "optimistic": .whole(found.optimistic[$0]),
          ]
        })
      result["credibility"] = .named(
        names,
        found.credibilities.map { pairs in
          .array(pairs.map { .figures([$0.0, $0.1]) })
        })
      ranks = Ranks(scores: found.pessimistic.map { Double($0) })
      explainShortfalls(found.pessimistic, rows, categories)
    } else {
      let found = MajorityRuleSorting(
        rows: rows, categories: categories, weights: weights, vetoes: table.criteria.map(\.veto),
        lambda: lambda)
      result["categories"] = .named(names, found.categories.map { .whole($0) })
      result["support"] = .named(names, found.support.map { .figures($0) })
      ranks = Ranks(scores: found.categories.map { Double($0) })
      explainShortfalls(found.categories, rows, categories)
    }
  }

  /// How far an alternative is from the profile above its category, criterion by criterion.
  private mutating func explainShortfalls(
    _ found: [Int], _ rows: [[Double]], _ categories: OrderedCategories
  ) {
    guard let name = request.explained,
      let index = table.alternatives.firstIndex(where: { $0.id == name }),
      found[index] <= categories.profiles.count
    else { return }
    let profile = categories.profiles[found[index] - 1]
    explained = .named(
      criterionNames,
      zip(profile, rows[index]).map { ["short_of_next_category": .figure(max(0, $0 - $1))] })
  }
}

extension DecisionTable {
  /// The scores by alternative, turned so that more is better, when all are exact.
  func orientedRows() throws(RankingError) -> [[Double]] {
    let columns = try orientedColumns()
    return alternatives.indices.map { i in columns.map { $0[i] } }
  }
}
