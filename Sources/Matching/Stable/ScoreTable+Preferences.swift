extension ScoreTable {
  /// Whom each city would take: its own wishes when it wrote any, else all that it gains from, the
  /// greatest gain first.
  ///
  /// - Complexity: O(cities² · (topics + log cities)).
  public func preferences(shouldStop: () -> Bool = { false }) throws(MatchingError) -> Preferences {
    let index = CityIndex(cities)
    var lists: [[Int32]] = []
    for (city, profile) in cities.enumerated() {
      if shouldStop() { throw .stopped }
      if let wishes = profile.prefers, !wishes.isEmpty {
        lists.append(
          wishes.compactMap { index[$0] }.filter { isAllowed(city, $0) }.map { Int32($0) })
        continue
      }
      var gains: [(gain: Int64, other: Int)] = []
      for other in cities.indices {
        let gain = gain(of: city, from: other)
        if gain > 0 { gains.append((gain, other)) }
      }
      gains.sort { $0.gain != $1.gain ? $0.gain > $1.gain : $0.other < $1.other }
      lists.append(gains.map { Int32($0.other) })
    }
    return try Preferences(lists)
  }
}
