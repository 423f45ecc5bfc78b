import Civic
import Ranking

extension RankingRun {
  /// Above so many alternatives only the summary by rank is counted, not every pair.
  static let mostPairs = 200

  mutating func runAcceptability(
    _ shouldStop: @Sendable @escaping () -> Bool
  ) async throws(RankingError) {
    let values = PartialValues(table, scale: scale)
    settings["normalisation"] = .string(scale.rawValue)
    settings["samples"] = .whole(request.samples)
    settings["seed"] = .string("\(request.seed)")
    settings["ranked_by"] = "expected-rank"
    diagnose(values)
    var options = Acceptability.Options()
    options.samples = request.samples
    options.seed = request.seed
    options.threads = request.threads
    options.countsPairs = request.countsPairs && table.alternatives.count <= Self.mostPairs
    let found = try await Acceptability(
      table, values, weights: weighing, options: options, shouldStop: shouldStop)
    acceptability = found
    if found.samples < request.samples {
      diagnose("stopped-early", ("samples", .whole(found.samples)))
    }
    settings["weights_drawn"] = .string(found.isWalk ? "hit-and-run" : "independent")
    ranks = Ranks(scores: found.expectedRanks, lowerIsBetter: true)
    scores = found.expectedRanks
    write(found)
  }

  private mutating func write(_ found: Acceptability) {
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
