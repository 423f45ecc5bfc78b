extension Preferences {
  /// A stable choice between two sides: the best one for all of the first side at once.
  ///
  /// Cities of the first side ask those they want most; a city that is asked keeps the best and
  /// lets the others go, who ask on.
  ///
  /// Source: Gale, Shapley (1962), "College admissions and the stability of marriage".
  /// <https://doi.org/10.2307/2312726> With capacities on both sides: Roth (1984), "Stability and
  /// polarization of interests in job matching". <https://doi.org/10.2307/1911460>
  ///
  /// - Complexity: O(length of all lists · log capacity).
  public func stableBetweenSides(capacity: [Int], isFirst: [Bool]) -> StableOutcome {
    var next = [Int](repeating: 0, count: count)
    var partners = [[Int]](repeating: [], count: count)
    var waiting = lists.indices.filter { isFirst[$0] }
    while let city = waiting.popLast() {
      while partners[city].count < capacity[city], next[city] < lists[city].count {
        let other = Int(lists[city][next[city]])
        next[city] += 1
        guard capacity[other] > 0 else { continue }
        partners[other].append(city)
        partners[city].append(other)
        guard partners[other].count > capacity[other] else { continue }
        let worst = partners[other].max { rank(other, $0) ?? .max < rank(other, $1) ?? .max }
        guard let worst else { continue }
        partners[other].removeAll { $0 == worst }
        partners[worst].removeAll { $0 == other }
        if worst != city { waiting.append(worst) }
      }
    }
    return StableOutcome(
      partners: partners, blocking: blockingPairs(partners, capacity: capacity),
      isImpossible: false)
  }
}
