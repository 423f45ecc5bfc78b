/// Reads `application/x-www-form-urlencoded`, as browsers write it.
///
/// Source: WHATWG, "URL", section 5. <https://url.spec.whatwg.org/#application/x-www-form-urlencoded>
public enum FormEncoding {
  /// - Returns: Nil for what is not UTF-8 or wrongly encoded, and for more than 10,000 values.
  public static func values(
    of bytes: some Collection<UInt8>
  ) -> [(name: String, value: String)]? {
    let pairs = bytes.split(separator: UInt8(ascii: "&"))
    guard pairs.count <= 10_000 else { return nil }
    var values: [(name: String, value: String)] = []
    for pair in pairs {
      let parts = pair.split(
        separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = parts.first.flatMap({ decoded($0) }),
        let value = decoded(parts.count > 1 ? parts[1] : parts[0].prefix(0))
      else { return nil }
      values.append((name, value))
    }
    return values
  }

  private static func decoded(_ bytes: some Collection<UInt8>) -> String? {
    var result: [UInt8] = []
    var rest = bytes.makeIterator()
    while let byte = rest.next() {
      switch byte {
      case UInt8(ascii: "+"): result.append(UInt8(ascii: " "))
      case UInt8(ascii: "%"):
        guard let high = rest.next().flatMap(digit), let low = rest.next().flatMap(digit) else {
          return nil
        }
        result.append(high << 4 | low)
      default: result.append(byte)
      }
    }
    return String(validating: result, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 48...57: byte - 48
    case 65...70: byte - 55
    case 97...102: byte - 87
    default: nil
    }
  }
}
