public import Civic
public import Database
public import Exact

/// Who wants a letter about the week, and when.
public struct DigestStore: Sendable {
  let database: any Database

  public init(_ database: any Database) {
    self.database = database
  }

  public struct Setting: Hashable, Sendable {
    public var weekday: Weekday
    /// Whether a week without anything late or blocked needs no letter.
    public var onlyTroubled: Bool

    public init(weekday: Weekday, onlyTroubled: Bool) {
      self.weekday = weekday
      self.onlyTroubled = onlyTroubled
    }
  }

  /// What somebody chose; none for no letters.
  public func setting(of account: ID<Account>) async throws -> Setting? {
    try await database.rows(
      "SELECT * FROM digest_setting WHERE account = \(account.rawValue)"
    ).first.flatMap { row in
      guard let weekday = Weekday(rawValue: try row.value("weekday")) else { return nil }
      return Setting(weekday: weekday, onlyTroubled: try row.value("only_troubled"))
    }
  }

  public func set(_ setting: Setting?, of account: ID<Account>) async throws {
    guard let setting else {
      try await database.execute(
        "DELETE FROM digest_setting WHERE account = \(account.rawValue)")
      return
    }
    try await database.execute(
      """
      INSERT INTO digest_setting (account, weekday, only_troubled)
      VALUES (\(account.rawValue), \(setting.weekday.rawValue), \(setting.onlyTroubled))
      ON CONFLICT (account) DO UPDATE SET weekday = excluded.weekday,
        only_troubled = excluded.only_troubled
      """)
  }

  /// Active accounts whose letter is due on a day and was not sent yet.
  public func due(on day: Day) async throws -> [(account: ID<Account>, setting: Setting)] {
    try await database.rows(
      """
      SELECT digest_setting.* FROM digest_setting
      JOIN account ON account.id = digest_setting.account
      WHERE weekday = \(day.weekday.rawValue) AND account.is_active = 1
        AND (last_sent IS NULL OR last_sent < \(day.description))
      ORDER BY account.id LIMIT 1000
      """
    ).compactMap { row in
      guard let weekday = Weekday(rawValue: try row.value("weekday")) else { return nil }
      return (
        ID(rawValue: try row.value("account")),
        Setting(weekday: weekday, onlyTroubled: try row.value("only_troubled"))
      )
    }
  }

  /// Keeps that it was sent, with the letter; none where there was nothing to tell.
  ///
  /// - Returns: Whether it was; not when another process has sent it meanwhile.
  @discardableResult
  public func sent(
    to account: ID<Account>, on day: Day, letter: Letter?, at now: Instant
  ) async throws -> Bool {
    try await database.write { connection in
      let count = try connection.execute(
        """
        UPDATE digest_setting SET last_sent = \(day.description)
        WHERE account = \(account.rawValue) AND (last_sent IS NULL OR last_sent < \(day.description))
        """)
      if count == 0 { return false }
      if let letter { try MailQueue(connection).put(letter, at: now) }
      return true
    }
  }
}
