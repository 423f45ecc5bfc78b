/// `NaN` and infinities as some programs write them into what is meant to be JSON.
enum NonNumbers {
  private static let words: [[UInt8]] = ["NaN", "nan", "-Infinity", "Infinity", "-inf", "inf"]
    .map { Array($0.utf8) }

  /// The text with those words in quotes, or `nil` when it has none outside of strings.
  static func quoted(in bytes: [UInt8]) -> [UInt8]? {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + 64)
    var (index, isString, found) = (0, false, false)
    while index < bytes.count {
      let byte = bytes[index]
      if isString, byte == UInt8(ascii: "\\"), index + 1 < bytes.count {
        result += bytes[index...index + 1]
        index += 2
        continue
      }
      if byte == UInt8(ascii: "\"") { isString.toggle() }
      if !isString, let word = words.first(where: { bytes[index...].starts(with: $0) }) {
        result += [UInt8(ascii: "\"")] + word + [UInt8(ascii: "\"")]
        index += word.count
        found = true
        continue
      }
      result.append(byte)
      index += 1
    }
    return found ? result : nil
  }
}
