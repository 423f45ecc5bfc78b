import Exact

/// Money and verdicts while projects are taken one after the other by their score.
struct GreedyCount {
  /// What projects are ordered by.
  enum Key {
    /// Points; votes where ballots are approvals.
    case score
    /// Supporters per cost.
    case supportersPerCost
    /// Supporters.
    case supporters
  }

  let election: Election
  let order: TieOrder
  let exclusive: ExclusiveGroups
  private(set) var remaining: Int64
  private(set) var winners: [Int] = []
  private(set) var ties: [Tie] = []
  private(set) var verdicts: [Verdict]

  init(_ election: Election, order: TieOrder, exclusive: ExclusiveGroups) {
    self.election = election
    self.order = order
    self.exclusive = exclusive
    remaining = election.budget
    verdicts = [Verdict](repeating: .unsupported, count: election.projects.count)
  }

  /// Classes of equal keys, the highest first; free projects with support before all others.
  func classes(of candidates: [Int], by key: Key) -> [[Int]] {
    let free = candidates.filter { isFree($0) }
    let others = candidates.filter { !isFree($0) }.sorted {
      let order = compare($0, $1, by: key)
      return order == 0 ? $0 < $1 : order > 0
    }
    var classes: [[Int]] = free.map { [$0] }
    for (place, project) in others.enumerated() {
      if place > 0, compare(others[place - 1], project, by: key) == 0 {
        classes[classes.count - 1].append(project)
      } else {
        classes.append([project])
      }
    }
    return classes
  }

  private func isFree(_ project: Int) -> Bool {
    election.projects[project].cost == 0 && election.votes[project] > 0
  }

  /// Positive when `left` comes before `right`; exact, by cross-multiplication in 128 bits.
  private func compare(_ left: Int, _ right: Int, by key: Key) -> Int {
    let (a, b): (Int128, Int128) =
      switch key {
      case .score: (Int128(election.scores[left]), Int128(election.scores[right]))
      case .supporters: (Int128(election.votes[left]), Int128(election.votes[right]))
      case .supportersPerCost:
        (
          Int128(election.votes[left]) * Int128(max(1, election.projects[right].cost)),
          Int128(election.votes[right]) * Int128(max(1, election.projects[left].cost))
        )
      }
    return a > b ? 1 : a < b ? -1 : 0
  }

  func fits(_ project: Int) -> Bool { election.projects[project].cost <= remaining }

  /// The project of the same exclusive group that was funded.
  func excluder(of project: Int) -> Int? {
    exclusive.others(than: project).first { winners.contains($0) }
  }

  mutating func decide(_ project: Int, _ verdict: Verdict) { verdicts[project] = verdict }

  /// Chooses among equals and records the tie.
  mutating func choose(_ equals: [Int]) throws(TallyError) -> Int {
    let (project, tie) = try order.choose(equals)
    if let tie { ties.append(tie) }
    return project
  }

  mutating func fund(_ project: Int) {
    remaining -= election.projects[project].cost
    winners.append(project)
    verdicts[project] = .funded
  }

  mutating func fundWithReserve(_ project: Int) {
    let reserve = election.projects[project].cost - remaining
    remaining = 0
    winners.append(project)
    verdicts[project] = .fundedWithReserve(reserve: reserve)
  }

  /// Takes all of a class that fit, one after the other; the rest is passed over.
  mutating func takeWhatFits(of equals: [Int]) throws(TallyError) {
    var open = equals
    while true {
      for project in open {
        if let other = excluder(of: project) {
          decide(project, .excluded(by: other))
        } else if !fits(project) {
          decide(project, .overBudget(lacking: election.projects[project].cost - remaining))
        }
      }
      open = open.filter { fits($0) && excluder(of: $0) == nil }
      if open.isEmpty { return }
      let chosen = try choose(open)
      fund(chosen)
      open.removeAll { $0 == chosen }
    }
  }

  var outcome: Outcome {
    Outcome(
      winners: winners, cost: election.cost(of: winners), ties: ties, verdicts: verdicts)
  }
}
