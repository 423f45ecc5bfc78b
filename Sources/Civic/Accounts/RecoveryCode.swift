/// A code on paper that stands for the second factor once, when the phone is lost.
public struct RecoveryCode: Hashable, Sendable {
  /// Four groups of six letters and digits: 120 bits, enough for a plain digest to be stored.
  public let text: String

  /// How many are handed out together.
  public static let count = 10

  private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz")

  /// - Parameter random: A source nobody can predict, such as the system's.
  public init(using random: inout some RandomNumberGenerator) {
    let groups = (0..<4).map { _ in
      String((0..<6).map { _ in Self.alphabet[Int.random(in: 0..<32, using: &random)] })
    }
    text = groups.joined(separator: "-")
  }

  /// Reads a code as it was typed: case, blanks and hyphens do not matter, nor `o` for `0` and `i`
  /// or `l` for `1`.
  public init?(typed: String) {
    let signs = typed.lowercased().compactMap { sign -> Character? in
      switch sign {
      case "-": nil
      case _ where sign.isWhitespace: nil
      case "o": "0"
      case "i", "l": "1"
      default: sign
      }
    }
    guard signs.count == 24, signs.allSatisfy(Self.alphabet.contains) else { return nil }
    text = stride(from: 0, to: 24, by: 6).map { String(signs[$0..<$0 + 6]) }
      .joined(separator: "-")
  }

  /// What is stored in its place.
  public var digest: Digest { Digest(of: text.utf8) }
}
