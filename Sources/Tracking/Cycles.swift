/// A directed graph of numbered nodes, and its cycles.
struct Digraph {
  /// The nodes each node points at.
  let successors: [[Int]]

  /// The strongly connected components, each after every component it points at.
  ///
  /// Source: Tarjan (1972), "Depth-first search and linear graph algorithms", with a stack of its own
  /// in place of recursion. <https://doi.org/10.1137/0201010>
  ///
  /// - Complexity: O(nodes + edges).
  func components() -> [[Int]] {
    var search = ComponentSearch(count: successors.count)
    for node in successors.indices where search.order[node] == nil {
      search.visit(from: node, successors)
    }
    return search.components
  }

  /// One shortest cycle through the component's smallest node, starting there.
  ///
  /// - Returns: Nothing when the component is one node that does not point at itself.
  /// - Complexity: O(nodes + edges).
  func cycle(in component: [Int]) -> [Int]? {
    guard let start = component.min() else { return nil }
    let members = Set(component)
    var cameFrom: [Int: Int] = [:]
    var queue = [start]
    var head = 0
    while head < queue.count {
      let node = queue[head]
      head += 1
      for next in successors[node] where members.contains(next) {
        if next == start { return path(to: node, from: start, cameFrom) }
        guard cameFrom[next] == nil else { continue }
        cameFrom[next] = node
        queue.append(next)
      }
    }
    return nil
  }

  private func path(to end: Int, from start: Int, _ cameFrom: [Int: Int]) -> [Int] {
    var path = [end]
    while let last = path.last, last != start, let previous = cameFrom[last] {
      path.append(previous)
    }
    return path.reversed()
  }
}

private struct ComponentSearch {
  var components: [[Int]] = []
  var order: [Int?]
  private var lowest: [Int]
  private var isOpen: [Bool]
  private var open: [Int] = []
  private var count = 0

  init(count: Int) {
    order = Array(repeating: nil, count: count)
    lowest = Array(repeating: 0, count: count)
    isOpen = Array(repeating: false, count: count)
  }

  mutating func visit(from root: Int, _ successors: [[Int]]) {
    var path = [(node: root, next: 0)]
    enter(root)
    while let (node, next) = path.last {
      if next < successors[node].count {
        path[path.count - 1].next += 1
        let successor = successors[node][next]
        if let seen = order[successor] {
          if isOpen[successor] { lowest[node] = min(lowest[node], seen) }
        } else {
          enter(successor)
          path.append((successor, 0))
        }
      } else {
        path.removeLast()
        if let parent = path.last?.node { lowest[parent] = min(lowest[parent], lowest[node]) }
        if lowest[node] == order[node] { close(node) }
      }
    }
  }

  private mutating func enter(_ node: Int) {
    order[node] = count
    lowest[node] = count
    count += 1
    open.append(node)
    isOpen[node] = true
  }

  private mutating func close(_ root: Int) {
    var component: [Int] = []
    while let node = open.popLast() {
      isOpen[node] = false
      component.append(node)
      if node == root { break }
    }
    components.append(component.sorted())
  }
}
