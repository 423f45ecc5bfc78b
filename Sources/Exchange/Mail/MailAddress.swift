/// An e-mail address with an optional name, such as `Општина Битола <plan@bitola.example>`.
public struct MailAddress: Hashable, Sendable {
  public let name: String?
  /// `local@domain` in ASCII; no quoted local parts, no comments.
  public let address: String

  /// - Returns: `nil` when the address is none that mail servers in general accept.
  public init?(_ address: String, name: String? = nil) {
    let parts = address.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard parts.count == 2, address.utf8.count <= 254, (1...64).contains(parts[0].count),
      Self.isDotAtom(parts[0], Self.isAtomByte), Self.isDotAtom(parts[1], Self.isDomainByte)
    else { return nil }
    self.address = address
    self.name = name
  }

  private static func isDotAtom(
    _ text: Substring.UTF8View, _ isAllowed: (UInt8) -> Bool
  ) -> Bool {
    text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy {
      !$0.isEmpty && $0.allSatisfy(isAllowed)
    }
  }

  /// Source: RFC 5322, 3.2.3 (atext).
  static func isAtomByte(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
  }

  private static func isDomainByte(_ byte: UInt8) -> Bool {
    isLetterOrDigit(byte) || byte == UInt8(ascii: "-")
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
  }
}
