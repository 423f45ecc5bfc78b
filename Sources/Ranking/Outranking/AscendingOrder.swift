/// Numbers in ascending order with where they stood.
///
/// Long lists are sorted by eleven bits at a time, which takes the same few steps for every list.
struct AscendingOrder {
  private(set) var numbers: [Double]
  private(set) var positions: [Int32]

  /// - Complexity: O(*n*).
  init(_ column: [Double]) {
    if column.count < 512 {
      let order = column.indices.sorted {
        column[$0] != column[$1] ? column[$0] < column[$1] : $0 < $1
      }
      numbers = order.map { column[$0] }
      positions = order.map { Int32($0) }
      return
    }
    // The bits of a double order like integers once negative ones are turned round.
    var keys = column.map { number -> UInt64 in
      let bits = (number + 0.0).bitPattern
      return bits >> 63 == 1 ? ~bits : bits | 1 << 63
    }
    var places = (0..<Int32(column.count)).map { $0 }
    var otherKeys = keys
    var otherPlaces = places
    for shift in stride(from: UInt64(0), to: 64, by: 11) {
      let moved = Self.pass(keys, places, shift, &otherKeys, &otherPlaces)
      if moved {
        swap(&keys, &otherKeys)
        swap(&places, &otherPlaces)
      }
    }
    numbers = keys.map { key in
      Double(bitPattern: key >> 63 == 1 ? key & ~(1 << 63) : ~key)
    }
    positions = places
  }

  /// Deals the keys out by eleven bits.
  ///
  /// - Returns: Whether the order could have changed.
  private static func pass(
    _ keys: [UInt64], _ places: [Int32], _ shift: UInt64, _ otherKeys: inout [UInt64],
    _ otherPlaces: inout [Int32]
  ) -> Bool {
    var starts = [Int](repeating: 0, count: 2048)
    keys.withUnsafeBufferPointer { keys in
      for key in keys { starts[Int((key >> shift) & 2047)] += 1 }
    }
    if starts.contains(keys.count) { return false }
    var total = 0
    for digit in starts.indices { (starts[digit], total) = (total, total + starts[digit]) }
    keys.withUnsafeBufferPointer { keys in
      places.withUnsafeBufferPointer { places in
        otherKeys.withUnsafeMutableBufferPointer { otherKeys in
          otherPlaces.withUnsafeMutableBufferPointer { otherPlaces in
            starts.withUnsafeMutableBufferPointer { starts in
              for index in keys.indices {
                let digit = Int((keys[index] >> shift) & 2047)
                let place = starts[digit]
                starts[digit] = place + 1
                otherKeys[place] = keys[index]
                otherPlaces[place] = places[index]
              }
            }
          }
        }
      }
    }
    return true
  }
}
