/// A project as a knapsack sees it.
struct KnapsackItem {
  let project: Int
  /// Positive.
  let cost: Int64
  /// Positive.
  let value: Int64
}

/// The 0-1 knapsack by undominated sets, those left out that cannot reach the best one known.
struct Knapsack {
  /// A set: the item taken last and the set without it.
  private struct Node {
    let item: Int32
    let before: Int32
    /// Another set of the same cost and value; -1 for none.
    var twin: Int32
  }

  private struct State {
    let cost: Int64
    let value: Int64
    let node: Int32
  }

  private let items: [KnapsackItem]
  private let capacity: Int64
  /// Sums of the first items' costs and values.
  private let costs: [Int64]
  private let values: [Int64]
  private var nodes: [Node] = [Node(item: -1, before: -1, twin: -1)]

  /// More sets than this are not kept.
  private static let mostNodes = 20_000_000

  /// - Parameter items: By value per cost, the highest first.
  init(_ items: [KnapsackItem], capacity: Int64) {
    self.items = items
    self.capacity = capacity
    var (costs, values) = ([Int64(0)], [Int64(0)])
    for item in items {
      costs.append(costs[costs.count - 1] + item.cost)
      values.append(values[values.count - 1] + item.value)
    }
    self.costs = costs
    self.values = values
  }

  /// The items of a best set, and those of another as good and as dear if there is one.
  mutating func best(
    shouldStop: () -> Bool
  ) throws(TallyError) -> (chosen: [Int], twin: [Int]?) {
    var states = [State(cost: 0, value: 0, node: 0)]
    var least = filled(states[0], from: 0)
    for index in items.indices {
      if shouldStop() { throw .stopped }
      states = merge(states, index)
      least = max(
        least,
        states.max { bound($0, from: index + 1) < bound($1, from: index + 1) }
          .map { filled($0, from: index + 1) } ?? 0)
      let known = least
      states.removeAll { bound($0, from: index + 1) < Int128(known) }
      guard nodes.count < Self.mostNodes else { throw .tooLarge(.utilitarianOptimum) }
    }
    guard let last = states.last else { return ([], nil) }
    return (chosen(last.node), twin(of: last.node))
  }

  /// Every set with and without an item; no set that another beats in cost and value.
  private mutating func merge(_ states: [State], _ index: Int) -> [State] {
    let item = items[index]
    var merged: [State] = []
    merged.reserveCapacity(states.count * 2)
    var (left, right) = (0, 0)
    while left < states.count || right < states.count {
      let taken = right < states.count ? states[right].cost + item.cost : .max
      if left < states.count, states[left].cost <= taken {
        keep(states[left], in: &merged)
        left += 1
      } else {
        guard taken <= capacity else { break }
        nodes.append(Node(item: Int32(index), before: states[right].node, twin: -1))
        let value = states[right].value + item.value
        keep(State(cost: taken, value: value, node: Int32(nodes.count - 1)), in: &merged)
        right += 1
      }
    }
    return merged
  }

  private mutating func keep(_ state: State, in merged: inout [State]) {
    guard let last = merged.last else { return merged.append(state) }
    if state.value > last.value {
      if state.cost == last.cost { merged.removeLast() }
      merged.append(state)
    } else if state.value == last.value, state.cost == last.cost, nodes[Int(last.node)].twin < 0 {
      nodes[Int(last.node)].twin = state.node
    }
  }

  /// What a set can reach at most with the items from an index on: they may be cut.
  private func bound(_ state: State, from index: Int) -> Int128 {
    let room = capacity - state.cost
    let end = lastFitting(room, from: index)
    var sum = Int128(state.value) + Int128(values[end] - values[index])
    if end < items.count {
      let rest = Int128(room - (costs[end] - costs[index]))
      sum += rest * Int128(items[end].value) / Int128(items[end].cost)
    }
    return sum
  }

  /// The end of the longest run of items from an index on that fits into the room.
  private func lastFitting(_ room: Int64, from index: Int) -> Int {
    var (low, high) = (index, items.count)
    while low < high {
      let middle = (low + high + 1) / 2
      if costs[middle] - costs[index] <= room { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// The value a set reaches when it takes every further item that fits.
  private func filled(_ state: State, from index: Int) -> Int64 {
    var (room, value) = (capacity - state.cost, state.value)
    for item in items[index...] where item.cost <= room {
      room -= item.cost
      value += item.value
    }
    return value
  }

  private func chosen(_ node: Int32) -> [Int] {
    var chosen: [Int] = []
    var node = node
    while node > 0 {
      chosen.append(Int(nodes[Int(node)].item))
      node = nodes[Int(node)].before
    }
    return chosen.reversed()
  }

  private func twin(of node: Int32) -> [Int]? {
    var taken: [Int] = []
    var node = node
    while node >= 0 {
      let here = nodes[Int(node)]
      if here.twin >= 0 { return (taken + chosen(here.twin)).sorted() }
      guard node > 0 else { return nil }
      taken.append(Int(here.item))
      node = here.before
    }
    return nil
  }
}
