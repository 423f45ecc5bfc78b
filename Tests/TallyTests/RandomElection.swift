import Exact
import Tally

extension Election {
  /// A small election, with many ties where costs are few.
  static func random(
    using random: inout SeededGenerator, kind: BallotKind = .approval, mostProjects: Int = 8,
    mostVoters: Int = 12
  ) -> Election {
    let count = Int.random(in: 1...mostProjects, using: &random)
    let dearest = [3, 12, 1000, 987_654].randomElement(using: &random) ?? 3
    let projects = (0..<count).map { index in
      let cost = Int64.random(in: 0...Int64(dearest), using: &random)
      return Project(id: ID(rawValue: "p\(index)"), cost: cost)
    }
    var builder = ProfileBuilder(kind: kind)
    for _ in 0..<Int.random(in: 1...mostVoters, using: &random) {
      let named = (0..<count).filter { _ in Int.random(in: 0..<5, using: &random) < 2 }
      builder.add(
        named.map { project in
          let points = kind.isApproval ? 1 : Int64.random(in: 1...5, using: &random)
          return Choice(project: project, points: points)
        }, voters: Int32.random(in: 1...3, using: &random))
    }
    let total = projects.reduce(0) { $0 + $1.cost }
    guard
      let election = try? Election(
        projects: projects, budget: Int64.random(in: 0...total + 1, using: &random),
        profile: builder.profile())
    else { preconditionFailure("small amounts fit") }
    return election
  }

  /// An election of approvals, written down: each ballot names indices of projects.
  static func of(
    costs: [Int64], budget: Int64, ballots: [[Int]], kind: BallotKind = .approval
  ) throws -> Election {
    var builder = ProfileBuilder(kind: kind)
    for ballot in ballots { builder.add(ballot) }
    return try Election(
      projects: costs.enumerated().map { Project(id: ID(rawValue: "p\($0)"), cost: $1) },
      budget: budget, profile: builder.profile())
  }

  /// As many equal ballots as each number says.
  static func of(
    costs: [Int64], budget: Int64, groups: [(Int, [Int])]
  ) throws -> Election {
    try of(
      costs: costs, budget: budget,
      ballots: groups.flatMap { number, ballot in Array(repeating: ballot, count: number) })
  }
}
