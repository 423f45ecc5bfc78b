/// What some samples said: how often each alternative took each rank, and with which weights it
/// came first. Counts of several groups of samples add up.
struct AcceptabilityCounts: Sendable {
  let alternatives: Int
  let criteria: Int
  var samples = 0
  /// By alternative, then rank.
  var ranks: [UInt32]
  /// By alternative, then other: how often it was strictly better; empty when not asked for.
  var wins: [UInt32]
  /// By alternative, then criterion: the sum of the weights with which it came first.
  var firstWeights: [Double]
  /// Sums and sums of squares of groups' counts, for errors of samples that hang together.
  var squares: [Double] = []
  var groups = 0

  init(alternatives: Int, criteria: Int, countsPairs: Bool) {
    (self.alternatives, self.criteria) = (alternatives, criteria)
    ranks = [UInt32](repeating: 0, count: alternatives * alternatives)
    wins = countsPairs ? ranks : []
    firstWeights = [Double](repeating: 0, count: alternatives * criteria)
  }

  /// Counts one sample.
  ///
  /// - Parameters:
  ///   - values: Of the alternatives.
  ///   - weight: The weight of a criterion in this sample.
  ///   - order: Room for as many numbers as there are alternatives.
  mutating func add(
    _ values: UnsafeMutableBufferPointer<Double>, order: inout [Int32], weight: (Int) -> Double
  ) {
    let count = alternatives
    order.sort {
      let (a, b) = (values[Int($0)], values[Int($1)])
      return a != b ? a > b : $0 < $1
    }
    let tolerance =
      Ranks.epsilon
      * max(
        1,
        max(
          values[Int(order[0])].magnitude, values[Int(order[count - 1])].magnitude))
    samples += 1
    var start = 0
    while start < count {
      var end = start + 1
      while end < count,
        values[Int(order[end - 1])] - values[Int(order[end])] <= tolerance
      { end += 1 }
      for place in start..<end {
        let i = Int(order[place])
        ranks[i * count + start] += 1
        if start == 0 {
          for j in 0..<criteria { firstWeights[i * criteria + j] += weight(j) }
        }
        if !wins.isEmpty { for k in end..<count { wins[i * count + Int(order[k])] += 1 } }
      }
      start = end
    }
  }

  /// Adds another group's counts; the sums of weights depend on the order of adding.
  mutating func merge(_ other: AcceptabilityCounts) {
    samples += other.samples
    groups += 1
    for index in ranks.indices { ranks[index] += other.ranks[index] }
    for index in wins.indices { wins[index] += other.wins[index] }
    for index in firstWeights.indices { firstWeights[index] += other.firstWeights[index] }
    if squares.isEmpty { squares = [Double](repeating: 0, count: ranks.count) }
    for index in ranks.indices {
      let share = Double(other.ranks[index]) / Double(max(1, other.samples))
      squares[index] += share * share
    }
  }
}
