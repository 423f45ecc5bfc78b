/// Maximum-weight b-matching between two sides: each node in at most so many pairs, no pair twice.
///
/// A primal-dual method. Every node has a price, never negative; a pair that is not chosen is worth
/// at most its two prices, one that is chosen at least as much. A node with room left and a price
/// above zero is unsettled: a shortest path from it ends at a node with room or at one that can do
/// with a partner less. When all are settled, the prices prove that the choice is the best.
///
/// Sources: Ahuja, Magnanti, Orlin (1993), "Network flows", 9.7 (successive shortest paths) and 12.
/// Kuhn (1955), "The Hungarian method for the assignment problem".
/// <https://doi.org/10.1002/nav.3800020109>
struct TwoSidedMatching {
  let capacity: [Int]
  let isFirst: [Bool]
  /// Prices, by node; nodes of both sides are numbered through.
  var price: [Int64]
  private(set) var edges: [ScoredEdge] = []
  var isChosen: [Bool] = []
  /// Chosen edges of each node.
  var chosen: [[Int32]]
  private(set) var graph = EdgeLists()
  private var search: PathSearch

  /// - Parameters:
  ///   - capacity: By node.
  ///   - isFirst: Whether a node is on the first side.
  init(capacity: [Int], isFirst: [Bool]) {
    self.capacity = capacity
    self.isFirst = isFirst
    price = [Int64](repeating: 0, count: capacity.count)
    chosen = [[Int32]](repeating: [], count: capacity.count)
    search = PathSearch(isFirst: isFirst)
  }

  /// Adds pairs and raises prices until they hold again; pairs no longer worth their prices go.
  mutating func add(_ new: [ScoredEdge]) {
    for edge in new where capacity[Int(edge.one)] > 0 && capacity[Int(edge.other)] > 0 {
      edges.append(edge)
      isChosen.append(false)
      let lacking = edge.score - price[Int(edge.other)]
      if lacking > price[Int(edge.one)] { raise(Int(edge.one), to: lacking) }
    }
    graph = EdgeLists(edges, nodes: capacity.count)
  }

  private mutating func raise(_ node: Int, to level: Int64) {
    price[node] = level
    let lost = chosen[node].filter { index in
      let edge = edges[Int(index)]
      return edge.score < price[Int(edge.one)] + price[Int(edge.other)]
    }
    for index in lost {
      let edge = edges[Int(index)]
      isChosen[Int(index)] = false
      chosen[Int(edge.one)].removeAll { $0 == index }
      chosen[Int(edge.other)].removeAll { $0 == index }
    }
  }

  /// Settles all nodes.
  mutating func settle(shouldStop: () -> Bool) throws(MatchingError) {
    try bid(shouldStop: shouldStop)
    var isDone = false
    while !isDone {
      isDone = true
      for node in capacity.indices {
        while isUnsettled(node) {
          if shouldStop() { throw .stopped }
          augment(from: node)
          isDone = false
        }
      }
    }
  }

  /// What the prices prove: no choice among these pairs can be worth more.
  var bound: Int64 {
    var bound = zip(price, capacity).reduce(0) { $0 + $1.0 * Int64($1.1) }
    for (index, edge) in edges.enumerated() where isChosen[index] {
      bound += edge.score - price[Int(edge.one)] - price[Int(edge.other)]
    }
    return bound
  }

  var pairs: [ScoredEdge] {
    zip(edges, isChosen).filter(\.1).map(\.0)
      .sorted { ($0.one, $0.other) < ($1.one, $1.other) }
  }

  // MARK: One path

  /// Finds the shortest path from an unsettled node, moves the prices along it and flips it.
  private mutating func augment(from root: Int) {
    search.start(at: root)
    var (best, end) = (price[root], root)
    while let (distance, node) = search.next(below: best) {
      let isOnRootSide = search.isOnRootSide(node)
      if isOnRootSide {
        // A node on the root's side may give up its own place.
        if distance + price[node] < best { (best, end) = (distance + price[node], node) }
        relaxAll(node, distance, &best, &end)
      } else {
        relaxChosen(node, distance, below: best)
      }
    }
    for (node, distance) in search.settled where distance < best {
      price[node] += search.isOnRootSide(node) ? distance - best : best - distance
    }
    flip(to: end)
  }

  private mutating func relaxAll(
    _ node: Int, _ distance: Int64, _ best: inout Int64, _ end: inout Int
  ) {
    let nodePrice = price[node]
    for place in graph.range(of: node) {
      let index = Int(graph.edge[place])
      guard !isChosen[index] else { continue }
      let neighbour = Int(graph.neighbour[place])
      let length = distance + nodePrice + price[neighbour] - graph.score[place]
      guard length < best, search.improve(neighbour, length, by: Int32(index)) else { continue }
      if chosen[neighbour].count < capacity[neighbour] { (best, end) = (length, neighbour) }
    }
  }

  private mutating func relaxChosen(_ node: Int, _ distance: Int64, below best: Int64) {
    for index in chosen[node] {
      let edge = edges[Int(index)]
      let neighbour = Int(edge.one) == node ? Int(edge.other) : Int(edge.one)
      let length = distance + edge.score - price[node] - price[neighbour]
      if length < best { _ = search.improve(neighbour, length, by: index) }
    }
  }

  private mutating func flip(to end: Int) {
    var node = end
    while let index = search.edge(into: node) {
      let edge = edges[Int(index)]
      let previous = Int(edge.one) == node ? Int(edge.other) : Int(edge.one)
      if isChosen[Int(index)] {
        chosen[node].removeAll { $0 == index }
        chosen[previous].removeAll { $0 == index }
      } else {
        chosen[node].append(index)
        chosen[previous].append(index)
      }
      isChosen[Int(index)].toggle()
      node = previous
    }
  }
}
