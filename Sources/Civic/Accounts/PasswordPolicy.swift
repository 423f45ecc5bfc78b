/// What is wrong with a password that somebody chose.
public enum PasswordFault: Error, Hashable, Sendable {
  case tooShort(minimum: Int)
  case tooLong(maximum: Int)
  /// Among the first that are tried, or a row or repetition of few characters.
  case common
  /// The name or e-mail of its owner, or of the product.
  case personal

  public var message: Message {
    switch self {
    case .tooShort(let minimum): Message("passwordTooShort", ["count": .count(minimum)])
    case .tooLong(let maximum): Message("passwordTooLong", ["count": .count(maximum)])
    case .common: Message("passwordCommon")
    case .personal: Message("passwordPersonal")
    }
  }
}

/// Which passwords are taken: length counts, kinds of characters do not.
///
/// Source: OWASP ASVS 5.0, 6.2 (password security); NIST SP 800-63B-4, 3.1.1.2.
public enum PasswordPolicy {
  public static let minimum = 12
  public static let maximum = 256

  /// - Parameters:
  ///   - name: The owner's.
  ///   - email: The owner's.
  /// - Throws: ``PasswordFault``, the first that holds.
  public static func check(
    _ password: String, name: String, email: String
  ) throws(PasswordFault) {
    guard password.count >= minimum else { throw .tooShort(minimum: minimum) }
    // One character may be made of any number of accents: bytes are limited as well.
    guard password.count <= maximum, password.utf8.count <= 4 * maximum else {
      throw .tooLong(maximum: maximum)
    }
    let folded = password.lowercased()
    let joined = folded.filter { !$0.isWhitespace }
    guard !CommonPasswords.all.contains(joined), !isRepetition(folded), !isRow(folded) else {
      throw .common
    }
    let own = [name, email, String(email.prefix { $0 != "@" }), "gradnik"].map(letters)
    let word = letters(folded)
    guard !own.contains(where: { !$0.isEmpty && (word == $0 || word == $0 + $0) }) else {
      throw .personal
    }
  }

  private static func letters(_ text: String) -> String {
    text.lowercased().filter(\.isLetter)
  }

  /// Whether it is one piece of at most four characters over and over: `abcabcabcabc`.
  private static func isRepetition(_ text: String) -> Bool {
    let characters = Array(text)
    return (1...4).contains { period in
      characters.indices.dropFirst(period).allSatisfy {
        characters[$0] == characters[$0 - period]
      }
    }
  }

  /// Whether each character follows, or each precedes, the one before: `abcdefghijkl`.
  private static func isRow(_ text: String) -> Bool {
    let values = text.unicodeScalars.map { Int($0.value) }
    let steps = zip(values.dropFirst(), values).map { $0 - $1 }
    return steps.allSatisfy { $0 == 1 } || steps.allSatisfy { $0 == -1 }
  }
}
