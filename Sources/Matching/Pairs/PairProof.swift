/// Prices of cities and charges of odd groups, both doubled: they bound what any pairs are worth.
///
/// For any prices and charges that are not negative, no choice of pairs is worth more than the
/// prices of all places, the charges of each group for as many pairs as can be in it, and what
/// single pairs are worth beyond.
///
/// Source: Schrijver (2003), "Combinatorial optimization", 33.2 (the capacitated b-matching
/// polytope).
struct PairProof {
  let prices: [Int64]
  let groups: [OddGroup]
  private let charges: GroupCharges
  /// What single edges are charged by groups that count them though they leave them.
  private var crossing: [Int32: Int64] = [:]

  init(prices: [Int64], groups: [OddGroup]) {
    self.prices = prices
    self.groups = groups
    for group in groups {
      for edge in group.crossing { crossing[edge, default: 0] += group.charge }
    }
    charges = GroupCharges(groups, cities: prices.count)
  }

  /// What a pair is charged by its cities and by the groups with both of them.
  func level(_ one: Int, _ other: Int) -> Int64 {
    prices[one] + prices[other] + charges.sum(one, other)
  }

  /// The same with the groups that count the edge though it leaves them.
  func level(_ one: Int, _ other: Int, edge: Int) -> Int64 {
    level(one, other) + (crossing[Int32(edge)] ?? 0)
  }

  /// An upper bound of the total of any choice among the edges.
  func bound(_ edges: [ScoredEdge], capacity: [Int]) -> Int64 {
    var doubled = zip(prices, capacity).reduce(0) { $0 + $1.0 * Int64($1.1) }
    for group in groups {
      let places = group.cities.reduce(0) { $0 + capacity[Int($1)] }
      doubled += group.charge * Int64((places + group.crossing.count) / 2)
    }
    for (index, edge) in edges.enumerated() {
      let (one, other) = (Int(edge.one), Int(edge.other))
      guard 2 * edge.score > prices[one] + prices[other] else { continue }
      doubled += max(0, 2 * edge.score - level(one, other, edge: index))
    }
    return doubled / 2
  }
}

/// What pairs are charged by the groups that both their cities are in.
struct GroupCharges {
  /// For each city the groups it is in, and for each group its charge.
  private let members: [[Bool]]
  private let charges: [Int64]

  init(_ groups: [OddGroup], cities: Int) {
    var sums: [[Int32]: Int64] = [:]
    for group in groups where group.cities.count > 1 {
      sums[group.cities, default: 0] += group.charge
    }
    members = sums.keys.map { group in
      var isIn = [Bool](repeating: false, count: cities)
      for city in group { isIn[Int(city)] = true }
      return isIn
    }
    charges = Array(sums.values)
  }

  func sum(_ one: Int, _ other: Int) -> Int64 {
    var sum: Int64 = 0
    for group in charges.indices where members[group][one] && members[group][other] {
      sum += charges[group]
    }
    return sum
  }

  /// Prices of columns as a row sees them.
  func adding(to prices: [Int32], _ columns: [Int], _ row: Int) -> [Int32] {
    var prices = prices
    for group in charges.indices where members[group][row] {
      let isIn = members[group]
      let charge = Int32(clamping: charges[group])
      for (index, column) in columns.enumerated() where isIn[column] { prices[index] += charge }
    }
    return prices
  }
}
