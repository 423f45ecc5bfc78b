public import Exact

/// A letter to somebody's e-mail address, as it waits to be sent.
public struct Letter: Hashable, Identifiable, Sendable {
  public let id: Exact.ID<Letter>
  public let recipient: String
  public let subject: String
  public let text: String
  /// The same as ``text``; markup, ready to be sent.
  public let html: String?
  public let language: Language

  public init(
    id: Exact.ID<Letter>, recipient: String, subject: String, text: String, html: String? = nil,
    language: Language
  ) {
    self.id = id
    self.recipient = recipient
    self.subject = subject
    self.text = text
    self.html = html
    self.language = language
  }

  /// Minutes from a failed attempt to the next; after the last, the letter has failed.
  public static let pauses: [Int64] = [1, 5, 30, 120, 720]

  /// - Parameter attempts: How many have failed.
  /// - Returns: When to try again; nil when it is over.
  public static func nextAttempt(after attempts: Int, at now: Instant) -> Instant? {
    guard (1...pauses.count).contains(attempts) else { return nil }
    return now.adding(seconds: pauses[attempts - 1] * 60)
  }
}
