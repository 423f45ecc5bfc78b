/// Finds identifiers by their bytes, where a dictionary of strings would be too slow.
struct PabulibIndex {
  /// The identifiers one after the other.
  private var bytes: [UInt8] = []
  private var ends: [Int] = [0]
  private var hashes: [UInt64] = []
  /// Open addressing: number plus one, 0 for a free place.
  private var table = [Int32](repeating: 0, count: 256)

  var count: Int { hashes.count }

  /// FNV-1a with a final mix.
  @inline(__always)
  static func hash(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for place in range { hash = (hash ^ UInt64(bytes[place])) &* 0x0000_0100_0000_01B3 }
    return hash ^ (hash >> 29)
  }

  /// The number of an identifier, in the order of adding.
  func find(_ buffer: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
    let hash = Self.hash(buffer, range)
    var slot = Int(hash & UInt64(table.count - 1))
    while table[slot] != 0 {
      let number = Int(table[slot]) - 1
      if hashes[number] == hash, isEqual(number, buffer, range) { return number }
      slot = (slot + 1) & (table.count - 1)
    }
    return nil
  }

  /// Adds an identifier.
  ///
  /// - Returns: `false` when it is there already.
  mutating func add(_ buffer: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    if find(buffer, range) != nil { return false }
    if (hashes.count + 1) * 2 > table.count { grow() }
    hashes.append(Self.hash(buffer, range))
    bytes.append(contentsOf: buffer[range])
    ends.append(bytes.count)
    place(hashes.count - 1)
    return true
  }

  private func isEqual(
    _ number: Int, _ buffer: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Bool {
    let start = ends[number]
    guard ends[number + 1] - start == range.count else { return false }
    for offset in 0..<range.count where bytes[start + offset] != buffer[range.lowerBound + offset] {
      return false
    }
    return true
  }

  private mutating func grow() {
    table = [Int32](repeating: 0, count: table.count * 4)
    for number in hashes.indices { place(number) }
  }

  private mutating func place(_ number: Int) {
    var slot = Int(hashes[number] & UInt64(table.count - 1))
    while table[slot] != 0 { slot = (slot + 1) & (table.count - 1) }
    table[slot] = Int32(number + 1)
  }
}

/// Which voters' identifiers have been met, by their hashes: of a million voters, one in ten million
/// files would call two different ones equal, and the result is but a note.
struct PabulibSeen {
  /// Open addressing; 0 for a free place.
  private var table = [UInt64](repeating: 0, count: 1024)
  private var count = 0

  /// - Returns: `false` when the identifier was met before.
  mutating func add(_ buffer: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    if count * 2 >= table.count { grow() }
    let isNew = insert(Self.mix(PabulibIndex.hash(buffer, range)))
    if isNew { count += 1 }
    return isNew
  }

  /// Spreads the hash over all bits, so that identifiers counted upwards do not cluster.
  private static func mix(_ hash: UInt64) -> UInt64 {
    var mixed = hash &* 0xBF58_476D_1CE4_E5B9
    mixed ^= mixed >> 32
    return mixed == 0 ? 1 : mixed
  }

  private mutating func insert(_ hash: UInt64) -> Bool {
    var slot = Int(truncatingIfNeeded: hash) & (table.count - 1)
    while table[slot] != 0 {
      if table[slot] == hash { return false }
      slot = (slot + 1) & (table.count - 1)
    }
    table[slot] = hash
    return true
  }

  private mutating func grow() {
    let old = table
    table = [UInt64](repeating: 0, count: old.count * 4)
    for hash in old where hash != 0 { _ = insert(hash) }
  }
}
