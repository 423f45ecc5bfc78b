public import Civic
public import Database
public import Exact

/// The queue of letters. Several workers may take from it; a letter is with one at a time.
public struct MailStore: Sendable {
  let database: any Database

  public init(_ database: any Database) {
    self.database = database
  }

  /// A letter that a worker has taken and must report about before its lease ends.
  public struct Claimed: Hashable, Sendable {
    public let letter: Letter
    public let createdAt: Instant
    /// How many attempts failed before.
    public let attempts: Int
    /// Tells this worker's claim from a later one.
    public let leasedUntil: Instant
  }

  public func put(_ letter: Letter, at now: Instant) async throws {
    try await database.write { try MailQueue($0).put(letter, at: now) }
  }

  /// Takes letters that are due and that no other worker has, the oldest first.
  ///
  /// - Parameter lease: Milliseconds after which another worker may take them, longer than sending
  ///   all of them can last.
  public func claim(_ count: Int, lease: Int64, at now: Instant) async throws -> [Claimed] {
    let dialect = database.dialect
    let until = now.adding(milliseconds: lease)
    return try await database.write { connection in
      let rows = try connection.rows(
        """
        SELECT * FROM mail WHERE state = 'queued' AND next_attempt_at <= \(now.milliseconds)
          AND (leased_until IS NULL OR leased_until <= \(now.milliseconds))
        ORDER BY next_attempt_at, id LIMIT \(count)\(sql: dialect.skipLocked)
        """)
      let ids: [String] = try rows.map { try $0.value("id") }
      try connection.execute(
        "UPDATE mail SET leased_until = \(until.milliseconds) WHERE id IN \(values: ids)")
      return try rows.map { row in
        Claimed(
          letter: try Self.letter(row),
          createdAt: Instant(milliseconds: try row.value("created_at")),
          attempts: try row.value("attempts"), leasedUntil: until)
      }
    }
  }

  /// The letter was taken by the mail server: its text, which may hold a link, is dropped.
  public func sent(_ claimed: Claimed, at now: Instant) async throws {
    try await database.execute(
      """
      UPDATE mail SET state = 'sent', sent_at = \(now.milliseconds), leased_until = NULL,
        attempts = attempts + 1, text_body = '', html_body = NULL, last_error = NULL
      WHERE \(sql: Self.held(claimed))
      """)
  }

  /// The letter was not taken.
  ///
  /// - Parameters:
  ///   - reason: For administrators: the server's reply.
  ///   - isFinal: Whether trying again is of no use.
  public func failed(
    _ claimed: Claimed, reason: String, isFinal: Bool, at now: Instant
  ) async throws {
    let next = isFinal ? nil : Letter.nextAttempt(after: claimed.attempts + 1, at: now)
    try await database.execute(
      """
      UPDATE mail SET state = \(next == nil ? "failed" : "queued"), attempts = attempts + 1,
        next_attempt_at = \((next ?? now).milliseconds), leased_until = NULL,
        last_error = \(String(reason.prefix(500)))
      WHERE \(sql: Self.held(claimed))
      """)
  }

  /// Gives a letter back untried, when the program ends.
  public func release(_ claimed: Claimed) async throws {
    try await database.execute(
      "UPDATE mail SET leased_until = NULL WHERE \(sql: Self.held(claimed))")
  }

  private static func held(_ claimed: Claimed) -> SQL {
    """
    id = \(claimed.letter.id.rawValue) AND state = 'queued'
      AND leased_until = \(claimed.leasedUntil.milliseconds)
    """
  }

  /// A letter that could not be sent.
  public struct Failure: Hashable, Identifiable, Sendable {
    public let id: ID<Letter>
    public let recipient: String
    public let subject: String
    public let attempts: Int
    public let reason: String
    /// Whether nobody will try again.
    public let isFinal: Bool
  }

  /// Letters that failed for good or wait after a failed attempt, the newest first.
  public func failures(for viewer: Viewer, limit: Int = 100) async throws -> [Failure] {
    try viewer.require(.manageAccounts, .platform)
    return try await database.rows(
      """
      SELECT * FROM mail WHERE state = 'failed' OR (state = 'queued' AND attempts > 0)
      ORDER BY created_at DESC, id LIMIT \(limit)
      """
    ).map { row in
      Failure(
        id: ID(rawValue: try row.value("id")), recipient: try row.value("recipient"),
        subject: try row.value("subject"), attempts: try row.value("attempts"),
        reason: try row.value("last_error", as: String?.self) ?? "",
        isFinal: try row.value("state", as: String.self) == "failed")
    }
  }

  /// Puts a letter that failed back in the queue.
  public func retry(_ letter: ID<Letter>, by viewer: Viewer, at now: Instant) async throws {
    try viewer.require(.manageAccounts, .platform)
    let count = try await database.execute(
      """
      UPDATE mail SET state = 'queued', attempts = 0, next_attempt_at = \(now.milliseconds)
      WHERE id = \(letter.rawValue) AND state = 'failed'
      """)
    guard count > 0 else { throw StoreError.notFound }
  }

  /// Forgets letters that were sent before a moment.
  public func forget(sentBefore moment: Instant) async throws {
    try await database.execute(
      "DELETE FROM mail WHERE state = 'sent' AND sent_at < \(moment.milliseconds)")
  }

  private static func letter(_ row: Row) throws -> Letter {
    Letter(
      id: ID(rawValue: try row.value("id")), recipient: try row.value("recipient"),
      subject: try row.value("subject"), text: try row.value("text_body"),
      html: try row.value("html_body"),
      language: Language(rawValue: try row.value("language")) ?? .english)
  }
}
