extension String {
  /// Appends a text so that it is only text, between tags and inside quoted attributes.
  ///
  /// NUL, which HTML forbids even as a reference, becomes U+FFFD.
  ///
  /// - Complexity: O(*n*); a text without special characters is appended whole.
  @inline(never)
  mutating func appendEscaped(_ text: String) {
    guard text.utf8.contains(where: \.needsEscape) else {
      self += text
      return
    }
    var plainStart = text.utf8.startIndex
    var position = plainStart
    while position < text.utf8.endIndex {
      let next = text.utf8.index(after: position)
      if let reference = text.utf8[position].reference {
        self += text[plainStart..<position]
        self += reference
        plainStart = next
      }
      position = next
    }
    self += text[plainStart...]
  }
}

extension UInt8 {
  fileprivate var needsEscape: Bool { reference != nil }

  fileprivate var reference: String? {
    switch self {
    case UInt8(ascii: "&"): "&amp;"
    case UInt8(ascii: "<"): "&lt;"
    case UInt8(ascii: ">"): "&gt;"
    case UInt8(ascii: "\""): "&quot;"
    case UInt8(ascii: "'"): "&#39;"
    case 0: "\u{FFFD}"
    default: nil
    }
  }
}

extension Double {
  /// The number as drawings need it: at most two decimals, a point, never an exponent.
  ///
  /// What is not finite or beyond a million units is no place in a drawing: it is drawn at 0 or at
  /// the limit.
  var drawn: String {
    guard isFinite else { return "0" }
    let hundredths = Int((Swift.min(Swift.max(self, -1e6), 1e6) * 100).rounded())
    let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
    let sign = hundredths < 0 ? "-" : ""
    if rest == 0 { return "\(sign)\(whole)" }
    if rest % 10 == 0 { return "\(sign)\(whole).\(rest / 10)" }
    return "\(sign)\(whole).\(rest < 10 ? "0" : "")\(rest)"
  }
}
