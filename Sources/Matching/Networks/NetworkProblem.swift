/// Groups of cities that a call could fund.
public struct NetworkOutcome: Sendable {
  public struct Network: Sendable {
    /// The member that the others fit best.
    public let lead: Int
    /// In the order of the cities; the lead is one of them.
    public let members: [Int]
    /// The sum of the scores of all pairs within.
    public let score: Int64
    public let facts: NetworkFacts
  }

  /// A rule that cannot be kept, and the cities that decide it.
  public struct Conflict: Hashable, Sendable {
    public let rules: [CallRule]
    public let cities: [Int]
    public let needed: Int
    public let found: Int
    /// Whether it is sure, or only that a search found nothing.
    public var isProved = true
  }

  public let networks: [Network]
  public let total: Int64
  /// No choice of so many networks can have a higher total.
  public let bound: Int64
  /// Why there are none, or fewer than asked for.
  public let conflicts: [Conflict]
  /// Whether every choice was compared.
  public let isExact: Bool

  public var isOptimal: Bool { isExact || total == bound }
}

extension ScoreTable {
  /// Networks of the highest total score that keep the rules of a call; each city in one at most.
  ///
  /// Up to 20 cities and two networks every choice is compared. Beyond, networks are filled by
  /// regret and improved by moving and exchanging cities; ``NetworkOutcome/bound`` says how far
  /// from the best they can be at most. Ties: the choice found first in the order of the cities.
  ///
  /// Sources: Potvin, Rousseau (1993), "A parallel route building algorithm" (regret).
  /// <https://doi.org/10.1016/0377-2217(93)90221-8>
  ///
  /// - Throws: ``MatchingError/tooManyRanks(cities:)`` beyond 20,000 cities.
  public func networks(
    _ rules: CallRules, shouldStop: () -> Bool = { false }
  ) throws(MatchingError) -> NetworkOutcome {
    let members = cities.indices.filter { cities[$0].capacity > 0 }
    guard members.count <= NetworkTable.limit else {
      throw .tooManyRanks(cities: members.count)
    }
    let table = NetworkTable(self, members: members, rules: rules)
    let wanted = rules.networks ?? rules.networks(for: members.count)
    var conflicts = table.conflicts(networks: wanted)
    var number = conflicts.isEmpty ? wanted : rules.networks == nil && wanted > 1 ? wanted - 1 : 0
    while number > 0 {
      if number < wanted, !table.conflicts(networks: number).isEmpty {
        number -= 1
        continue
      }
      let (groups, isExact) = try table.groups(number, shouldStop: shouldStop)
      if !groups.isEmpty {
        return outcome(
          groups, table, members, isExact, conflicts,
          try table.bound(number, shouldStop: shouldStop))
      }
      if isExact || rules.networks != nil || number == 1 {
        conflicts.append(
          .init(
            rules: table.searched, cities: Array(members.indices), needed: number, found: 0,
            isProved: isExact))
      }
      guard rules.networks == nil else { break }
      number -= 1
    }
    return NetworkOutcome(
      networks: [], total: 0, bound: 0,
      conflicts: conflicts.map { conflict in
        .init(
          rules: conflict.rules, cities: conflict.cities.map { members[$0] },
          needed: conflict.needed, found: conflict.found, isProved: conflict.isProved)
      }, isExact: true)
  }

  private func outcome(
    _ groups: [[Int]], _ table: NetworkTable, _ members: [Int], _ isExact: Bool,
    _ conflicts: [NetworkOutcome.Conflict], _ bound: Int64
  ) -> NetworkOutcome {
    let networks = groups.map { group in
      let sums = group.map { city in
        group.reduce(0) { $0 + ($1 == city ? 0 : table.score(city, $1)) }
      }
      let place = sums.indices.max { (sums[$0], $1) < (sums[$1], $0) } ?? 0
      return NetworkOutcome.Network(
        lead: members[group[place]], members: group.sorted().map { members[$0] },
        score: table.total(group), facts: table.facts(group))
    }.sorted { $0.members.lexicographicallyPrecedes($1.members) }
    let total = networks.reduce(0) { $0 + $1.score }
    return NetworkOutcome(
      networks: networks, total: total, bound: isExact ? total : max(total, bound), conflicts: [],
      isExact: isExact)
  }
}
