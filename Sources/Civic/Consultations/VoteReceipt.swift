public import Exact
internal import Crypto

/// What a voter takes home: a code by which the ballot can be found after the close, and a signature
/// that shows the code was given out.
public struct VoteReceipt: Hashable, Sendable {
  /// Sixteen letters and digits, 80 bits of chance: it says nothing about voter, time or content.
  public struct Code: Hashable, Sendable {
    public let text: String

    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    /// - Parameter random: A source nobody can predict, such as the system's.
    public init(using random: inout some RandomNumberGenerator) {
      var signs: [UInt8] = []
      for half in 0..<2 {
        let chance = random.next()
        signs += (0..<8).map { Self.alphabet[Int(chance >> UInt64(5 * $0 + half) & 31)] }
      }
      text = String(decoding: signs, as: UTF8.self)
    }

    /// Reads a code as it was typed: case, blanks and hyphens do not matter, nor `o` for `0` and `i`
    /// or `l` for `1`.
    public init?(typed: some StringProtocol) {
      let signs = typed.lowercased().unicodeScalars.compactMap { sign -> UInt8? in
        switch sign {
        case "o": UInt8(ascii: "0")
        case "i", "l": UInt8(ascii: "1")
        case "-", " ", "\n", "\r", "\t": nil
        default: sign.isASCII ? UInt8(sign.value) : 0
        }
      }
      guard signs.count == 16, signs.allSatisfy(Self.alphabet.contains) else { return nil }
      text = String(decoding: signs, as: UTF8.self)
    }

    /// Four groups of four, as it is read aloud.
    public var shown: String {
      let signs = Array(text.uppercased())
      return stride(from: 0, to: 16, by: 4).map { String(signs[$0..<$0 + 4]) }
        .joined(separator: "-")
    }

    /// What a form carries to say which ballot it replaces, without telling the code.
    public var mark: String {
      Hexadecimal.text(of: SHA256.hash(data: Array(text.utf8)).prefix(8))
    }
  }

  public let code: Code
  /// Ed25519, hexadecimal.
  public let signature: String

  /// The code in groups, a full stop, the signature.
  public var text: String { "\(code.shown).\(signature)" }

  init(code: Code, signature: String) {
    self.code = code
    self.signature = signature
  }

  /// Reads a whole receipt; nil when it cannot be one.
  public init?(typed: String) {
    let parts = typed.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let code = Code(typed: parts[0]) else { return nil }
    let signature = parts[1].lowercased().filter { !$0.isWhitespace }
    guard signature.utf8.count == 128 else { return nil }
    self.init(code: code, signature: signature)
  }

  /// Whether the receipt was given out in a consultation, by the key its rules name. It holds after
  /// the secret key is gone.
  public func isGenuine(of consultation: Exact.ID<Consultation>, key: String) -> Bool {
    guard let keyBytes = Hexadecimal.bytes(of: key),
      let signatureBytes = Hexadecimal.bytes(of: signature),
      let publicKey = try? Curve25519.Signing.PublicKey(rawRepresentation: keyBytes)
    else { return false }
    let message = Self.message(code, Array(consultation.rawValue.utf8))
    return publicKey.isValidSignature(signatureBytes, for: message)
  }

  static func message(_ code: Code, _ context: [UInt8]) -> [UInt8] {
    Array("gradnik-receipt/1|".utf8) + context + Array("|\(code.text)".utf8)
  }
}
