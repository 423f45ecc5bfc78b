import Civic
import Matching

/// The best pairs as JSON, each with its reasons.
struct PairsAnswer {
  private let subject: MatchingSubject

  init(_ subject: MatchingSubject) {
    self.subject = subject
  }

  func answer(
    shouldStop: () -> Bool
  ) throws(MatchingError) -> (MatchingReport.Answer, JSONObject) {
    let problem = subject.problem
    guard problem.overbooked.isEmpty else { return overbooked }
    var result = JSONObject()
    let outcome =
      if let table = subject.table {
        try problem.bestPairs(of: table, shouldStop: shouldStop)
      } else {
        try problem.bestPairs(among: subject.edges, shouldStop: shouldStop)
      }
    result["status"] = outcome.isOptimal ? "optimal" : "feasible"
    result["pairs"] = pairs(outcome.pairs)
    result["total"] = .string(subject.text(outcome.total))
    result["bound"] = .string(subject.text(outcome.bound))
    result["unmatched"] = unmatched(outcome.pairs)
    return (outcome.isOptimal ? .found : .limited, result)
  }

  /// Which cities have more settled pairs than they can have.
  var overbooked: (MatchingReport.Answer, JSONObject) {
    var result = JSONObject()
    result["status"] = "infeasible"
    result["pairs"] = .array([])
    let cities = subject.problem.overbooked.map { JSONValue.string(subject.names[$0]) }
    result["conflict"] = .array([
      [
        "rule": "capacity", "cities": .array(cities),
      ]
    ])
    return (.infeasible, result)
  }

  func pairs(_ pairs: [ScoredEdge]) -> JSONValue {
    let fixed = Set(subject.problem.fixed.map { [min($0.0, $0.1), max($0.0, $0.1)] })
    return .array(
      pairs.map { pair in
        let (one, other) = (Int(pair.one), Int(pair.other))
        var object = JSONObject()
        object["a"] = .string(subject.names[one])
        object["b"] = .string(subject.names[other])
        object["score"] = .string(subject.text(pair.score))
        object["reasons"] = .array([])
        if let explanation = subject.table?.explanation(one, other) {
          object["confidence"] = .string(MatchingReport.decimal(explanation.confidence))
          object["reasons"] = .array(PairReasons(explanation).values)
        }
        if fixed.contains([min(one, other), max(one, other)]) { object["fixed"] = true }
        return .object(object)
      })
  }

  /// Cities that could have a partner and have none.
  func unmatched(_ pairs: [ScoredEdge]) -> JSONValue {
    var isPaired = subject.names.map { _ in false }
    for pair in pairs {
      isPaired[Int(pair.one)] = true
      isPaired[Int(pair.other)] = true
    }
    return .array(
      subject.names.indices.filter { !isPaired[$0] && subject.problem.capacity[$0] > 0 }
        .map { .string(subject.names[$0]) })
  }
}
