import Civic
import Database
import Exact

/// Puts letters in the queue within one transaction, so that a letter exists if and only if what it
/// tells was done.
struct MailQueue {
  let connection: any Connection

  init(_ connection: any Connection) {
    self.connection = connection
  }

  func put(_ letter: Letter, at now: Instant) throws {
    try connection.execute(
      """
      INSERT INTO mail (id, recipient, subject, text_body, html_body, language, state, attempts,
        created_at, next_attempt_at)
      VALUES (\(letter.id.rawValue), \(letter.recipient), \(letter.subject), \(letter.text),
        \(letter.html), \(letter.language.rawValue), 'queued', 0, \(now.milliseconds),
        \(now.milliseconds))
      """)
  }
}
