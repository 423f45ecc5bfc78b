/// A secret that stands in a cookie or a link; only its digest is stored.
public struct SecretToken: Hashable, Sendable {
  /// 43 characters of base64url: 256 bits.
  public let text: String

  /// What is stored in its place.
  public var digest: Digest { Digest(of: text.utf8) }

  /// - Parameter random: A source nobody can predict, such as the system's.
  public init(using random: inout some RandomNumberGenerator) {
    let bytes = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
    text = Self.base64URL(bytes)
  }

  /// Takes a token as it came in; nil when it cannot be one.
  public init?(_ text: String) {
    guard text.utf8.count == 43, text.utf8.allSatisfy({ Self.alphabet.contains($0) }) else {
      return nil
    }
    self.text = text
  }

  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  /// Source: RFC 4648, section 5, without padding.
  private static func base64URL(_ bytes: [UInt8]) -> String {
    var text = ""
    var buffer: UInt32 = 0
    var bits = 0
    for byte in bytes {
      buffer = buffer << 8 | UInt32(byte)
      bits += 8
      while bits >= 6 {
        bits -= 6
        text.unicodeScalars.append(Unicode.Scalar(alphabet[Int(buffer >> UInt32(bits) & 63)]))
      }
    }
    if bits > 0 {
      let last = buffer << UInt32(6 - bits) & 63
      text.unicodeScalars.append(Unicode.Scalar(alphabet[Int(last)]))
    }
    return text
  }
}
