extension SQL {
  /// Whether the statement begins, ends or marks a transaction, which is the driver's work.
  public var controlsTransaction: Bool {
    guard case .text(let text)? = segments.first else { return false }
    let word = text.drop(while: \.isWhitespace).prefix(while: \.isLetter)
    return Self.transactionWords.contains(word.uppercased())
  }

  private static let transactionWords: Set<String> = [
    "BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE",
  ]
}
