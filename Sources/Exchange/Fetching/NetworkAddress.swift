import Foundation

/// The address of a machine: four bytes (IPv4) or sixteen (IPv6).
public struct NetworkAddress: Hashable, Sendable {
  public let bytes: [UInt8]

  /// Reads `192.0.2.1` or `2001:db8::1`; no other spelling.
  public init?(_ text: String) {
    var four = in_addr()
    var six = in6_addr()
    if inet_pton(AF_INET, text, &four) == 1 {
      bytes = withUnsafeBytes(of: &four) { Array($0) }
    } else if inet_pton(AF_INET6, text, &six) == 1 {
      bytes = withUnsafeBytes(of: &six) { Array($0) }
    } else {
      return nil
    }
  }

  /// - Parameter raw: What a socket is about to connect to, `length` bytes of it.
  /// - Returns: `nil` for another family than the Internet's.
  init?(socketAddress raw: UnsafeRawPointer, family: Int32, length: UInt32) {
    switch family {
    case AF_INET where Int(length) >= MemoryLayout<sockaddr_in>.size:
      var four = raw.loadUnaligned(as: sockaddr_in.self).sin_addr
      bytes = withUnsafeBytes(of: &four) { Array($0) }
    case AF_INET6 where Int(length) >= MemoryLayout<sockaddr_in6>.size:
      var six = raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr
      bytes = withUnsafeBytes(of: &six) { Array($0) }
    default: return nil
    }
  }

  /// Whether the whole Internet can reach the address: not private, loopback, link-local,
  /// multicast, unspecified, reserved, nor an IPv4 address in the clothes of IPv6.
  ///
  /// Source: IANA special-purpose address registries (RFC 6890 and its updates).
  public var isPublic: Bool {
    if bytes.count == 4 { return !Self.special4.contains { $0.contains(self) } }
    return Self.global6.contains(self) && !Self.special6.contains { $0.contains(self) }
  }

  private static let special4 = ranges([
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
    "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15",
    "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
  ])
  /// All that is given out; mapped, translated, local and multicast addresses lie outside.
  private static let global6 = NetworkRange(prefix: [0x20] + [UInt8](repeating: 0, count: 15), 3)
  /// Teredo and protocol assignments, documentation, 6to4.
  private static let special6 = ranges(["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"])

  private static func ranges(_ texts: [String]) -> [NetworkRange] {
    texts.compactMap { NetworkRange($0) }
  }
}

extension NetworkAddress: CustomStringConvertible {
  public var description: String {
    if bytes.count == 4 { return bytes.map { String($0) }.joined(separator: ".") }
    let groups = stride(from: 0, to: 16, by: 2).map {
      String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16)
    }
    return groups.joined(separator: ":")
  }
}

/// Neighbouring addresses, such as `10.0.0.0/8`.
public struct NetworkRange: Hashable, Sendable {
  private let prefix: [UInt8]
  private let bits: Int

  fileprivate init(prefix: [UInt8], _ bits: Int) {
    self.prefix = prefix
    self.bits = bits
  }

  /// Reads an address, alone or with the number of bits that count.
  public init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let address = NetworkAddress(String(parts[0])) else { return nil }
    let most = address.bytes.count * 8
    guard parts.count == 1 || Int(parts[1]).map({ (0...most).contains($0) }) == true else {
      return nil
    }
    prefix = address.bytes
    bits = parts.count == 2 ? Int(parts[1]) ?? most : most
  }

  public func contains(_ address: NetworkAddress) -> Bool {
    guard address.bytes.count == prefix.count else { return false }
    let whole = bits / 8
    guard address.bytes[..<whole] == prefix[..<whole] else { return false }
    guard bits % 8 > 0 else { return true }
    let mask = UInt8(truncatingIfNeeded: 0xFF00 >> (bits % 8))
    return address.bytes[whole] & mask == prefix[whole] & mask
  }
}
