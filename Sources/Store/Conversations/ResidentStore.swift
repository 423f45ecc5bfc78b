public import Civic
public import Database
public import Exact

/// The questions asked of the database about who takes part without an account.
public struct ResidentStore: Sendable {
  let database: any Database

  public init(_ database: any Database) {
    self.database = database
  }

  /// The participant whom a token names.
  public func resident(_ tokenDigest: Digest, in subject: String) async throws -> ID<Resident>? {
    try await database.read { try ResidentTable($0).find(tokenDigest, in: subject) }
  }

  /// Lets somebody take part; whether it is open, the caller knows.
  ///
  /// - Parameter contact: The fingerprint of the address that a letter goes to; one person an
  ///   address.
  public func enter(
    _ resident: ID<Resident>, _ tokenDigest: Digest, in subject: String,
    contact: Digest? = nil, letter: Letter? = nil, at now: Instant
  ) async throws {
    try await database.write { connection in
      try ResidentTable(connection).enter(
        resident, tokenDigest, in: subject, contact: contact, on: now.day)
      if let letter { try MailQueue(connection).put(letter, at: now) }
    }
  }
}

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
