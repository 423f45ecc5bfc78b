/// Orders up to 64 alternatives in eight samples at once, in single precision, and says in which
/// samples values were too close to be sure.
struct RankSorter {
  let network: SortingNetwork
  let alternatives: Int

  /// Makes a key of each alternative's value: 23 bits of value, six of its index, such that keys
  /// compare as floats do.
  ///
  /// - Parameters:
  ///   - values: From 0 to 1, by alternative, then criterion.
  ///   - drawn: Weights by criterion, summing to 1 in each lane.
  func keys(
    _ values: UnsafeBufferPointer<Float>, _ drawn: UnsafeBufferPointer<SIMD8<Double>>,
    _ keys: UnsafeMutableBufferPointer<SIMD8<Float>>
  ) {
    let criteria = drawn.count
    withUnsafeTemporaryAllocation(of: SIMD8<Float>.self, capacity: criteria) { weights in
      for j in 0..<criteria { weights[j] = SIMD8<Float>(drawn[j]) }
      // Adding 2^23 leaves the value, times 2^23, in the low bits of the sum.
      let scale = SIMD8<Float>(repeating: 8_388_000)
      let magic = SIMD8<Float>(repeating: 8_388_608)
      let mask = SIMD8<UInt32>(repeating: 0x7F_FFFF)
      let offset = SIMD8<UInt32>(repeating: 0x80_0000)
      for i in 0..<alternatives {
        var sum = SIMD8<Float>(repeating: 0)
        for j in 0..<criteria { sum += weights[j] * values[i * criteria + j] }
        let bits = unsafeBitCast(sum * scale + magic, to: SIMD8<UInt32>.self)
        let key = ((bits & mask) &<< 6 | SIMD8<UInt32>(repeating: UInt32(i))) &+ offset
        keys[i] = unsafeBitCast(key, to: SIMD8<Float>.self)
      }
    }
  }

  /// Sorts every lane in ascending order.
  ///
  /// A value has an error of at most (criteria + 4) / 2^24: weights, values, products and sums each
  /// round once.
  ///
  /// - Returns: A bit for each lane where two neighbours are closer than their errors.
  func sort(_ keys: UnsafeMutableBufferPointer<SIMD8<Float>>, criteria: Int) -> UInt8 {
    network.comparators.withUnsafeBufferPointer { comparators in
      for comparator in comparators {
        let (low, high) = (Int(comparator.low), Int(comparator.high))
        let (a, b) = (keys[low], keys[high])
        let isLess = a .< b
        keys[low] = b.replacing(with: a, where: isLess)
        keys[high] = a.replacing(with: b, where: isLess)
      }
    }
    let least = SIMD8<Int32>(repeating: Int32((criteria + 8) << 6))
    var close = SIMD8<Int32>(repeating: 0)
    var last = unsafeBitCast(keys[0], to: SIMD8<Int32>.self)
    for place in 1..<alternatives {
      let next = unsafeBitCast(keys[place], to: SIMD8<Int32>.self)
      let isClose = (next &- last) .< least
      close.replace(with: 1, where: isClose)
      last = next
    }
    var open: UInt8 = 0
    for lane in 0..<8 where close[lane] != 0 { open |= 1 << UInt8(lane) }
    return open
  }
}
