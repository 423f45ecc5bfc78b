/// Networks filled by regret, then improved by moves and exchanges until none helps.
struct NetworkSearch {
  private let table: NetworkTable
  private var groups: [[Int]]
  /// The network of each city; -1 for none.
  private var home: [Int]
  /// What each city would add to each network.
  private var gain: [[Int64]]
  private var shortfall: [Int]

  /// What one step away from the rules costs: more than any network can be worth.
  private let penalty: Int64

  init(_ table: NetworkTable, number: Int) {
    self.table = table
    groups = [[Int]](repeating: [], count: number)
    home = [Int](repeating: -1, count: table.count)
    gain = [[Int64]](
      repeating: [Int64](repeating: 0, count: table.count), count: number)
    let largest = Int64(table.rules.partners.upperBound)
    penalty = ScoreTable.unit * largest * largest * 4
    shortfall = [Int](repeating: table.shortfall([]), count: number)
  }

  /// Empty when no networks were found that keep the rules.
  mutating func groups(shouldStop: () -> Bool) throws(MatchingError) -> [[Int]] {
    seed()
    while insertByRegret() { if shouldStop() { throw .stopped } }
    var isBetter = true
    var rounds = 0
    while isBetter, rounds < 200 {
      rounds += 1
      isBetter = false
      for city in 0..<table.count {
        if shouldStop() { throw .stopped }
        if improve(city) { isBetter = true }
      }
    }
    let isTogether = groups.allSatisfy { group in
      group.allSatisfy { one in
        group.allSatisfy { $0 == one || table.score(one, $0) != ScoreTable.forbidden }
      }
    }
    return isTogether && shortfall.allSatisfy { $0 == 0 } ? groups : []
  }

  /// The cities with the strongest partners, each far from those chosen before.
  private mutating func seed() {
    var worth = (0..<table.count).map { city in
      (0..<table.count).map { $0 == city ? 0 : table.score(city, $0) }.sorted(by: >)
        .prefix(table.rules.partners.upperBound).reduce(0, +)
    }
    for network in groups.indices {
      let free = worth.indices.filter { home[$0] < 0 }
      guard let best = free.max(by: { (worth[$0], $1) < (worth[$1], $0) }) else { return }
      place(best, network)
      for city in worth.indices {
        worth[city] -= table.score(best, city) * Int64(table.rules.partners.upperBound)
      }
    }
  }

  /// Puts in the city that would lose most by waiting.
  private mutating func insertByRegret() -> Bool {
    var best: (regret: Int64, city: Int, network: Int)?
    let open = groups.indices.filter { groups[$0].count < table.rules.partners.upperBound }
    for city in home.indices where home[city] < 0 {
      var (first, second, network): (Int64, Int64, Int) = (.min / 4, .min / 4, -1)
      for candidate in open {
        let value = value(candidate, without: nil, with: city)
        if value > first {
          (second, first, network) = (first, value, candidate)
        } else {
          second = max(second, value)
        }
      }
      guard network >= 0, first >= 0 else { continue }
      if first - second > best?.regret ?? .min { best = (first - second, city, network) }
    }
    guard let best else { return false }
    place(best.city, best.network)
    return true
  }

  private mutating func place(_ city: Int, _ network: Int) {
    let old = home[city]
    if old >= 0 {
      groups[old].removeAll { $0 == city }
      for other in home.indices where other != city { gain[old][other] -= worth(city, other) }
      shortfall[old] = table.shortfall(groups[old])
    }
    home[city] = network
    guard network >= 0 else { return }
    groups[network].append(city)
    for other in home.indices where other != city { gain[network][other] += worth(city, other) }
    shortfall[network] = table.shortfall(groups[network])
  }

  /// Two that may not be together are worse than any shortfall.
  private func worth(_ one: Int, _ other: Int) -> Int64 {
    let score = table.score(one, other)
    return score < 0 ? -penalty * 4 : score
  }

  /// What an exchange in a network changes, with the rules.
  private func value(_ network: Int, without: Int?, with: Int?) -> Int64 {
    var change: Int64 = 0
    if let without { change -= gain[network][without] }
    if let with {
      change += gain[network][with]
      if let without { change -= worth(with, without) }
    }
    var members = groups[network]
    if let without { members.removeAll { $0 == without } }
    if let with { members.append(with) }
    let lack = table.shortfall(members)
    return change + Int64(shortfall[network] - lack) * penalty
  }

  /// The best move or exchange of one city, if it helps.
  private mutating func improve(_ city: Int) -> Bool {
    let from = home[city]
    var best: (change: Int64, network: Int, other: Int?) = (0, -2, nil)
    let leaving = from >= 0 ? value(from, without: city, with: nil) : 0
    for network in groups.indices where network != from {
      if groups[network].count < table.rules.partners.upperBound {
        let change = leaving + value(network, without: nil, with: city)
        if change > best.change { best = (change, network, nil) }
      }
      for other in groups[network] {
        let entering = value(network, without: other, with: city)
        let swapped = from >= 0 ? value(from, without: city, with: other) : 0
        if entering + swapped > best.change { best = (entering + swapped, network, other) }
      }
    }
    if leaving > best.change { best = (leaving, -1, nil) }
    guard best.change > 0 else { return false }
    if let other = best.other {
      place(city, -1)
      place(other, from)
    }
    place(city, best.network)
    return true
  }
}
