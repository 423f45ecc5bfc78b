extension NetworkTable {
  private static let exactCities = 20

  /// - Returns: Nothing when none were found; that there are none is proved if it is exact.
  func groups(
    _ number: Int, shouldStop: () -> Bool
  ) throws(MatchingError) -> (groups: [[Int]], isExact: Bool) {
    if count <= Self.exactCities, number <= 2 {
      return (try bestOfAll(number, shouldStop: shouldStop), true)
    }
    var search = NetworkSearch(self, number: number)
    return (try search.groups(shouldStop: shouldStop), false)
  }

  /// Compares every choice of one network or two.
  ///
  /// - Complexity: O(2^cities · cities).
  private func bestOfAll(
    _ number: Int, shouldStop: () -> Bool
  ) throws(MatchingError) -> [[Int]] {
    let size = 1 << count
    var value = [Int64](repeating: -1, count: size)
    var sums = [Int64](repeating: 0, count: size)
    for mask in 1..<max(1, size) {
      if mask % 65_536 == 0, shouldStop() { throw .stopped }
      let low = mask.trailingZeroBitCount
      let rest = mask & (mask - 1)
      sums[mask] = sum(sums[rest], low, rest)
      guard sums[mask] >= 0, rules.partners.contains(mask.nonzeroBitCount) else { continue }
      if shortfall(cities(mask)) == 0 { value[mask] = sums[mask] }
    }
    guard number == 2 else {
      let best = value.indices.max { (value[$0], $1) < (value[$1], $0) } ?? 0
      return value[best] < 0 ? [] : [cities(best)]
    }
    var inside = value
    for city in 0..<count {
      for mask in 0..<size where mask & (1 << city) != 0 {
        inside[mask] = max(inside[mask], inside[mask ^ (1 << city)])
      }
    }
    var (best, first): (Int64, Int) = (-1, 0)
    for mask in 0..<size where value[mask] >= 0 {
      let other = inside[size - 1 - mask]
      if other >= 0, value[mask] + other > best { (best, first) = (value[mask] + other, mask) }
    }
    guard best >= 0 else { return [] }
    let second = value.indices.first {
      $0 & first == 0 && value[$0] >= 0 && value[$0] == best - value[first]
    }
    return [cities(first), cities(second ?? 0)]
  }

  /// -1 once two of the cities may not be together.
  private func sum(_ before: Int64, _ city: Int, _ others: Int) -> Int64 {
    guard before >= 0 else { return -1 }
    var (sum, rest) = (before, others)
    while rest != 0 {
      let score = score(city, rest.trailingZeroBitCount)
      guard score >= 0 else { return -1 }
      sum += score
      rest &= rest - 1
    }
    return sum
  }

  private func cities(_ mask: Int) -> [Int] { (0..<count).filter { mask & (1 << $0) != 0 } }
}
