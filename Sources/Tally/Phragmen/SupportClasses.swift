/// Voters by which of the funded projects they support, and the flows between them.
struct SupportClasses {
  private let election: Election
  private let supporters: Supporters
  private(set) var funded: [Int] = []
  /// The class of each ballot group.
  private var classOf: [Int32]
  /// Places in `funded` that each class supports.
  private var supported: [[Int32]] = [[]]
  private var weights: [Int64]

  init(_ election: Election) {
    self.election = election
    supporters = Supporters(
      of: election.profile, projects: election.projects.count, withPoints: false)
    classOf = [Int32](repeating: 0, count: election.profile.groupCount)
    weights = [Int64(election.profile.voters)]
  }

  /// Splits every class by whether its voters support a project.
  mutating func add(_ project: Int) {
    let place = Int32(funded.count)
    funded.append(project)
    var split: [Int32: Int32] = [:]
    for index in supporters.range(of: project) {
      let group = Int(supporters.groups[index])
      let old = classOf[group]
      let new = split[old] ?? Int32(supported.count)
      if split[old] == nil {
        split[old] = new
        supported.append(supported[Int(old)] + [place])
        weights.append(0)
      }
      let weight = Int64(election.profile.weights[group])
      weights[Int(old)] -= weight
      weights[Int(new)] += weight
      classOf[group] = new
    }
  }

  /// The least greatest load of the funded projects and one more.
  ///
  /// Discrete Newton iteration: a load that is too small for some set of projects is replaced by the
  /// average load of that set, until it is enough for all.
  func leastLoad(with project: Int, atLeast floor: Load) -> Load {
    let network = network(with: project)
    let projects = funded + [project]
    let all = Load(
      cost: election.cost(of: projects), voters: network.weights.reduce(0, +))
    var load = max(
      max(floor, all), Load(cost: election.projects[project].cost, voters: election.votes[project]))
    while true {
      var flow = SpreadFlow(
        demands: projects.map { election.projects[$0].cost * load.voters },
        capacities: network.weights.map { $0 * load.cost }, supported: network.supported)
      guard let crowded = flow.crowdedDemands() else { return load }
      let cost = election.cost(of: crowded.map { projects[$0] })
      let places = Set(crowded.map { Int32($0) })
      let voters = zip(network.supported, network.weights)
        .reduce(Int64(0)) { $0 + ($1.0.contains { places.contains($0) } ? $1.1 : 0) }
      load = Load(cost: cost, voters: voters)
    }
  }

  /// The classes with any voter who supports any of the funded projects or the one more.
  private func network(with project: Int) -> (weights: [Int64], supported: [[Int32]]) {
    var joined = [Int64](repeating: 0, count: weights.count)
    for index in supporters.range(of: project) {
      let group = Int(supporters.groups[index])
      joined[Int(classOf[group])] += Int64(election.profile.weights[group])
    }
    var network: (weights: [Int64], supported: [[Int32]]) = ([], [])
    for index in weights.indices {
      let rest = weights[index] - joined[index]
      if rest > 0, !supported[index].isEmpty {
        network.weights.append(rest)
        network.supported.append(supported[index])
      }
      if joined[index] > 0 {
        network.weights.append(joined[index])
        network.supported.append(supported[index] + [Int32(funded.count)])
      }
    }
    return network
  }
}
