internal import Crypto

/// Makes the digest of bytes that come part by part.
public struct DigestSum: Sendable {
  private var hash = SHA256()

  public init() {}

  public mutating func add(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { hash.update(bufferPointer: $0) }
  }

  /// Of all that was added so far.
  public var digest: Digest { Digest(bytes: hash.finalize()) }
}
