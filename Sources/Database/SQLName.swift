/// The name of a table or column, which stands in a statement as itself and not as a bound value.
///
/// It cannot be made from text of a user: either it is written in the source, or it is checked.
public struct SQLName: Hashable, Sendable, ExpressibleByStringLiteral {
  /// The bare name, without quotes.
  public let text: String

  /// Takes a name written in the source.
  public init(_ name: StaticString) {
    text = name.description
    precondition(Self.isName(text), "a name in the source is made of a-z, 0-9 and _")
  }

  public init(stringLiteral name: StaticString) {
    self.init(name)
  }

  /// Takes a name known only at run time; nil unless it is `[a-z_][a-z0-9_]*`, at most 63 letters
  /// (the limit of PostgreSQL).
  public init?(checking name: String) {
    guard Self.isName(name) else { return nil }
    text = name
  }

  /// The name as it stands in a statement.
  var quoted: String { "\"\(text)\"" }

  private static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= 63 else { return false }
    return isLetter(first) && text.utf8.allSatisfy { isLetter($0) || isDigit($0) }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "_")
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}
