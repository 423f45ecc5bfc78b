public import Civic
import Database
public import Exact

extension ConsultationStore {
  /// The code of the ballot that a voter has in the box.
  public func receipt(
    of voter: VoteKey.Tag, in id: ID<Consultation>
  ) async throws -> VoteReceipt.Code? {
    try await database.read { connection in
      let code: String? = try connection.value(
        """
        SELECT receipt FROM ballot
        WHERE consultation = \(id.rawValue) AND voter = \(voter.text)
        """)
      return code.flatMap { VoteReceipt.Code(typed: $0) }
    }
  }

  /// Notes an attempt to vote, and sends the letter of one who may. Who may and who may not cost the
  /// same: one question, one write.
  ///
  /// - Parameters:
  ///   - letter: Put in the queue when the voter is entitled.
  ///   - needsRegister: Whether only those in the register may vote.
  /// - Returns: Whether the voter is entitled.
  public func ask(
    _ voter: VoteKey.Tag, in id: ID<Consultation>, letter: Letter?, needsRegister: Bool,
    at now: Instant
  ) async throws -> Bool {
    try await database.write { connection in
      let found = try connection.row(
        """
        SELECT 1 FROM vote_entitled
        WHERE consultation = \(id.rawValue) AND voter = \(voter.text)
        """)
      let isEntitled = found != nil || !needsRegister
      try Self.note(
        letter != nil ? .letters : isEntitled ? nil : .refused, in: id, at: now, connection)
      if let letter, isEntitled { try MailQueue(connection).put(letter, at: now) }
      return isEntitled
    }
  }

  /// Counts what may point at abuse, by the hour.
  public func note(_ signal: VoteSignal, in id: ID<Consultation>, at now: Instant) async throws {
    try await database.write { try Self.note(signal, in: id, at: now, $0) }
  }

  private static func note(
    _ signal: VoteSignal?, in id: ID<Consultation>, at now: Instant, _ connection: any Connection
  ) throws {
    let hour = String(now.description.prefix(13))
    try connection.execute(
      """
      INSERT INTO vote_signal (consultation, hour, signal, count)
      VALUES (\(id.rawValue), \(hour), \((signal ?? .letters).rawValue), \(signal == nil ? 0 : 1))
      ON CONFLICT (consultation, hour, signal) DO UPDATE SET
        count = vote_signal.count + excluded.count
      """)
  }

  /// The signals of the last days, newest first, for the people of the city.
  public func signals(
    of id: ID<Consultation>, for viewer: Viewer
  ) async throws -> [(hour: String, signal: VoteSignal, count: Int)] {
    let dialect = database.dialect
    return try await database.read { connection in
      let consultation = try Self.find(id, connection, dialect)
      try viewer.require(.editContent, .city(consultation.city))
      return try connection.rows(
        """
        SELECT hour, signal, count FROM vote_signal
        WHERE consultation = \(id.rawValue) AND count > 0 ORDER BY hour DESC, signal LIMIT 200
        """
      ).compactMap { row in
        guard let signal = VoteSignal(rawValue: try row.value("signal")) else { return nil }
        return (try row.value("hour"), signal, try row.value("count"))
      }
    }
  }

  /// Takes a voter's ballot out of the box, and the letters to an address with it.
  ///
  /// - Returns: Whether there was one.
  public func erase(
    _ voter: VoteKey.Tag, email: String?, in id: ID<Consultation>
  ) async throws -> Bool {
    try await database.write { connection in
      guard
        try connection.row(
          "SELECT 1 FROM consultation WHERE id = \(id.rawValue) AND phase = 'open'") != nil
      else { throw ConsultationError.wrongPhase(.closed) }
      let present: String? = try connection.value(
        """
        SELECT receipt FROM ballot
        WHERE consultation = \(id.rawValue) AND voter = \(voter.text)
        """)
      if let email { try connection.execute("DELETE FROM mail WHERE recipient = \(email)") }
      guard let present else { return false }
      try connection.execute(
        "DELETE FROM ballot WHERE consultation = \(id.rawValue) AND voter = \(voter.text)")
      try connection.execute(
        """
        INSERT INTO ballot_replaced (consultation, receipt)
        VALUES (\(id.rawValue), \(present))
        """)
      return true
    }
  }
}
