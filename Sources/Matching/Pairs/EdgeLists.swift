/// The edges of each node, side by side in memory.
struct EdgeLists {
  private var start: [Int32] = [0]
  private(set) var neighbour: [Int32] = []
  private(set) var edge: [Int32] = []
  private(set) var score: [Int64] = []

  init() {}

  init(_ edges: [ScoredEdge], nodes: Int) {
    start = [Int32](repeating: 0, count: nodes + 1)
    for edge in edges {
      start[Int(edge.one) + 1] += 1
      start[Int(edge.other) + 1] += 1
    }
    for node in 0..<nodes { start[node + 1] += start[node] }
    var next = start
    neighbour = [Int32](repeating: 0, count: edges.count * 2)
    edge = neighbour
    score = [Int64](repeating: 0, count: edges.count * 2)
    for (index, pair) in edges.enumerated() {
      for (node, other) in [(pair.one, pair.other), (pair.other, pair.one)] {
        let place = Int(next[Int(node)])
        next[Int(node)] += 1
        neighbour[place] = other
        edge[place] = Int32(index)
        score[place] = pair.score
      }
    }
  }

  func range(of node: Int) -> Range<Int> { Int(start[node])..<Int(start[node + 1]) }
}
