/// Numbers codes in the order in which they first appear.
///
/// Codes are compared byte by byte, as statistical offices do, and looked up without making a
/// `String` of each: a file has a hundred thousand cells and a thousand codes. The hash is the
/// standard library's, seeded anew in each process, so that no file can be made to collide.
struct CodeIndex {
  private(set) var count = 0
  private var blob: [UInt8] = []
  /// Where each code ends in the blob.
  private var ends: [Int] = []
  /// One more than a code's number, or 0; a power of two, at most half full.
  private var slots = [UInt32](repeating: 0, count: 16)
  private var latest = 0

  /// The bytes of a code.
  subscript(number: Int) -> ArraySlice<UInt8> {
    blob[(number == 0 ? 0 : ends[number - 1])..<ends[number]]
  }

  /// The number of a code, and whether it is new.
  mutating func insert(_ code: ArraySlice<UInt8>) -> (number: Int, isNew: Bool) {
    if latest < count, isCode(latest, code) { return (latest, false) }
    var slot = Self.hash(code) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if isCode(number, code) {
        latest = number
        return (number, false)
      }
      slot = (slot + 1) & (slots.count - 1)
    }
    blob.append(contentsOf: code)
    ends.append(blob.count)
    latest = count
    count += 1
    slots[slot] = UInt32(count)
    if count * 2 > slots.count { grow() }
    return (latest, true)
  }

  /// The number of a code that is known.
  func find(_ code: some Collection<UInt8>) -> Int? {
    let code = Array(code)[...]
    var slot = Self.hash(code) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if isCode(number, code) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 4)
    for number in 0..<count {
      var slot = Self.hash(self[number]) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(number + 1)
    }
  }

  private func isCode(_ number: Int, _ code: ArraySlice<UInt8>) -> Bool {
    let start = number == 0 ? 0 : ends[number - 1]
    guard ends[number] - start == code.count else { return false }
    var offset = start
    for byte in code {
      if blob[offset] != byte { return false }
      offset += 1
    }
    return true
  }

  private static func hash(_ code: ArraySlice<UInt8>) -> Int {
    var hasher = Hasher()
    code.withUnsafeBytes { hasher.combine(bytes: $0) }
    return hasher.finalize() & Int.max
  }
}
