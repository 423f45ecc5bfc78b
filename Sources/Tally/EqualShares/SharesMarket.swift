/// What stays the same for every endowment of equal shares: who supports what, at what price.
struct SharesMarket: Sendable {
  let election: Election
  let order: TieOrder
  let exclusive: ExclusiveGroups
  /// Free projects with support, in order of the file: funded before all others.
  let free: [Int]
  /// Projects with a cost and with support, in order of the file.
  let priced: [Int]
  let supporters: Supporters
  /// The utility that all supporters of a project get together, by project.
  let utilities: [Int64]
  /// The greatest utility a voter gets from a project, before ``factors``.
  let largestUtility: Int64
  /// What the utility of each project is multiplied by: its cost where satisfaction is cost.
  let factors: [Int64]

  init(
    _ election: Election, candidates: [Int], satisfaction: Satisfaction, order: TieOrder,
    exclusive: ExclusiveGroups
  ) {
    self.election = election
    self.order = order
    self.exclusive = exclusive
    let supported = candidates.filter { election.votes[$0] > 0 }
    free = supported.filter { election.projects[$0].cost == 0 }
    priced = supported.filter { election.projects[$0].cost > 0 }
    let supporters = Supporters(
      of: election.profile, projects: election.projects.count,
      withPoints: satisfaction == .additive)
    self.supporters = supporters
    factors = election.projects.map { satisfaction == .cost ? max(1, $0.cost) : 1 }
    largestUtility = supporters.points?.max() ?? 1
    utilities = election.projects.indices.map { project in
      supporters.range(of: project).reduce(0) { sum, place in
        let weight = Int64(election.profile.weights[Int(supporters.groups[place])])
        return sum + weight * (supporters.points?[place] ?? 1)
      }
    }
  }

  /// What a voter of a group gets from a project named on the ballot at `place`, before factors.
  func utility(atChoice place: Int) -> Int64 {
    supporters.points == nil ? 1 : election.profile.points?[place] ?? 1
  }

  /// The projects that a funded one shuts out.
  func excluded(by project: Int) -> [Int] { exclusive.others(than: project) }
}
