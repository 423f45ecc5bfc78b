public import Exact
internal import Crypto
internal import FoundationEssentials

/// The secret of one vote: it turns voters into tags, seals links and signs receipts, and is
/// destroyed at the close. It is kept outside database, journal and backups.
///
/// One key of 256 bits; three are derived from it (HKDF, RFC 5869), so that none can stand for
/// another.
public struct VoteKey: Sendable {
  /// The voter of a ballot, as the database knows them: HMAC-SHA-256, hexadecimal. Without the key
  /// nobody can tell whose it is, nor try out numbers.
  public struct Tag: Hashable, Sendable {
    public let text: String
  }

  /// Who wants to vote, before it is made unrecognisable.
  public enum Voter: Hashable, Sendable {
    case email(String)
    case number(String, check: String)
    case code(String)

    /// Case, blanks and hyphens make no other voter.
    var name: String {
      switch self {
      case .email(let address): "email:" + address.lowercased().filter { !$0.isWhitespace }
      case .number(let number, let check):
        "number:\(Self.folded(number))|\(Self.folded(check))"
      case .code(let code): "code:" + Self.folded(code)
      }
    }

    private static func folded(_ text: String) -> String {
      String(text.lowercased().filter { $0.isLetter || $0.isNumber })
    }
  }

  private let bytes: [UInt8]
  private let context: [UInt8]
  private let tagKey: SymmetricKey
  private let passKey: SymmetricKey
  private let signingKey: Curve25519.Signing.PrivateKey

  /// - Returns: Nil unless there are 32 bytes.
  public init?(_ bytes: [UInt8], of consultation: Exact.ID<Consultation>) {
    guard bytes.count == 32 else { return nil }
    let context = Array(consultation.rawValue.utf8)
    let derived = { (use: String) in
      HKDF<SHA256>.deriveKey(
        inputKeyMaterial: SymmetricKey(data: bytes), salt: context, info: Array(use.utf8),
        outputByteCount: 32)
    }
    let seed = derived("receipts").withUnsafeBytes { Array($0) }
    guard let signing = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
      return nil
    }
    self.bytes = bytes
    self.context = context
    tagKey = derived("voters")
    passKey = derived("links")
    signingKey = signing
  }

  /// 32 bytes from the system's source of chance.
  public static func newBytes() -> [UInt8] {
    SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
  }

  /// What checks the signatures of receipts, hexadecimal.
  public var receiptKey: String { Hexadecimal.text(of: signingKey.publicKey.rawRepresentation) }

  public func tag(of voter: Voter) -> Tag {
    let code = HMAC<SHA256>.authenticationCode(for: Array(voter.name.utf8), using: tagKey)
    return Tag(text: Hexadecimal.text(of: code))
  }

  /// A sealed link: who holds it may cast the ballot of the tag, and nobody without the key can read
  /// whose that is (AES-GCM; the consultation is bound to it). Each one looks different.
  public func pass(for tag: Tag) -> String? {
    guard let plain = Hexadecimal.bytes(of: tag.text),
      let box = try? AES.GCM.seal(plain, using: passKey, authenticating: context),
      let sealed = box.combined
    else { return nil }
    return Hexadecimal.text(of: sealed)
  }

  /// The tag in a pass; nil when the pass was not made with this key for this consultation.
  public func tag(in pass: String) -> Tag? {
    guard pass.utf8.count == 120, let sealed = Hexadecimal.bytes(of: pass),
      let box = try? AES.GCM.SealedBox(combined: sealed),
      let plain = try? AES.GCM.open(box, using: passKey, authenticating: context),
      plain.count == 32
    else { return nil }
    return Tag(text: Hexadecimal.text(of: plain))
  }

  /// A receipt with a new code.
  public func receipt() -> VoteReceipt? {
    var random = SystemRandomNumberGenerator()
    let code = VoteReceipt.Code(using: &random)
    let message = VoteReceipt.message(code, context)
    guard let signature = try? signingKey.signature(for: message) else { return nil }
    return VoteReceipt(code: code, signature: Hexadecimal.text(of: signature))
  }
}

/// Bytes as lower-case hexadecimal digits.
enum Hexadecimal {
  private static let digits = Array("0123456789abcdef".utf8)

  static func text(of bytes: some Sequence<UInt8>) -> String {
    var text: [UInt8] = []
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// - Returns: Nil for anything but pairs of lower-case digits.
  static func bytes(of text: String) -> [UInt8]? {
    let signs = Array(text.utf8)
    guard signs.count % 2 == 0 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(signs.count / 2)
    for place in stride(from: 0, to: signs.count, by: 2) {
      guard let high = value(signs[place]), let low = value(signs[place + 1]) else { return nil }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  private static func value(_ sign: UInt8) -> UInt8? {
    switch sign {
    case 48...57: sign - 48
    case 97...102: sign - 87
    default: nil
    }
  }
}
