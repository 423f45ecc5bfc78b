/// Looks at YAML before it is parsed: how deep it could nest, and whether it names aliases.
enum YAMLGuard {
  static let depth = 64
  /// A level of block nesting takes at least a column.
  static let indentation = 128

  static func check(_ bytes: ArraySlice<UInt8>) throws(YAMLValue.Failure) {
    var line = 1
    var open = 0
    var before = UInt8(ascii: "\n")
    var isLeading = true
    var indent = 0
    var previous = UInt8(ascii: "\n")
    for (index, byte) in zip(bytes.indices, bytes) {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): open = max(0, open - 1)
      case UInt8(ascii: "*"):
        let next = bytes.index(after: index)
        let begins = previous == UInt8(ascii: " ") || previous == before
        if begins, isStart(before), next < bytes.endIndex, isName(bytes[next]) {
          throw YAMLValue.Failure(line: line, reason: .alias)
        }
      default: break
      }
      let isIndicator = [" ", "-", "?", ":"].contains(Character(Unicode.Scalar(byte)))
      if isLeading, isIndicator { indent += 1 } else { isLeading = false }
      guard open <= depth, indent <= indentation else {
        throw YAMLValue.Failure(line: line, reason: .tooDeep(limit: depth))
      }
      if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
        line += byte == UInt8(ascii: "\n") ? 1 : 0
        (isLeading, indent) = (true, 0)
      }
      if byte != UInt8(ascii: " "), byte != UInt8(ascii: "\t") { before = byte }
      previous = byte
    }
  }

  /// Whether a value can begin after this character.
  private static func isStart(_ byte: UInt8) -> Bool {
    "\n\r:-?[{,".utf8.contains(byte)
  }

  private static func isName(_ byte: UInt8) -> Bool {
    !" \t\r\n*".utf8.contains(byte)
  }
}
