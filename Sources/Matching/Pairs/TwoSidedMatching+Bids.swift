extension TwoSidedMatching {
  /// Settles most nodes of the first side cheaply: each bids for its best partner as much as makes
  /// the second best as good; a full partner lets go of whoever bids least.
  ///
  /// What prices promise holds after every bid, so that this may end at any time.
  ///
  /// Source: Jonker, Volgenant (1987), "A shortest augmenting path algorithm for dense and sparse
  /// linear assignment problems", augmenting row reduction. <https://doi.org/10.1007/BF02278710>
  mutating func bid(shouldStop: () -> Bool) throws(MatchingError) {
    var queue = capacity.indices.filter { isFirst[$0] && isUnsettled($0) }
    var left = queue.count * 200
    var place = 0
    while place < queue.count, left > 0 {
      let node = queue[place]
      place += 1
      while left > 0, isUnsettled(node) {
        left -= 1
        if left % 4096 == 0, shouldStop() { throw .stopped }
        guard let outbid = bid(by: node) else { break }
        if outbid >= 0 { queue.append(outbid) }
      }
      if place > 100_000 {
        queue.removeFirst(place)
        place = 0
      }
    }
  }

  func isUnsettled(_ node: Int) -> Bool {
    price[node] > 0 && chosen[node].count < capacity[node]
  }

  /// - Returns: Who lost a place, -1 when nobody did, `nil` when nothing could be changed.
  private mutating func bid(by node: Int) -> Int? {
    let (best, edge, second) = bestOffers(node)
    guard edge >= 0 else {
      price[node] = 0
      return -1
    }
    let partner = Int(edges[edge].one) == node ? Int(edges[edge].other) : Int(edges[edge].one)
    guard chosen[partner].count >= capacity[partner] else {
      choose(edge, node, partner)
      price[node] = second
      return -1
    }
    let (least, holder, next) = leastBids(partner)
    let bid = best + price[partner] - second
    if bid > least {
      drop(holder, partner)
      choose(edge, node, partner)
      price[node] = second
      price[partner] = min(bid, next)
      let edge = edges[Int(holder)]
      return Int(edge.one) == partner ? Int(edge.other) : Int(edge.one)
    }
    guard least > price[partner] else { return nil }
    price[node] = max(second, best + price[partner] - least)
    price[partner] = least
    return -1
  }

  /// The best and the second best that a node can still gain, never below zero.
  private func bestOffers(_ node: Int) -> (best: Int64, edge: Int, second: Int64) {
    var (best, edge, second): (Int64, Int, Int64) = (0, -1, 0)
    for place in graph.range(of: node) {
      let gain = graph.score[place] - price[Int(graph.neighbour[place])]
      guard gain > second, !isChosen[Int(graph.edge[place])] else { continue }
      if gain > best {
        (best, second, edge) = (gain, best, Int(graph.edge[place]))
      } else {
        second = gain
      }
    }
    return (best, edge, second)
  }

  /// The least and the second least that the partners of a node would pay for it.
  private func leastBids(_ node: Int) -> (least: Int64, edge: Int32, next: Int64) {
    var (least, edge, next): (Int64, Int32, Int64) = (.max, -1, .max)
    for index in chosen[node] {
      let pair = edges[Int(index)]
      let other = Int(pair.one) == node ? Int(pair.other) : Int(pair.one)
      let bid = pair.score - price[other]
      if bid < least {
        (least, next, edge) = (bid, least, index)
      } else {
        next = min(next, bid)
      }
    }
    return (least, edge, next)
  }

  private mutating func choose(_ edge: Int, _ one: Int, _ other: Int) {
    isChosen[edge] = true
    chosen[one].append(Int32(edge))
    chosen[other].append(Int32(edge))
  }

  private mutating func drop(_ edge: Int32, _ node: Int) {
    isChosen[Int(edge)] = false
    let pair = edges[Int(edge)]
    chosen[Int(pair.one)].removeAll { $0 == edge }
    chosen[Int(pair.other)].removeAll { $0 == edge }
  }
}
