extension BlossomMatching {
  private enum Event {
    case edge(Int)
    case zero(vertex: Int)
    case expand(blossom: Int)
  }

  /// Grows a tree from a vertex until it, or another one in its place, is settled.
  mutating func search(from root: Int, _ shouldStop: () -> Bool) throws(MatchingError) {
    for node in label.indices { (label[node], entry[node]) = (.free, -1) }
    var tree = [Label](repeating: .free, count: vertexCount)
    label[top[root]] = .outer
    for vertex in vertices(top[root]) { tree[vertex] = .outer }
    while true {
      if shouldStop() { throw .stopped }
      let (delta, event) = nextEvent(tree)
      if delta > 0 { move(by: delta, tree) }
      switch event {
      case .zero(let vertex):
        alternate(from: vertex, by: -1)
        return
      case .expand(let blossom):
        expand(blossom)
        relabel(&tree)
      case .edge(let edge):
        let ends = [edges[edge].one, edges[edge].other]
        guard let outer = ends.first(where: { tree[$0] == .outer }) else { return }
        let far = opposite(edge, outer)
        if tree[far] == .outer {
          contract(edge)
          relabel(&tree)
        } else if mate[baseVertex(top[far])] < 0 {
          rebase(top[far], to: far)
          mate[far] = edge
          alternate(from: outer, by: edge)
          return
        } else {
          grow(edge, into: top[far], &tree)
        }
      }
    }
  }

  /// How far prices can move, and what happens then.
  private func nextEvent(_ tree: [Label]) -> (Int64, Event) {
    var (delta, event): (Int64, Event) = (.max, .edge(0))
    for vertex in 0..<vertexCount where tree[vertex] == .outer && price[vertex] < delta {
      (delta, event) = (price[vertex], .zero(vertex: vertex))
    }
    for (index, edge) in edges.enumerated() {
      let (one, other) = (tree[edge.one], tree[edge.other])
      guard one == .outer || other == .outer, one != .inner, other != .inner,
        top[edge.one] != top[edge.other]
      else { continue }
      let slack = slack(index)
      let limit = one == other ? slack / 2 : slack
      if limit < delta { (delta, event) = (limit, .edge(index)) }
    }
    for blossom in outermost where label[blossom] == .inner && charge[blossom] / 2 < delta {
      (delta, event) = (charge[blossom] / 2, .expand(blossom: blossom))
    }
    return (delta, event)
  }

  private mutating func move(by delta: Int64, _ tree: [Label]) {
    for vertex in 0..<vertexCount {
      switch tree[vertex] {
      case .outer: price[vertex] -= delta
      case .inner: price[vertex] += delta
      case .free: break
      }
    }
    for blossom in outermost {
      switch label[blossom] {
      case .outer: charge[blossom] += 2 * delta
      case .inner: charge[blossom] -= 2 * delta
      case .free: break
      }
    }
  }

  /// Takes in a node and the one it is matched with.
  private mutating func grow(_ edge: Int, into node: Int, _ tree: inout [Label]) {
    label[node] = .inner
    entry[node] = edge
    for vertex in vertices(node) { tree[vertex] = .inner }
    let base = baseVertex(node)
    let next = top[opposite(mate[base], base)]
    label[next] = .outer
    for vertex in vertices(next) { tree[vertex] = .outer }
  }

  private func relabel(_ tree: inout [Label]) {
    for vertex in 0..<vertexCount { tree[vertex] = label[top[vertex]] }
  }

  /// Turns over the path from an outer vertex to the root; the vertex gets another edge, or none.
  private mutating func alternate(from start: Int, by edge: Int) {
    var (vertex, edge) = (start, edge)
    while true {
      let outer = top[vertex]
      let base = baseVertex(outer)
      let old = mate[base]
      rebase(outer, to: vertex)
      mate[vertex] = edge
      guard old >= 0 else { return }
      let inner = top[opposite(old, base)]
      let way = entry[inner]
      let inside = end(way, in: inner)
      rebase(inner, to: inside)
      mate[inside] = way
      (vertex, edge) = (opposite(way, inside), way)
    }
  }
}
