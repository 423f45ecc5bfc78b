import BigInt
import Exact

/// The loads of the voters in Phragmén's rule, exact and in fixed point.
///
/// Every supporter of a funded project has its load, until a later one is funded; so a sum of loads
/// is a sum over the funded projects of (voters who have it as their last) · load.
struct PhragmenLoads {
  private let election: Election
  private let supporters: Supporters
  private let shift: Int
  /// Funded projects' loads times `denominator`, in order.
  private var loads: [BigInt] = []
  private var denominator: BigInt = 1
  /// Each group's last funded project as a place in `loads`; -1 for none.
  private var last: [Int32]
  /// The same load in 2^-`shift` units, rounded down; within one of the truth.
  private var rounded: [Int64]
  /// Lower bounds: loads only rise.
  private var floors: [Int64]

  init(_ election: Election) {
    self.election = election
    supporters = Supporters(
      of: election.profile, projects: election.projects.count, withPoints: false)
    let most = election.projects.reduce(election.budget) { $0 + $1.cost }
    // A load is at most the sum of all costs, and is summed over all voters.
    let largest = BigInt(most + 1) * BigInt(election.profile.voters + 1)
    shift = max(0, min(40, 61 - largest.bitWidth))
    last = [Int32](repeating: -1, count: election.profile.groupCount)
    rounded = [Int64](repeating: 0, count: election.profile.groupCount)
    floors = [Int64](repeating: 0, count: election.projects.count)
    isRounded = largest.bitWidth <= 61
    for project in election.projects.indices where isRounded && election.votes[project] > 0 {
      floors[project] = (election.projects[project].cost << shift) / election.votes[project]
    }
  }

  /// Whether the fixed-point numbers hold; otherwise every load is exact.
  private let isRounded: Bool

  /// All projects whose new load would be least.
  mutating func next(among open: [Int]) -> [Int] {
    let supported = open.filter { election.votes[$0] > 0 }
    guard !supported.isEmpty else { return open }
    let rivals = isRounded ? lowest(supported) : supported
    guard rivals.count > 1 else { return rivals }
    var least: (numerator: BigInt, voters: BigInt)?
    var equals: [Int] = []
    for project in rivals {
      let load = (numerator: numerator(of: project), voters: BigInt(election.votes[project]))
      guard let best = least else {
        (least, equals) = (load, [project])
        continue
      }
      let (left, right) = (load.numerator * best.voters, best.numerator * load.voters)
      if left < right {
        (least, equals) = (load, [project])
      } else if left == right {
        equals.append(project)
      }
    }
    return equals
  }

  /// Those whose bounds reach down to the least upper bound.
  private mutating func lowest(_ open: [Int]) -> [Int] {
    var ceiling = Int64.max
    var looked: [Int] = []
    for project in open.sorted(by: { (floors[$0], $0) < (floors[$1], $1) }) {
      if floors[project] > ceiling { break }
      var sum = election.projects[project].cost << shift
      for place in supporters.range(of: project) {
        let group = Int(supporters.groups[place])
        sum &+= rounded[group] &* Int64(election.profile.weights[group])
      }
      floors[project] = sum / election.votes[project]
      ceiling = min(ceiling, floors[project] + 2)
      looked.append(project)
    }
    return looked.filter { floors[$0] <= ceiling }
  }

  /// The new load of a project's supporters, times the denominator and their number.
  private func numerator(of project: Int) -> BigInt {
    var voters = [Int64](repeating: 0, count: loads.count)
    for place in supporters.range(of: project) {
      let group = Int(supporters.groups[place])
      if last[group] >= 0 { voters[Int(last[group])] += Int64(election.profile.weights[group]) }
    }
    var sum = BigInt(election.projects[project].cost) * denominator
    for (load, count) in zip(loads, voters) where count > 0 { sum += load * BigInt(count) }
    return sum
  }

  /// Gives the supporters of a project their new load.
  ///
  /// - Returns: The load; `nil` for a project without support.
  mutating func fund(_ project: Int) -> Rational? {
    guard election.votes[project] > 0 else { return nil }
    let sum = numerator(of: project)
    let voters = BigInt(election.votes[project])
    let common = BigInt(commonDivisor(sum, election.votes[project]))
    let factor = voters / common
    if factor != 1 {
      denominator *= factor
      for index in loads.indices { loads[index] *= factor }
    }
    let load = sum / common
    loads.append(load)
    let place = Int32(loads.count - 1)
    let floor = isRounded ? Int64((load << shift) / denominator) : 0
    for supporter in supporters.range(of: project) {
      last[Int(supporters.groups[supporter])] = place
      rounded[Int(supporters.groups[supporter])] = floor
    }
    return Rational(load, over: denominator)
  }
}
