/// Draws samples and counts ranks. Strips of samples have random numbers of their own, so the result
/// does not depend on who draws which strip, or when.
struct AcceptabilitySampler: Sendable {
  let weights: WeightSampler
  let values: ValueSampler
  let seed: UInt64
  let countsPairs: Bool
  private let network: SortingNetwork
  /// The certain values from 0 to 1.
  private let scaled: [Float]

  static let stripSize = 4096
  /// Above, ranks are found by sorting each sample for itself.
  static let largestNetwork = 64

  init(weights: WeightSampler, values: ValueSampler, seed: UInt64, countsPairs: Bool) {
    self.weights = weights
    self.values = values
    self.seed = seed
    self.countsPairs = countsPairs
    let isSmall = values.alternatives <= Self.largestNetwork
    network = SortingNetwork(count: isSmall ? values.alternatives : 0)
    let (low, high) = (values.bounds.lowerBound, values.bounds.upperBound)
    let factor = high > low ? 1 / (high - low) : 0
    scaled = values.base.map { Float(($0 - low) * factor) }
  }

  /// Counts the samples of one strip.
  func counts(strip: Int, samples: Int) -> AcceptabilityCounts {
    var counts = AcceptabilityCounts(
      alternatives: values.alternatives, criteria: values.criteria, countsPairs: countsPairs)
    var forWeights = CounterGenerator(seed: seed, stream: UInt64(strip) * 2)
    var forValues = CounterGenerator(seed: seed, stream: UInt64(strip) * 2 + 1)
    var walk = weights.start(&forWeights)
    var room = Room(values)
    withUnsafeTemporaryAllocation(of: SIMD8<Double>.self, capacity: values.criteria) { drawn in
      drawn.initialize(repeating: SIMD8(repeating: 0))
      var done = 0
      while done < samples {
        let lanes = min(8, samples - done)
        weights.draw(drawn, &walk, &forWeights)
        count(UnsafeBufferPointer(drawn), lanes: lanes, &room, &forValues, &counts)
        done += lanes
      }
    }
    return counts
  }

  /// What one strip works in.
  private struct Room {
    var sums: [Double]
    var sampled: [Double]
    var order: [Int32]
    var keys: [SIMD8<Float>]

    init(_ values: ValueSampler) {
      sums = [Double](repeating: 0, count: values.alternatives * 8)
      sampled = values.base
      order = (0..<Int32(values.alternatives)).map { $0 }
      keys = [SIMD8<Float>](repeating: SIMD8(repeating: 0), count: values.alternatives)
    }
  }

  private func count(
    _ drawn: UnsafeBufferPointer<SIMD8<Double>>, lanes: Int, _ room: inout Room,
    _ generator: inout CounterGenerator, _ counts: inout AcceptabilityCounts
  ) {
    let isSmall = values.alternatives > 1 && values.alternatives <= Self.largestNetwork
    var open: UInt8 = 0xFF
    if values.isCertain {
      if isSmall {
        let sorter = RankSorter(network: network, alternatives: values.alternatives)
        open = scaled.withUnsafeBufferPointer { scaled in
          room.keys.withUnsafeMutableBufferPointer { keys in
            sorter.keys(scaled, drawn, keys)
            return sorter.sort(keys, criteria: values.criteria)
          }
        }
        if lanes < 8 { open = 0xFF }
        tally(drawn, settled: ~open, &room, &counts)
      }
      if open != 0 { addExactly(drawn, lanes: lanes, open: open, &room, &counts) }
    } else {
      for lane in 0..<lanes {
        room.sampled.withUnsafeMutableBufferPointer { values.draw($0, &generator) }
        sum(drawn, lane: lane, &room, room.sampled)
        addLane(lane, drawn, &room, &counts)
      }
    }
  }

  /// Counts the lanes whose order the keys have settled.
  private func tally(
    _ drawn: UnsafeBufferPointer<SIMD8<Double>>, settled: UInt8, _ room: inout Room,
    _ counts: inout AcceptabilityCounts
  ) {
    guard settled != 0 else { return }
    let count = values.alternatives
    let criteria = values.criteria
    counts.samples += settled.nonzeroBitCount
    room.keys.withUnsafeBufferPointer { keys in
      counts.ranks.withUnsafeMutableBufferPointer { ranks in
        let words = UnsafeRawBufferPointer(keys).bindMemory(to: UInt32.self)
        for place in 0..<count {
          let rank = count - 1 - place
          for lane in 0..<8 where settled >> UInt8(lane) & 1 == 1 {
            let alternative = Int(words[place * 8 + lane] & 63)
            ranks[alternative * count + rank] &+= 1
          }
        }
        for lane in 0..<8 where settled >> UInt8(lane) & 1 == 1 {
          let first = Int(words[(count - 1) * 8 + lane] & 63)
          for j in 0..<criteria { counts.firstWeights[first * criteria + j] += drawn[j][lane] }
          if countsPairs { addPairs(words, lane: lane, &counts.wins) }
        }
      }
    }
  }

  private func addPairs(
    _ words: UnsafeBufferPointer<UInt32>, lane: Int, _ wins: inout [UInt32]
  ) {
    let count = values.alternatives
    wins.withUnsafeMutableBufferPointer { wins in
      for place in 1..<count {
        let row = Int(words[place * 8 + lane] & 63) * count
        for worse in 0..<place { wins[row + Int(words[worse * 8 + lane] & 63)] &+= 1 }
      }
    }
  }

  private func addExactly(
    _ drawn: UnsafeBufferPointer<SIMD8<Double>>, lanes: Int, open: UInt8, _ room: inout Room,
    _ counts: inout AcceptabilityCounts
  ) {
    for lane in 0..<lanes where open >> UInt8(lane) & 1 == 1 {
      sum(drawn, lane: lane, &room, values.base)
      addLane(lane, drawn, &room, &counts)
    }
  }

  private func sum(
    _ drawn: UnsafeBufferPointer<SIMD8<Double>>, lane: Int, _ room: inout Room,
    _ sampled: [Double]
  ) {
    let criteria = values.criteria
    sampled.withUnsafeBufferPointer { sampled in
      for i in 0..<values.alternatives {
        var sum = 0.0
        for j in 0..<criteria { sum += drawn[j][lane] * sampled[i * criteria + j] }
        room.sums[i] = sum
      }
    }
  }

  private func addLane(
    _ lane: Int, _ drawn: UnsafeBufferPointer<SIMD8<Double>>, _ room: inout Room,
    _ counts: inout AcceptabilityCounts
  ) {
    room.sums.withUnsafeMutableBufferPointer { sums in
      counts.add(sums, order: &room.order) { drawn[$0][lane] }
    }
  }
}
