import Exact

/// Gives each identifier of a file a place, the first one 0.
///
/// Plain numbers, which most are, are looked up without making a string.
struct IdentifierTable<Entity> {
  private(set) var identifiers: [ID<Entity>] = []
  /// By number, for those that are not far above how many there are; -1 for none.
  private var small: [Int32] = []
  private var large: [UInt64: Int32] = [:]
  private var texts: [String: Int32] = [:]

  private static var smallest: UInt64 { 1 << 22 }
  static var longest: Int { 200 }

  /// The place of an identifier; `nil` when it is empty or too long.
  mutating func place(of bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard !bytes.isEmpty, bytes.count <= Self.longest else { return nil }
    guard let number = Self.number(bytes) else {
      return place(of: String(decoding: bytes, as: UTF8.self))
    }
    let index = Int(number)
    if index < small.count, small[index] >= 0 { return Int(small[index]) }
    if let known = large[number] { return Int(known) }
    let place = add(String(number))
    // One far number is no reason to make room for all below it.
    if number < Self.smallest, index < 64 * (identifiers.count + 16) {
      while small.count <= index {
        small.append(contentsOf: repeatElement(-1, count: max(64, small.count)))
      }
      small[index] = place
    } else {
      large[number] = place
    }
    return Int(place)
  }

  private mutating func place(of text: String) -> Int {
    if let known = texts[text] { return Int(known) }
    let place = add(text)
    texts[text] = place
    return Int(place)
  }

  private mutating func add(_ text: String) -> Int32 {
    identifiers.append(ID(rawValue: text))
    return Int32(identifiers.count - 1)
  }

  /// A whole number as anybody would write it: digits without a leading zero.
  private static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64? {
    guard bytes.count <= 18, bytes[0] != 48 || bytes.count == 1 else { return nil }
    var number: UInt64 = 0
    for byte in bytes {
      guard byte >= 48, byte <= 57 else { return nil }
      number = number * 10 + UInt64(byte - 48)
    }
    return number
  }
}
