import Civic
import Database
import Exact

/// Who takes part without an account, within one transaction.
struct ResidentTable {
  let connection: any Connection

  init(_ connection: any Connection) {
    self.connection = connection
  }

  func find(_ tokenDigest: Digest, in subject: String) throws -> Exact.ID<Resident>? {
    let id: String? = try connection.value(
      """
      SELECT id FROM resident
      WHERE token_digest = \(tokenDigest.rawValue) AND subject = \(subject)
      """)
    return id.map { ID(rawValue: $0) }
  }

  /// - Throws: ``StoreError/notFound`` for a token that takes no part.
  func require(_ tokenDigest: Digest, in subject: String) throws -> Exact.ID<Resident> {
    guard let resident = try find(tokenDigest, in: subject) else { throw StoreError.notFound }
    return resident
  }

  /// Lets somebody in. Who had a letter before stays the same person, with the new token.
  func enter(
    _ id: Exact.ID<Resident>, _ tokenDigest: Digest, in subject: String, contact: Digest?,
    on day: Day
  ) throws {
    try connection.execute(
      """
      INSERT INTO resident (id, subject, token_digest, contact_digest, since)
      VALUES (\(id.rawValue), \(subject), \(tokenDigest.rawValue), \(contact?.rawValue),
        \(day.description))
      ON CONFLICT (subject, contact_digest) DO UPDATE SET token_digest = \(tokenDigest.rawValue)
      """)
  }

  /// Forgets everybody who took part.
  func forgetAll(in subject: String) throws {
    try connection.execute("DELETE FROM resident WHERE subject = \(subject)")
  }
}
