/// The order that disagrees least with people's rankings, summed over people and pairs.
///
/// Source: Kemeny (1959), "Mathematics without numbers"; exact by subsets as in Held, Karp (1962),
/// <https://doi.org/10.1137/0110015>.
public struct Kemeny: Sendable {
  /// From the best; of several best orders the first by the order of the table.
  public let order: [Int]
  /// How many pairs of people and alternatives it contradicts.
  public let distance: Int
  /// No order contradicts fewer.
  public let bound: Int
  public var isExact: Bool { distance == bound }

  /// Above, a good order and a bound are given instead.
  public static let largestExact = 16

  /// - Complexity: O(2ⁿ · *n*) up to ``largestExact`` alternatives, else O(*n*⁴) at most.
  public init(_ aggregation: RankAggregation) {
    let against = aggregation.majorities
    let count = aggregation.alternatives
    if count <= Self.largestExact {
      order = Self.exact(against, count)
      distance = Self.cost(order, against)
      bound = distance
      return
    }
    let copeland = aggregation.copeland
    var order = (0..<count).sorted { (-copeland[$0], $0) < (-copeland[$1], $1) }
    Self.improve(&order, against)
    self.order = order
    distance = Self.cost(order, against)
    var bound = 0
    for a in 0..<count { for b in 0..<a { bound += min(against[a][b], against[b][a]) } }
    self.bound = bound
  }

  private static func cost(_ order: [Int], _ against: [[Int]]) -> Int {
    var sum = 0
    for (place, a) in order.enumerated() {
      for b in order[(place + 1)...] { sum += against[b][a] }
    }
    return sum
  }

  /// The least cost of putting each set first, built up member by member.
  private static func exact(_ against: [[Int]], _ count: Int) -> [Int] {
    let sets = 1 << count
    // By set of those left: the least cost of ordering them.
    var least = [Int32](repeating: 0, count: sets)
    var choice = [UInt8](repeating: 0, count: sets)
    for set in 1..<max(1, sets) {
      var best = Int32.max
      for a in 0..<count where set >> a & 1 == 1 {
        let rest = set & ~(1 << a)
        var cost = least[rest]
        for b in 0..<count where rest >> b & 1 == 1 { cost += Int32(against[b][a]) }
        if cost < best {
          best = cost
          choice[set] = UInt8(a)
        }
      }
      least[set] = best
    }
    var order: [Int] = []
    var set = sets - 1
    while set > 0 {
      let a = Int(choice[set])
      order.append(a)
      set &= ~(1 << a)
    }
    return order
  }

  /// Moves single alternatives to where they contradict least, until none can be moved better.
  private static func improve(_ order: inout [Int], _ against: [[Int]]) {
    var isBetter = true
    var rounds = 0
    while isBetter, rounds < 100 {
      isBetter = false
      rounds += 1
      for start in order.indices {
        let a = order[start]
        var (best, place, change) = (0, start, 0)
        for k in stride(from: start - 1, through: 0, by: -1) {
          change += against[order[k]][a] - against[a][order[k]]
          if change < best { (best, place) = (change, k) }
        }
        change = 0
        for k in order.indices where k > start {
          change += against[a][order[k]] - against[order[k]][a]
          if change < best { (best, place) = (change, k) }
        }
        if best < 0 {
          order.remove(at: start)
          order.insert(a, at: place)
          isBetter = true
        }
      }
    }
  }
}
