/// Who may have how many partners, and which pairs are settled already.
public struct PairProblem: Sendable {
  /// How many partners each city can have.
  public var capacity: [Int]
  /// Whether each city is on the first of two sides; `nil` for one group of cities.
  public var isFirst: [Bool]?
  /// Pairs that people have settled: they stay, and take up capacity.
  public var fixed: [(Int, Int)]

  public init(capacity: [Int], isFirst: [Bool]? = nil, fixed: [(Int, Int)] = []) {
    self.capacity = capacity
    self.isFirst = isFirst
    self.fixed = fixed
  }

  /// Cities with more settled pairs than they can have.
  public var overbooked: [Int] { capacity.indices.filter { freeCapacity[$0] < 0 } }

  /// What settled pairs leave.
  public var freeCapacity: [Int] {
    var free = capacity
    for (one, other) in fixed {
      free[one] -= 1
      free[other] -= 1
    }
    return free
  }

  var fixedKeys: Set<UInt64> { Set(fixed.map { Self.key($0.0, $0.1) }) }

  static func key(_ one: Int, _ other: Int) -> UInt64 {
    UInt64(min(one, other)) << 32 | UInt64(max(one, other))
  }
}
