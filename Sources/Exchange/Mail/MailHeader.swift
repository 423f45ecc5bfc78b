import Foundation

/// Text in the header of a message.
enum MailHeader {
  /// The longest line with an encoded word, and the longest such word (RFC 2047, section 2).
  private static let lineLimit = 76
  private static let wordLimit = 75

  /// Free text, folded; encoded when it is not plain ASCII.
  static func text(_ text: String, after name: String) -> String {
    let clean = withoutControls(text)
    guard isPlain(clean) else { return encodedWords(clean, after: name) }
    return folded(clean, after: name) ?? encodedWords(clean, after: name)
  }

  /// `Name <local@domain>`; names are quoted or encoded as they need.
  static func address(_ address: MailAddress, after name: String) -> String {
    let display = withoutControls(address.name ?? "")
    guard !display.isEmpty else { return address.address }
    let phrase: String
    if isPlain(display), display.utf8.count <= 60 {
      let isAtom = display.utf8.allSatisfy { MailAddress.isAtomByte($0) || $0 == 0x20 }
      phrase = isAtom ? display : quoted(display)
    } else {
      phrase = encodedWords(display, after: name)
    }
    return phrase + "\r\n <\(address.address)>"
  }

  /// The text on one line, with single blanks.
  private static func withoutControls(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isControl = scalar.properties.generalCategory == .control
      let isLineEnd = scalar == "\u{2028}" || scalar == "\u{2029}"
      let character: Unicode.Scalar = isControl || isLineEnd ? " " : scalar
      if character != " " || result.last != " " { result.append(character) }
    }
    return String(result).trimmingCharacters(in: .whitespaces)
  }

  /// Whether the text can stand as it is: ASCII that nobody takes for an encoded word.
  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { (32...126).contains($0) } && !text.contains("=?")
  }

  private static func quoted(_ text: String) -> String {
    let escaped = text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
    return "\"\(escaped)\""
  }

  /// Breaks lines at blanks; `nil` when a word is longer than a line.
  private static func folded(_ text: String, after name: String) -> String? {
    var lines: [String] = []
    var line = ""
    var room = lineLimit - name.utf8.count
    for word in text.split(separator: " ") {
      guard word.utf8.count <= lineLimit - name.utf8.count else { return nil }
      if !line.isEmpty, line.utf8.count + 1 + word.utf8.count > room {
        lines.append(line)
        line = ""
        room = lineLimit - 1
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    return (lines + [line]).joined(separator: "\r\n ")
  }

  /// Words in base64, none of which cuts a character in two.
  private static func encodedWords(_ text: String, after name: String) -> String {
    let frame = "=?UTF-8?B??=".utf8.count
    var room = min(wordLimit, lineLimit - name.utf8.count) - frame
    var words: [String] = []
    var chunk: [UInt8] = []
    func close() {
      words.append("=?UTF-8?B?\(Data(chunk).base64EncodedString())?=")
      chunk = []
      room = wordLimit - frame
    }
    for scalar in text.unicodeScalars {
      let bytes = Array(String(scalar).utf8)
      if chunk.count + bytes.count > room / 4 * 3 { close() }
      chunk += bytes
    }
    close()
    return words.joined(separator: "\r\n ")
  }
}
