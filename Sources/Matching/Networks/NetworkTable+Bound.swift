extension NetworkTable {
  /// No choice of so many networks has a higher total: nobody has more partners in a network than
  /// the largest network allows, and pairs with so many partners each are worth no more than this.
  func bound(_ number: Int, shouldStop: () -> Bool) throws(MatchingError) -> Int64 {
    let partners = max(0, rules.partners.upperBound - 1)
    let halves = (0..<count).map { city in
      var best = BestScores(limit: partners)
      for other in 0..<count where other != city && score(city, other) > 0 {
        best.offer(score(city, other), other)
      }
      return best.sorted.reduce(0) { $0 + $1.score }
    }
    let places = min(count, number * rules.partners.upperBound)
    let simple = halves.sorted(by: >).prefix(places).reduce(0, +) / 2
    guard count <= 400 else { return simple }
    var matching = TwoSidedMatching(
      capacity: [Int](repeating: partners, count: 2 * count),
      isFirst: (0..<2 * count).map { $0 < count })
    var edges: [ScoredEdge] = []
    for one in 0..<count {
      for other in 0..<count where one != other && score(one, other) > 0 {
        edges.append(ScoredEdge(one, count + other, score: score(one, other)))
      }
    }
    matching.add(edges)
    try matching.settle(shouldStop: shouldStop)
    return min(simple, matching.bound / 2)
  }
}
