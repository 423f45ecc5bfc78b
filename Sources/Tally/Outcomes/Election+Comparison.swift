extension Election {
  /// How many voters prefer which of two sets: by the supported projects in them, or by the points
  /// given to them. A voter with nothing in one set counts, with zero.
  ///
  /// - Complexity: O(choices).
  func compare(_ shares: [Int], _ greedy: [Int], byPoints: Bool) -> Comparison {
    var gains = [Int64](repeating: 0, count: projects.count)
    for project in shares { gains[project] += 1 }
    for project in greedy { gains[project] -= 1 }
    var (preferShares, preferGreedy) = (Int64(0), Int64(0))
    for group in 0..<profile.groupCount {
      var gain: Int64 = 0
      for place in profile.starts[group]..<profile.starts[group + 1] {
        let value = profile.points?[place] ?? 1
        guard value > 0 else { continue }
        gain += gains[Int(profile.choices[place])] * (byPoints ? value : 1)
      }
      if gain > 0 { preferShares += Int64(profile.weights[group]) }
      if gain < 0 { preferGreedy += Int64(profile.weights[group]) }
    }
    return Comparison(
      preferShares: preferShares, preferGreedy: preferGreedy, greedyWinners: greedy)
  }

  /// The share of voters who support at least one of the projects: voters, and how many of them.
  ///
  /// - Complexity: O(choices).
  public func votersServed(by winners: [Int]) -> Int64 {
    var funded = [Bool](repeating: false, count: projects.count)
    for project in winners { funded[project] = true }
    var served: Int64 = 0
    for group in 0..<profile.groupCount {
      let range = profile.starts[group]..<profile.starts[group + 1]
      let has = range.contains {
        funded[Int(profile.choices[$0])] && (profile.points?[$0] ?? 1) > 0
      }
      if has { served += Int64(profile.weights[group]) }
    }
    return served
  }
}
