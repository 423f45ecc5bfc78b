/// A b-matching in which only some pairs are open, the others being in or out.
///
/// Each city becomes as many vertices as it has places left, each open pair two vertices with an
/// edge between them: matched with each other the pair is out, matched with a place each it is in.
///
/// Source: Schrijver (2003), "Combinatorial optimization", 32.1-32.2 (reduction of simple
/// b-matchings to matchings).
struct CoreMatching {
  private let edges: [ScoredEdge]
  private let price: [Int64]
  private let isCore: [Bool]
  /// 2 for pairs that are in, 0 for those that are out, 1 for halves.
  private let use: [Int]
  /// The vertices of each city's open places.
  private var places: [[Int]]
  /// The edge between the two vertices of a pair; -1 of those not open.
  private var middle: [Int]
  private var matching: BlossomMatching

  /// - Parameter price: Doubled.
  init(capacity: [Int], price: [Int64], edges: [ScoredEdge], use: [Int], _ isCore: [Bool]) {
    self.edges = edges
    self.price = price
    self.use = use
    self.isCore = isCore
    var left = capacity
    for (index, edge) in edges.enumerated() where use[index] == 2 && !isCore[index] {
      left[Int(edge.one)] -= 1
      left[Int(edge.other)] -= 1
    }
    var degree = capacity.map { _ in 0 }
    for (index, edge) in edges.enumerated() where isCore[index] {
      degree[Int(edge.one)] += 1
      degree[Int(edge.other)] += 1
    }
    var graph = Graph(price: [], edges: [], mate: [])
    // More places than open pairs would only stay empty; one shows that there is room.
    places = capacity.indices.map { city in
      (0..<min(left[city], degree[city] + 1)).map { _ in graph.vertex(price[city]) }
    }
    middle = edges.map { _ in -1 }
    var taken = capacity.map { _ in 0 }
    // Whole pairs first: halves take what is left.
    let order = edges.indices.filter { isCore[$0] }.sorted { (use[$1], $0) < (use[$0], $1) }
    for index in order {
      let edge = edges[index]
      middle[index] = graph.add(edge, use: use[index], places, &taken)
    }
    matching = BlossomMatching(edges: graph.edges, price: graph.price, mate: graph.mate)
  }

  mutating func settle(shouldStop: () -> Bool) throws(MatchingError) {
    try matching.settle(shouldStop: shouldStop)
  }

  private func isIn(_ index: Int) -> Bool {
    guard isCore[index] else { return use[index] == 2 }
    let edge = matching.edges[middle[index]]
    // Only one end with a place: worth as much as being out.
    return [edge.one, edge.other].allSatisfy {
      matching.mate[$0] >= 0 && matching.mate[$0] != middle[index]
    }
  }

  /// The least price of a city's places.
  private var prices: [Int64] {
    places.enumerated().map { city, places in
      places.map { matching.price[$0] }.min() ?? price[city]
    }
  }

  /// Odd groups of cities: those with all their open places in a blossom that is charged.
  private var groups: [OddGroup] {
    var groups: [OddGroup] = []
    for (number, blossom) in matching.blossoms.sorted(by: { $0.key < $1.key })
    where matching.charge[number] > 0 {
      var isInside = [Bool](repeating: false, count: matching.vertexCount)
      for vertex in blossom.vertices { isInside[vertex] = true }
      let isMember = places.map { !$0.isEmpty && $0.allSatisfy { isInside[$0] } }
      let crossing = edges.indices.filter { index in
        guard isMember[Int(edges[index].one)] != isMember[Int(edges[index].other)] else {
          return false
        }
        guard isCore[index] else { return use[index] == 2 }
        let ends = matching.edges[middle[index]]
        let isOneIn = isMember[Int(edges[index].one)]
        return isInside[isOneIn ? ends.one : ends.other]
          && !isInside[isOneIn ? ends.other : ends.one]
      }
      let cities = places.indices.filter { isMember[$0] }.map { Int32($0) }
      guard !cities.isEmpty else { continue }
      groups.append(
        OddGroup(
          cities: cities, charge: matching.charge[number], crossing: Set(crossing.map { Int32($0) })
        ))
    }
    return groups
  }

  var proof: PairProof {
    PairProof(prices: prices, groups: groups)
  }

  /// Pairs outside the core that do not hold at the new prices.
  ///
  /// - Parameter proof: With or without groups.
  func broken(_ proof: PairProof) -> [Int] {
    edges.indices.filter { index in
      guard !isCore[index] else { return false }
      let (one, other) = (Int(edges[index].one), Int(edges[index].other))
      return use[index] == 2
        ? 2 * edges[index].score < proof.level(one, other, edge: index)
        : 2 * edges[index].score > proof.level(one, other)
    }
  }

  var pairs: [ScoredEdge] {
    edges.indices.filter { isIn($0) }.map { edges[$0] }
      .sorted { ($0.one, $0.other) < ($1.one, $1.other) }
  }

  /// What the prices of the places prove, once every pair outside the core holds at them.
  var bound: Int64 {
    var doubled = matching.bound
    for (index, edge) in edges.enumerated() {
      if isCore[index] {
        doubled -= 2 * edge.score
      } else if use[index] == 2 {
        doubled += 2 * edge.score
      }
    }
    return doubled / 2
  }
}

/// Vertices and edges in the making.
private struct Graph {
  var price: [Int64]
  var edges: [BlossomMatching.Edge]
  var mate: [Int]

  mutating func vertex(_ level: Int64) -> Int {
    price.append(level)
    mate.append(-1)
    return price.count - 1
  }

  private mutating func edge(_ one: Int, _ other: Int, _ weight: Int64) -> Int {
    edges.append(.init(one: one, other: other, weight: weight))
    return edges.count - 1
  }

  /// - Returns: The edge between the two vertices of the pair.
  mutating func add(
    _ pair: ScoredEdge, use: Int, _ places: [[Int]], _ taken: inout [Int]
  ) -> Int {
    let (one, other, weight) = (Int(pair.one), Int(pair.other), 2 * pair.score)
    let (levelOne, levelOther) = (
      places[one].map { price[$0] }.max() ?? 0, places[other].map { price[$0] }.max() ?? 0
    )
    let isRoomy = taken[one] < places[one].count && taken[other] < places[other].count
    let isTaken = use > 0 && weight >= levelOne + levelOther && isRoomy
    let first = vertex(isTaken ? weight - levelOne : max(0, weight - levelOne))
    let second = vertex(isTaken ? weight - levelOther : weight - price[first])
    let between = edge(first, second, weight)
    let start = edges.count
    for place in places[one] { _ = edge(place, first, weight) }
    let middle = edges.count
    for place in places[other] { _ = edge(place, second, weight) }
    if isTaken {
      let (left, right) = (start + taken[one], middle + taken[other])
      (mate[places[one][taken[one]]], mate[first]) = (left, left)
      (mate[places[other][taken[other]]], mate[second]) = (right, right)
      taken[one] += 1
      taken[other] += 1
    } else {
      (mate[first], mate[second]) = (between, between)
    }
    return between
  }
}
