public import Civic
import Database
public import Exact

extension DeliveryStore {
  /// Asks somebody for a report: keeps the request and the letter together.
  public func ask(
    _ request: UpdateRequest, tokenDigest: Digest, letter: Letter?, by viewer: Viewer,
    at now: Instant
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      guard let plan = try RecordTable<Plan>(connection, dialect).find(request.plan) else {
        throw StoreError.notFound
      }
      try viewer.require(.editContent, .city(plan.city))
      let problems = request.problems(on: now.day)
      guard problems.isEmpty else {
        throw StoreError.invalid(problems.map { FieldFault(field: $0.field, message: $0.message) })
      }
      try connection.execute(
        """
        INSERT INTO update_request (id, plan, action, token_digest, name, email, language,
          asked_by, account, asked_at, due, expires_at, reminders)
        VALUES (\(request.id.rawValue), \(request.plan.rawValue), \(request.action.rawValue),
          \(tokenDigest.rawValue), \(request.name), \(request.email),
          \(request.language.rawValue), \(request.askedBy), \(viewer.account?.rawValue),
          \(request.askedAt.milliseconds), \(request.due.description),
          \(request.expiresAt.milliseconds), 0)
        """)
      if let letter { try MailQueue(connection).put(letter, at: now) }
    }
  }

  /// The requests of a plan that are not withdrawn, newest first.
  public func requests(of plan: ID<Plan>, for viewer: Viewer) async throws -> [UpdateRequest] {
    let dialect = database.dialect
    return try await database.read { connection in
      guard let found = try RecordTable<Plan>(connection, dialect).find(plan) else {
        throw StoreError.notFound
      }
      try viewer.require(.editContent, .city(found.city))
      return try connection.rows(
        """
        SELECT * FROM update_request WHERE plan = \(plan.rawValue) AND withdrawn_at IS NULL
        ORDER BY asked_at DESC, id DESC LIMIT 500
        """
      ).map(Self.request)
    }
  }

  /// What a link opens; opening changes nothing.
  ///
  /// - Throws: ``StoreError/notFound`` when it is unknown, ended or withdrawn.
  public func request(_ tokenDigest: Digest, at now: Instant) async throws -> UpdateRequest {
    try await database.read { try Self.request(tokenDigest, $0, at: now) }
  }

  static func request(
    _ digest: Digest, _ connection: any Connection, at now: Instant
  ) throws -> UpdateRequest {
    let row = try connection.row(
      "SELECT * FROM update_request WHERE token_digest = \(digest.rawValue)")
    guard let request = try row.map(Self.request), request.isOpen(at: now) else {
      throw StoreError.notFound
    }
    return request
  }

  /// Closes a link before its time.
  public func withdraw(
    _ id: ID<UpdateRequest>, of plan: ID<Plan>, by viewer: Viewer, at now: Instant
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      guard let found = try RecordTable<Plan>(connection, dialect).find(plan) else {
        throw StoreError.notFound
      }
      try viewer.require(.editContent, .city(found.city))
      let count = try connection.execute(
        """
        UPDATE update_request
        SET withdrawn_at = COALESCE(withdrawn_at, \(now.milliseconds)), email = NULL
        WHERE id = \(id.rawValue) AND plan = \(plan.rawValue)
        """)
      guard count > 0 else { throw StoreError.notFound }
    }
  }

  /// Every request that nobody has answered, with whom it came from: an account's address, where
  /// there is one.
  public func open(
    at now: Instant
  ) async throws -> [(request: UpdateRequest, asker: (email: String, language: Language)?)] {
    try await database.rows(
      """
      SELECT update_request.*, account.email AS asker_email, account.language AS asker_language
      FROM update_request LEFT JOIN account ON account.id = update_request.account
      WHERE answered_at IS NULL AND withdrawn_at IS NULL
      ORDER BY due, update_request.id LIMIT 10000
      """
    ).map { row in
      let email: String? = try row.value("asker_email")
      let language: String? = try row.value("asker_language")
      return (
        try Self.request(row),
        email.map { ($0, language.flatMap(Language.init(rawValue:)) ?? .english) }
      )
    }
  }

  /// Keeps that a reminder or the word to the one who asked was sent, with its letter. A reminder
  /// has a link of its own, for the first one's secret is nowhere kept: the new one takes its place.
  @discardableResult
  public func took(
    _ step: UpdateRequest.Step, of request: UpdateRequest, tokenDigest: Digest?, letter: Letter,
    at now: Instant
  ) async throws -> Bool {
    try await database.write { connection in
      let count: Int
      switch step {
      case .remind:
        count = try connection.execute(
          """
          UPDATE update_request SET reminders = reminders + 1,
            last_reminder = \(now.day.description),
            token_digest = \(tokenDigest?.rawValue ?? "")
          WHERE id = \(request.id.rawValue) AND reminders = \(request.reminders)
          """)
      case .escalate:
        count = try connection.execute(
          """
          UPDATE update_request SET escalated_at = \(now.milliseconds)
          WHERE id = \(request.id.rawValue) AND escalated_at IS NULL
          """)
      }
      if count == 0 { return false }
      try MailQueue(connection).put(letter, at: now)
      return true
    }
  }

  /// Drops the addresses of requests that ended some time ago.
  public func forgetAddresses(endedBefore moment: Instant) async throws {
    try await database.execute(
      "UPDATE update_request SET email = NULL WHERE expires_at < \(moment.milliseconds)")
  }

  private static func request(_ row: Row) throws -> UpdateRequest {
    guard let due = Day(try row.value("due", as: String.self)) else {
      throw StoreError.unstorable("due")
    }
    let instant = { (column: String) in
      try row.value(column, as: Int64?.self).map(Instant.init(milliseconds:))
    }
    var request = UpdateRequest(
      id: ID(rawValue: try row.value("id")), plan: ID(rawValue: try row.value("plan")),
      action: ID(rawValue: try row.value("action")), name: try row.value("name"), email: "",
      language: Language(rawValue: try row.value("language")) ?? .english,
      askedBy: try row.value("asked_by"),
      askedAt: Instant(milliseconds: try row.value("asked_at")), due: due)
    request.email = try row.value("email")
    request.expiresAt = Instant(milliseconds: try row.value("expires_at"))
    request.answeredAt = try instant("answered_at")
    request.withdrawnAt = try instant("withdrawn_at")
    request.reminders = try row.value("reminders")
    request.lastReminder = try row.value("last_reminder", as: String?.self).flatMap { Day($0) }
    request.escalatedAt = try instant("escalated_at")
    return request
  }
}
