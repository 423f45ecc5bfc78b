/// Dijkstra's search over the two sides, with a heap; used again and again without clearing.
struct PathSearch {
  private var round: Int32 = 0
  private var seen: [Int32]
  private var done: [Int32]
  private var distance: [Int64]
  private var entry: [Int32]
  private var heap = NodeHeap()
  private let isFirst: [Bool]
  private var rootIsFirst = true
  private(set) var settled: [(node: Int, distance: Int64)] = []

  /// - Parameter isFirst: Whether a node is on the first side.
  init(isFirst: [Bool]) {
    self.isFirst = isFirst
    seen = [Int32](repeating: 0, count: isFirst.count)
    done = seen
    entry = seen
    distance = [Int64](repeating: 0, count: isFirst.count)
  }

  mutating func start(at root: Int) {
    round += 1
    heap.removeAll()
    settled.removeAll(keepingCapacity: true)
    seen[root] = round
    distance[root] = 0
    entry[root] = -1
    rootIsFirst = isFirst[root]
    heap.push(0, Int32(root))
  }

  func isOnRootSide(_ node: Int) -> Bool { isFirst[node] == rootIsFirst }

  /// The edge by which the path comes to a node; `nil` at the root.
  func edge(into node: Int) -> Int32? { entry[node] < 0 ? nil : entry[node] }

  /// The nearest node not yet settled, if it is nearer than a limit.
  mutating func next(below limit: Int64) -> (distance: Int64, node: Int)? {
    while let (key, nearest) = heap.pop() {
      let node = Int(nearest)
      guard key < limit else { return nil }
      guard done[node] != round else { continue }
      done[node] = round
      settled.append((node, key))
      return (key, node)
    }
    return nil
  }

  /// Notes a shorter way to a node.
  mutating func improve(_ node: Int, _ length: Int64, by edge: Int32) -> Bool {
    if seen[node] == round, distance[node] <= length { return false }
    seen[node] = round
    distance[node] = length
    entry[node] = edge
    heap.push(length, Int32(node))
    return true
  }
}
