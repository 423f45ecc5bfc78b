internal import Crypto

/// A SHA-256 of some bytes, written `sha256:` and 64 lower-case hexadecimal digits.
public struct Digest: RawRepresentable, Hashable, Sendable, Codable {
  public let rawValue: String

  /// - Returns: `nil` for any other form.
  public init?(rawValue: String) {
    let digits = rawValue.utf8.dropFirst(Self.prefix.utf8.count)
    let hexadecimal = digits.allSatisfy {
      (48...57).contains($0) || (97...102).contains($0)
    }
    guard rawValue.utf8.starts(with: Self.prefix.utf8), digits.count == 64, hexadecimal else {
      return nil
    }
    self.rawValue = rawValue
  }

  public init(of bytes: some Sequence<UInt8>) {
    self.init(bytes: SHA256.hash(data: Array(bytes)))
  }

  init(bytes hash: SHA256.Digest) {
    let digits = hash.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    rawValue = Self.prefix + digits.joined()
  }

  /// The digest of the value's canonical form (RFC 8785).
  public init(of value: JSONValue) {
    self.init(of: CanonicalJSON.bytes(of: value))
  }

  /// `sha256:` and 64 zeros: stands before the first entry of a log, and is no text's digest.
  public static let genesis = Digest(unchecked: prefix + String(repeating: "0", count: 64))

  private static let prefix = "sha256:"

  private init(unchecked text: String) {
    rawValue = text
  }
}

extension Digest: CustomStringConvertible {
  public var description: String { rawValue }
}
