extension BlossomMatching {
  /// Makes a vertex the base of a blossom, matching the rest of it within.
  ///
  /// The caller sets the partner of the new base.
  mutating func rebase(_ node: Int, to vertex: Int) {
    guard var blossom = blossoms[node] else { return }
    var child = vertex
    while parent[child] >= 0, parent[child] != node { child = parent[child] }
    guard let place = blossom.children.firstIndex(of: child) else { return }
    rebase(child, to: vertex)
    let count = blossom.children.count
    blossom.children = Array(blossom.children[place...] + blossom.children[..<place])
    blossom.edges = Array(blossom.edges[place...] + blossom.edges[..<place])
    blossoms[node] = blossom
    base[node] = vertex
    guard place > 0 else { return }
    for index in stride(from: 1, to: count, by: 2) {
      let edge = blossom.edges[index]
      let (first, second) = (blossom.children[index], blossom.children[index + 1])
      let isFirst = contains(first, edges[edge].one)
      let inFirst = isFirst ? edges[edge].one : edges[edge].other
      let inSecond = opposite(edge, inFirst)
      rebase(first, to: inFirst)
      rebase(second, to: inSecond)
      mate[inFirst] = edge
      mate[inSecond] = edge
    }
  }

  private func contains(_ node: Int, _ vertex: Int) -> Bool {
    var inner = vertex
    while inner != node {
      guard parent[inner] >= 0 else { return false }
      inner = parent[inner]
    }
    return true
  }

  /// Shrinks the odd cycle that an edge between two outer nodes closes.
  mutating func contract(_ edge: Int) {
    let left = way(from: top[edges[edge].one])
    let right = way(from: top[edges[edge].other])
    let onRight = Set(right.nodes)
    guard let leftEnd = left.nodes.firstIndex(where: { onRight.contains($0) }),
      let rightEnd = right.nodes.firstIndex(of: left.nodes[leftEnd])
    else { return }
    let meeting = left.nodes[leftEnd]
    let children =
      [meeting] + left.nodes[..<leftEnd].reversed() + right.nodes[..<rightEnd]
    let cycle = left.edges[..<leftEnd].reversed() + [edge] + right.edges[..<rightEnd]
    let number = newBlossomNumber()
    let inside = children.flatMap { vertices($0) }
    base[number] = baseVertex(meeting)
    for child in children { parent[child] = number }
    outermost.removeAll { parent[$0] >= 0 }
    outermost.append(number)
    blossoms[number] = Blossom(children: children, edges: Array(cycle), vertices: inside)
    for vertex in inside { top[vertex] = number }
    label[number] = .outer
  }

  /// The outermost nodes from an outer one to the root, with the edges between them.
  private func way(from start: Int) -> (nodes: [Int], edges: [Int]) {
    var (nodes, steps): ([Int], [Int]) = ([start], [])
    var outer = start
    while true {
      let base = baseVertex(outer)
      guard mate[base] >= 0 else { break }
      let inner = top[opposite(mate[base], base)]
      let way = entry[inner]
      steps += [mate[base], way]
      outer = top[opposite(way, end(way, in: inner))]
      nodes += [inner, outer]
    }
    return (nodes, steps)
  }

  /// Opens an inner blossom without charge; its children between entry and base stay in the tree.
  mutating func expand(_ number: Int) {
    guard let blossom = blossoms[number] else { return }
    let way = entry[number]
    let inside = end(way, in: number)
    var entered = inside
    while parent[entered] >= 0, parent[entered] != number { entered = parent[entered] }
    for child in blossom.children {
      parent[child] = -1
      label[child] = .free
      for vertex in vertices(child) { top[vertex] = child }
    }
    blossoms[number] = nil
    outermost.removeAll { $0 == number }
    outermost += blossom.children.filter { $0 >= vertexCount }
    let count = blossom.children.count
    guard var place = blossom.children.firstIndex(of: entered) else { return }
    let isForward = place % 2 == 1
    var step = way
    while true {
      let child = blossom.children[place]
      label[child] = .inner
      entry[child] = step
      guard place != 0 else { break }
      let next = isForward ? place + 1 : place - 1
      label[blossom.children[next % count]] = .outer
      step = isForward ? blossom.edges[next % count] : blossom.edges[next - 1]
      place = (isForward ? next + 1 : next - 1) % count
    }
  }
}
