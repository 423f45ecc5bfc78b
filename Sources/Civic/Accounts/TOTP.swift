internal import Crypto

/// One-time codes of an authenticator app: six digits, new every 30 seconds, by HMAC-SHA-1.
///
/// Sources: RFC 6238 (TOTP), RFC 4226 (HOTP). The parameters are those all apps share.
public struct TOTP: Hashable, Sendable {
  /// 20 bytes, as RFC 4226 recommends; others are taken as they are.
  public let secret: [UInt8]

  public init(secret: [UInt8]) {
    self.secret = secret
  }

  /// - Parameter random: A source nobody can predict, such as the system's.
  public init(using random: inout some RandomNumberGenerator) {
    secret = (0..<20).map { _ in UInt8.random(in: 0...255, using: &random) }
  }

  /// The number of the half minute since 1970.
  public static func step(at now: Instant) -> Int64 {
    now.milliseconds / 30_000
  }

  /// The code of one step.
  public func code(at step: Int64) -> String {
    let counter = withUnsafeBytes(of: UInt64(bitPattern: step).bigEndian) { Array($0) }
    let hash = Array(
      HMAC<Insecure.SHA1>.authenticationCode(for: counter, using: SymmetricKey(data: secret)))
    let offset = Int(hash[19] & 15)
    let number = hash[offset..<offset + 4].reduce(0 as UInt32) { $0 << 8 | UInt32($1) }
    let digits = String((number & 0x7fff_ffff) % 1_000_000)
    return String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// The step a code belongs to: this half minute, the one before or the one after.
  ///
  /// - Parameters:
  ///   - typed: Blanks within do not matter.
  ///   - last: The step of the code used last; it and earlier ones are refused.
  /// - Returns: Nil when the code is wrong or was used.
  public func step(ofCode typed: String, at now: Instant, after last: Int64?) -> Int64? {
    let code = typed.filter { !$0.isWhitespace }
    let present = Self.step(at: now)
    return [present, present - 1, present + 1].first { step in
      step > last ?? .min && Self.isSame(self.code(at: step), code)
    }
  }

  /// Takes as long wherever the first difference is.
  private static func isSame(_ left: String, _ right: String) -> Bool {
    guard left.utf8.count == right.utf8.count else { return false }
    return zip(left.utf8, right.utf8).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// The secret as people type it into an app. Source: RFC 4648, section 6, without padding.
  public var base32: String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    let bits = secret.flatMap { byte in (0..<8).map { byte >> (7 - UInt8($0)) & 1 } }
    return String(
      stride(from: 0, to: bits.count, by: 5).map { start in
        alphabet[
          (0..<5).reduce(0) { $0 << 1 | (start + $1 < bits.count ? Int(bits[start + $1]) : 0) }]
      })
  }

  /// The address an app reads from the QR code.
  ///
  /// Source: Google Authenticator, "Key URI Format".
  /// <https://github.com/google/google-authenticator/wiki/Key-Uri-Format>
  public func uri(account: String, issuer: String) -> String {
    let (account, issuer) = (Self.escaped(account), Self.escaped(issuer))
    return "otpauth://totp/\(issuer):\(account)?secret=\(base32)&issuer=\(issuer)"
  }

  /// Source: RFC 3986, section 2.3: what need not be escaped.
  private static func escaped(_ text: String) -> String {
    text.utf8.reduce(into: "") { escaped, byte in
      switch byte {
      case 48...57, 65...90, 97...122, 45, 46, 95, 126:
        escaped.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        escaped += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
  }
}
