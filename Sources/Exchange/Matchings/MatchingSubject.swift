import Exact
import Matching

/// The cities of either input, as the parts of a report need them.
struct MatchingSubject {
  let names: [String]
  let problem: PairProblem
  /// `nil` for ready scores.
  let table: ScoreTable?
  let edges: [ScoredEdge]
  /// Whether pairs are only between groups.
  let isAcross: Bool
  let notes: [MatchingNote]

  init(_ input: MatchingInput, _ request: MatchingRequest) throws {
    switch input {
    case .scores(let file):
      names = file.names
      problem = file.problem
      (table, edges) = (nil, file.edges)
      isAcross = !file.isOneGroup
      notes = file.notes
    case .profiles(let file):
      let groups = Set(file.cities.compactMap(\.group))
      switch request.across {
      case .any: isAcross = false
      case .auto:
        isAcross = groups.count >= 2 && (request.mode == .pairs || request.mode == .stable)
      case .groups:
        guard groups.count >= 2 else { throw MatchingRequest.Failure.groupsMissing }
        isAcross = true
      }
      names = file.cities.map(\.id.rawValue)
      let table = try ScoreTable(
        file.cities, weights: file.weights, barred: file.declined, acrossGroups: isAcross)
      self.table = table
      edges = []
      // Two groups, and everybody in one of them: two sides.
      let isTwoSided =
        isAcross && groups.count == 2 && file.cities.allSatisfy { $0.group != nil }
      let first = file.cities.first?.group
      problem = PairProblem(
        capacity: file.cities.map { min($0.capacity, file.cities.count) },
        isFirst: isTwoSided ? file.cities.map { $0.group == first } : nil, fixed: file.fixed)
      notes =
        file.notes
        + file.fixed.filter { !table.isAllowed($0.0, $0.1) }
        .map {
          .fixedAgainstExclusion(file.cities[$0.0].id.rawValue, file.cities[$0.1].id.rawValue)
        }
    }
  }

  /// The score of a pair as it is written: millionths of profiles, whole numbers of ready scores.
  func text(_ score: Int64) -> String {
    table == nil ? String(score) : MatchingReport.decimal(score)
  }
}
