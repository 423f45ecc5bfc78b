/// Whether demands can be spread over classes within their capacities: a maximum flow in integers.
///
/// Source: Dinic (1970), "Algorithm for solution of a problem of maximum flow in a network".
struct SpreadFlow {
  private var demands: [Int64]
  private var capacities: [Int64]
  /// For each demand the classes that may carry it, and how much each does.
  private var classes: [[Int32]]
  private var carried: [[Int64]]
  /// For each class where it stands in those lists: demand and place.
  private var carriers: [[(demand: Int32, place: Int32)]]
  private var demandLevel: [Int32] = []
  private var classLevel: [Int32] = []
  private var nextClass: [Int] = []
  private var nextCarrier: [Int] = []

  init(demands: [Int64], capacities: [Int64], supported: [[Int32]]) {
    self.demands = demands
    self.capacities = capacities
    var classes = [[Int32]](repeating: [], count: demands.count)
    carriers = supported.map { _ in [] }
    for (index, places) in supported.enumerated() {
      for place in places {
        carriers[index].append((place, Int32(classes[Int(place)].count)))
        classes[Int(place)].append(Int32(index))
      }
    }
    self.classes = classes
    carried = classes.map { [Int64](repeating: 0, count: $0.count) }
  }

  /// The demands of a set that cannot be met; `nil` when all can.
  mutating func crowdedDemands() -> [Int]? {
    while level() {
      nextClass = [Int](repeating: 0, count: demands.count)
      nextCarrier = [Int](repeating: 0, count: capacities.count)
      for demand in demands.indices where demandLevel[demand] == 0 {
        while demands[demand] > 0 {
          let sent = push(demand, demands[demand])
          if sent == 0 { break }
          demands[demand] -= sent
        }
      }
    }
    guard demands.contains(where: { $0 > 0 }) else { return nil }
    return demands.indices.filter { demandLevel[$0] >= 0 }
  }

  /// Distances from unmet demands; whether any free capacity can be reached.
  private mutating func level() -> Bool {
    demandLevel = demands.map { $0 > 0 ? 0 : -1 }
    classLevel = [Int32](repeating: -1, count: capacities.count)
    var front = demands.indices.filter { demands[$0] > 0 }
    var depth: Int32 = 0
    var reached = false
    while !front.isEmpty {
      var next: [Int] = []
      for demand in front {
        for index in classes[demand] where classLevel[Int(index)] < 0 {
          classLevel[Int(index)] = depth + 1
          if capacities[Int(index)] > 0 { reached = true }
          for (other, place) in carriers[Int(index)]
          where demandLevel[Int(other)] < 0 && carried[Int(other)][Int(place)] > 0 {
            demandLevel[Int(other)] = depth + 2
            next.append(Int(other))
          }
        }
      }
      front = next
      depth += 2
    }
    return reached
  }

  /// Sends some of a demand along shortest ways.
  private mutating func push(_ demand: Int, _ amount: Int64) -> Int64 {
    while nextClass[demand] < classes[demand].count {
      let place = nextClass[demand]
      let index = Int(classes[demand][place])
      if classLevel[index] == demandLevel[demand] + 1 {
        let sent = drain(index, amount)
        if sent > 0 {
          carried[demand][place] += sent
          return sent
        }
      }
      nextClass[demand] += 1
    }
    return 0
  }

  /// Puts an amount on a class: into free capacity, or by moving others away.
  private mutating func drain(_ index: Int, _ amount: Int64) -> Int64 {
    if capacities[index] > 0 {
      let sent = min(amount, capacities[index])
      capacities[index] -= sent
      return sent
    }
    while nextCarrier[index] < carriers[index].count {
      let (other, place) = carriers[index][nextCarrier[index]]
      let load = carried[Int(other)][Int(place)]
      if load > 0, demandLevel[Int(other)] == classLevel[index] + 1 {
        let sent = push(Int(other), min(amount, load))
        if sent > 0 {
          carried[Int(other)][Int(place)] -= sent
          return sent
        }
      }
      nextCarrier[index] += 1
    }
    return 0
  }
}
