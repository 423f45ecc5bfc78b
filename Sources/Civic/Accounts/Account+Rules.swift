extension Account {
  public static let longestName = 100

  /// A name as it is kept: blanks at the ends and control characters taken away.
  ///
  /// - Throws: ``AccountError/nameMissing`` or ``AccountError/nameTooLong(maximum:)``.
  public static func name(_ typed: String) throws(AccountError) -> String {
    let words = typed.split { $0.isWhitespace || $0.unicodeScalars.contains(where: isControl) }
    let name = words.joined(separator: " ")
    guard !name.isEmpty else { throw .nameMissing }
    guard name.count <= longestName, name.utf8.count <= 4 * longestName else {
      throw .nameTooLong(maximum: longestName)
    }
    return name
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }

  /// An e-mail address as it is kept and compared: in lower case, without blanks around it.
  ///
  /// - Throws: ``AccountError/emailInvalid`` for what mail servers in general refuse.
  public static func email(_ typed: String) throws(AccountError) -> String {
    let text = typed.filter { !$0.isWhitespace }.lowercased()
    let parts = text.utf8.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
    guard text.utf8.count <= 254, parts.count == 2, (1...64).contains(parts[0].count),
      isDotted(parts[0], by: { isWordByte($0) || "!#$%&'*+/=?^_`{|}~".utf8.contains($0) }),
      isDotted(parts[1], by: isWordByte), parts[1].contains(UInt8(ascii: "."))
    else { throw .emailInvalid }
    return text
  }

  private static func isDotted(
    _ text: Substring.UTF8View, by isAllowed: (UInt8) -> Bool
  ) -> Bool {
    text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).allSatisfy {
      !$0.isEmpty && $0.allSatisfy(isAllowed)
    }
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "-")
  }
}
