import Exact

/// One order of all projects, drawn up before the tally, by which every tie is broken.
struct TieOrder: Sendable {
  private let breaking: TieBreaking
  private let election: Election
  /// Place of each project; the least wins.
  private let places: [Int]

  init(_ breaking: TieBreaking, election: Election) {
    self.breaking = breaking
    self.election = election
    let lots: [Int] =
      if case .lot(let seed) = breaking {
        Self.draw(election.projects.count, seed: seed)
      } else {
        Array(election.projects.indices)
      }
    let byCost: Bool =
      switch breaking {
      case .minCost, .lot: true
      case .fileOrder, .identifier, .refuse: false
      }
    let order = election.projects.indices.sorted { left, right in
      let (a, b) = (election.projects[left], election.projects[right])
      if byCost, a.cost != b.cost { return a.cost < b.cost }
      if byCost, election.scores[left] != election.scores[right] {
        return election.scores[left] > election.scores[right]
      }
      if breaking == .identifier, a.id != b.id {
        return a.id.rawValue.utf8.lexicographicallyPrecedes(b.id.rawValue.utf8)
      }
      return lots[left] < lots[right]
    }
    var places = lots
    for (place, project) in order.enumerated() { places[project] = place }
    self.places = places
  }

  /// The first of some equals.
  ///
  /// - Returns: The chosen project and, when there was a choice, the tie.
  func choose(_ equals: [Int]) throws(TallyError) -> (project: Int, tie: Tie?) {
    guard equals.count > 1 else { return (equals[0], nil) }
    if breaking == .refuse { throw .tie(equals.sorted()) }
    let ordered = equals.sorted { places[$0] < places[$1] }
    let criterion = criterion(between: ordered[0], and: ordered[1])
    return (ordered[0], Tie(candidates: equals.sorted(), chosen: ordered[0], criterion: criterion))
  }

  func precedes(_ left: Int, _ right: Int) -> Bool { places[left] < places[right] }

  private func criterion(between first: Int, and second: Int) -> Tie.Criterion {
    switch breaking {
    case .fileOrder, .refuse: return .fileOrder
    case .identifier: return .identifier
    case .minCost, .lot:
      if election.projects[first].cost != election.projects[second].cost { return .cost }
      if election.scores[first] != election.scores[second] { return .votes }
      return breaking == .minCost ? .fileOrder : .lot
    }
  }

  /// A random permutation: the lot of each project in order of the file.
  ///
  /// Source: Fisher, Yates (1938), Durstenfeld (1964), with ``SeededGenerator`` and rejection, so
  /// that every order is equally likely.
  private static func draw(_ count: Int, seed: UInt64) -> [Int] {
    var random = SeededGenerator(seed: seed)
    var lots = Array(0..<count)
    for last in stride(from: count - 1, to: 0, by: -1) {
      lots.swapAt(last, Int(below(UInt64(last) + 1, using: &random)))
    }
    return lots
  }

  /// A number below `bound`; numbers of the last, incomplete cycle are thrown away.
  private static func below(_ bound: UInt64, using random: inout SeededGenerator) -> UInt64 {
    let limit = UInt64.max - UInt64.max % bound
    while true {
      let number = random.next()
      if number < limit { return number % bound }
    }
  }
}
