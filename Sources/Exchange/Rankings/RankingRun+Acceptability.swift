import Civic
import Ranking

extension RankingRun {
  /// Above so many alternatives only the summary by rank is counted, not every pair.
  static let mostPairs = 200

  /// What is drawn from, with the settings that say how.
  mutating func partialValues() -> PartialValues {
    let values = PartialValues(table, scale: scale)
    settings["normalisation"] = .string(scale.rawValue)
    settings["samples"] = .whole(request.samples)
    settings["seed"] = .string("\(request.seed)")
    settings["ranked_by"] = "expected-rank"
    diagnose(values)
    return values
  }

  var options: Acceptability.Options {
    var options = Acceptability.Options()
    options.samples = request.samples
    options.seed = request.seed
    options.threads = request.threads
    options.countsPairs = request.countsPairs && table.alternatives.count <= Self.mostPairs
    return options
  }

  mutating func write(_ found: Acceptability) {
    acceptability = found
    if found.samples < request.samples {
      diagnose("stopped-early", ("samples", .whole(found.samples)))
    }
    settings["weights_drawn"] = .string(found.isWalk ? "hit-and-run" : "independent")
    ranks = Ranks(scores: found.expectedRanks, lowerIsBetter: true)
    scores = found.expectedRanks
    let (names, criteria) = (alternativeNames, criterionNames)
    result["acceptability"] = .named(names, found.ranks.map { .figures($0) })
    result["standard_error"] = .named(names, found.errors.map { .figures($0) })
    result["central_weights"] = .named(
      names,
      found.centralWeights.map { weights in
        weights.map { .named(criteria, figures: $0) } ?? .null
      })
    result["confidence"] = .named(names, found.confidence.map { .figure($0) })
    result["rank_entropy"] = .named(names, figures: found.entropies)
    if !found.wins.isEmpty {
      result["pairwise_winning"] = .named(names, found.wins.map { .named(names, figures: $0) })
    }
  }
}
