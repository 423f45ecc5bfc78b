/// Why a text is not JSON that Gradnik reads, and where.
public struct JSONSyntaxError: Error, Hashable, Sendable {
  public enum Reason: Hashable, Sendable {
    case unexpectedEnd
    case unexpectedCharacter
    case badNumber
    /// A number that no double can hold, or with more than 1,000 characters.
    case numberOutOfRange
    case badEscape
    case loneSurrogate
    case controlCharacter
    case notUTF8
    case duplicateName(String)
    case tooDeep(limit: Int)
    case tooLarge(limit: Int)
  }

  public let reason: Reason
  /// From 1.
  public let line: Int
  /// In characters (Unicode code points) from 1.
  public let column: Int

  init(_ reason: Reason, at offset: Int, in bytes: [UInt8]) {
    let before = bytes.prefix(offset)
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    self.reason = reason
    line = before.count { $0 == UInt8(ascii: "\n") } + 1
    // Bytes 10xxxxxx continue a character.
    column = before[start...].count { $0 & 0b1100_0000 != 0b1000_0000 } + 1
  }
}

/// How large and how deeply nested a text may be.
public struct JSONLimits: Sendable {
  /// Bytes of the whole text.
  public let bytes: Int
  /// Arrays and objects within each other, at most 512: the parser calls itself that often.
  public let depth: Int

  public init(bytes: Int = 16 << 20, depth: Int = 64) {
    precondition(depth <= 512, "deeper nesting could exhaust the stack of a small thread")
    self.bytes = bytes
    self.depth = depth
  }
}
