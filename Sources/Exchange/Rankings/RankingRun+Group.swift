import Civic
import Ranking

extension RankingRun {
  /// Each person's own table, to be ranked by the same method.
  var personRuns: [RankingRun] {
    get throws(RankingError) {
      guard !file.table.alternatives.isEmpty else { return [] }
      var runs: [RankingRun] = []
      for person in file.people {
        var own = RankingFile(table: person.table ?? file.table, weights: person.weights)
        own.profiles = file.profiles
        own.lambda = file.lambda
        var asked = request
        (asked.testsReversals, asked.countsPairs) = (false, false)
        (asked.explained, asked.compared) = (nil, [])
        if request.method == .bwm, person.weights.kind != "best-worst" { asked.method = .mavt }
        runs.append(try RankingRun(own, asked))
      }
      return runs
    }
  }

  /// What people have in common and where they differ.
  mutating func writeGroup(_ runs: [RankingRun]) {
    guard !runs.isEmpty else { return }
    var rankings: [[Int]] = []
    var entries: [JSONValue] = []
    for (person, run) in zip(file.people, runs) {
      guard let ranks = run.ranks else { return }
      rankings.append(ranks.ranks)
      var entry = JSONObject()
      entry["name"] = .string(person.name)
      entry["weights"] = run.result["weights"]
      entry["ranking"] = run.result["ranking"]
      entry["consistency"] = run.result["consistency"]
      entry["categories"] = run.result["categories"]
      entries.append(.object(entry))
    }
    result["group"] = .object(group(RankAggregation(rankings), entries))
  }

  private func group(_ together: RankAggregation, _ entries: [JSONValue]) -> JSONObject {
    let names = alternativeNames
    var group = JSONObject()
    group["people"] = .array(entries)
    group["weights_by"] = .string(groupWeightsBy)
    group["rank_range"] = .named(
      names,
      names.indices.map { i in
        let ranks = together.ranks.map { $0[i] }
        return .array([.whole(ranks.min() ?? 0), .whole(ranks.max() ?? 0)])
      })
    group["kendall_w"] = .figure(together.concordance)
    let people = together.ranks.indices
    if together.alternatives <= 300, people.count <= 100 {
      group["kendall_tau"] = .array(
        people.map { a in .array(people.map { .figure(together.tau(a, $0)) }) })
    }
    guard together.alternatives <= 300 else { return group }
    group["borda"] = .named(names, figures: together.borda)
    group["copeland"] = .named(names, together.copeland.map { .whole($0) })
    group["condorcet_winner"] = together.condorcetWinner.map { .string(names[$0]) } ?? .null
    let kemeny = Kemeny(together)
    group["kemeny"] = [
      "order": .texts(kemeny.order.map { names[$0] }), "distance": .whole(kemeny.distance),
      "bound": .whole(kemeny.bound), "exact": .bool(kemeny.isExact),
    ]
    return group
  }

  private var groupWeightsBy: String {
    guard file.weights == .none else { return "file" }
    switch weighing {
    case .pairwise: return "aij-geometric-mean"
    case .none: return "none"
    default: return "aip-mean"
    }
  }
}
