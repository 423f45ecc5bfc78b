import Civic
import Matching

/// Stable pairs as JSON.
struct StableAnswer {
  private let subject: MatchingSubject

  init(_ subject: MatchingSubject) {
    self.subject = subject
  }

  func answer(
    _ notes: inout [MatchingNote], shouldStop: () -> Bool
  ) throws(MatchingError) -> (MatchingReport.Answer, JSONObject) {
    let problem = subject.problem
    let overbooked = problem.overbooked
    guard overbooked.isEmpty else { return PairsAnswer(subject).overbooked }
    let preferences = try preferences(shouldStop)
    if preferences.oneSided > 0 {
      notes.append(.oneSidedPreferences(count: preferences.oneSided))
    }
    let free = problem.freeCapacity
    let outcome =
      if let isFirst = problem.isFirst {
        preferences.stableBetweenSides(capacity: free, isFirst: isFirst)
      } else {
        preferences.stableWithinGroup(capacity: free)
      }
    let pairs = outcome.pairs.map { ScoredEdge($0.0, $0.1, score: score($0.0, $0.1)) }
    let settled = problem.fixed.map { ScoredEdge($0.0, $0.1, score: score($0.0, $0.1)) }
    let all = (pairs + settled).sorted { ($0.one, $0.other) < ($1.one, $1.other) }
    var result = JSONObject()
    result["stable"] = .bool(outcome.isStable)
    result["pairs"] = PairsAnswer(subject).pairs(all)
    result["blocking"] = .array(
      outcome.blocking.map {
        ["a": .string(subject.names[$0.0]), "b": .string(subject.names[$0.1])]
      })
    result["unmatched"] = PairsAnswer(subject).unmatched(all)
    return (outcome.isStable ? .found : .infeasible, result)
  }

  /// Settled pairs are taken out: they are no longer anybody's choice.
  private func preferences(_ shouldStop: () -> Bool) throws(MatchingError) -> Preferences {
    let all =
      if let table = subject.table {
        try table.preferences(shouldStop: shouldStop)
      } else {
        try ranksOfReadyScores()
      }
    guard !subject.problem.fixed.isEmpty else { return all }
    let settled = subject.problem.fixed.map { [$0.0, $0.1] }
    return try Preferences(
      all.lists.enumerated().map { city, list in
        list.filter { !settled.contains([city, Int($0)]) && !settled.contains([Int($0), city]) }
      })
  }

  private func ranksOfReadyScores() throws(MatchingError) -> Preferences {
    var offers = [[(score: Int64, other: Int32)]](repeating: [], count: subject.names.count)
    for edge in subject.edges {
      offers[Int(edge.one)].append((edge.score, edge.other))
      offers[Int(edge.other)].append((edge.score, edge.one))
    }
    return try Preferences(
      offers.map { list in
        list.sorted { $0.score != $1.score ? $0.score > $1.score : $0.other < $1.other }
          .map(\.other)
      })
  }

  private func score(_ one: Int, _ other: Int) -> Int64 {
    if let table = subject.table { return max(0, table.score(one, other)) }
    return subject.edges.first {
      ($0.one == one && $0.other == other) || ($0.one == other && $0.other == one)
    }?.score ?? 0
  }
}
