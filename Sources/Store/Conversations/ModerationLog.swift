import Civic
import Database

/// Who decided what about something that a resident wrote, within one transaction.
struct ModerationLog {
  let connection: any Connection

  init(_ connection: any Connection) {
    self.connection = connection
  }

  func add(
    _ moderated: Moderated, to item: String, of subject: String, by name: String,
    at now: Instant
  ) throws {
    let last: Int? = try connection.value(
      "SELECT MAX(step) FROM moderation_step WHERE subject = \(subject) AND item = \(item)")
    try connection.execute(
      """
      INSERT INTO moderation_step (subject, item, step, at, author, state, reason)
      VALUES (\(subject), \(item), \((last ?? 0) + 1), \(now.milliseconds), \(name),
        \(moderated.state.rawValue), \(moderated.reason))
      """)
  }

  func forget(_ item: String, of subject: String) throws {
    try connection.execute(
      "DELETE FROM moderation_step WHERE subject = \(subject) AND item = \(item)")
  }
}
