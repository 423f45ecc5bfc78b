/// A binary heap of nodes by distance; equal distances in the order of the nodes.
struct NodeHeap {
  private var items: [(key: Int64, node: Int32)] = []

  mutating func removeAll() { items.removeAll(keepingCapacity: true) }

  mutating func push(_ key: Int64, _ node: Int32) {
    var place = items.count
    items.append((key, node))
    while place > 0 {
      let parent = (place - 1) / 2
      guard Self.precedes((key, node), items[parent]) else { break }
      items[place] = items[parent]
      place = parent
    }
    items[place] = (key, node)
  }

  mutating func pop() -> (key: Int64, node: Int32)? {
    guard let last = items.popLast() else { return nil }
    guard let first = items.first else { return last }
    var place = 0
    while true {
      var child = 2 * place + 1
      guard child < items.count else { break }
      if child + 1 < items.count, Self.precedes(items[child + 1], items[child]) { child += 1 }
      guard Self.precedes(items[child], last) else { break }
      items[place] = items[child]
      place = child
    }
    items[place] = last
    return first
  }

  @inline(__always)
  private static func precedes(_ one: (key: Int64, node: Int32), _ other: (key: Int64, node: Int32))
    -> Bool
  {
    one.key != other.key ? one.key < other.key : one.node < other.node
  }
}
