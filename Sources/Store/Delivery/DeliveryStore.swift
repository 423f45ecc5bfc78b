public import Civic
public import Database
public import Exact

/// The questions asked of the database about how plans are carried out.
public struct DeliveryStore: Sendable {
  let database: any Database

  public init(_ database: any Database) {
    self.database = database
  }

  /// What was reported about a plan's actions, newest first.
  public func updates(of plan: ID<Plan>) async throws -> [StatusUpdate] {
    try await database.rows(
      "SELECT content FROM status_update WHERE plan = \(plan.rawValue) ORDER BY at DESC, id DESC"
    ).map(Self.decoded)
  }

  /// What was spent on a plan's actions and not taken back, by day.
  public func expenditures(of plan: ID<Plan>) async throws -> [Expenditure] {
    try await database.rows(
      """
      SELECT content FROM expenditure WHERE plan = \(plan.rawValue) AND cancelled_at IS NULL
      ORDER BY day, id
      """
    ).map(Self.decoded)
  }

  private static func decoded<Value: Decodable>(_ row: Row) throws -> Value {
    try JSONValue(parsing: row.value("content", as: String.self), limits: .records).decoded()
  }

  private static func plan(
    _ id: ID<Plan>, _ connection: any Connection, _ dialect: Dialect
  ) throws -> Plan {
    guard let plan = try RecordTable<Plan>(connection, dialect).find(id) else {
      throw StoreError.notFound
    }
    return plan
  }

  /// Keeps a report of somebody with an account.
  public func add(_ update: StatusUpdate, by viewer: Viewer) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let plan = try Self.plan(update.plan, connection, dialect)
      try viewer.require(.editContent, .city(plan.city))
      try Self.check(update.problems)
      try Self.put(update, account: viewer.account?.rawValue, request: nil, connection)
    }
  }

  /// Keeps the answer to a request, which ends its reminders; the link stays open until it ends, so
  /// that an answer can be corrected.
  ///
  /// - Throws: ``StoreError/notFound`` when the link is unknown, ended or withdrawn.
  public func answer(
    _ tokenDigest: Digest, with update: StatusUpdate, at now: Instant
  ) async throws {
    try await database.write { connection in
      let request = try Self.request(tokenDigest, connection, at: now)
      guard request.plan == update.plan, request.action == update.action else {
        throw StoreError.notFound
      }
      try Self.check(update.problems)
      try Self.put(update, account: nil, request: request.id.rawValue, connection)
      try connection.execute(
        """
        UPDATE update_request SET answered_at = \(now.milliseconds)
        WHERE id = \(request.id.rawValue)
        """)
    }
  }

  private static func check(_ problems: [(field: String, message: Message)]) throws {
    guard problems.isEmpty else {
      throw StoreError.invalid(problems.map { FieldFault(field: $0.field, message: $0.message) })
    }
  }

  private static func put(
    _ update: StatusUpdate, account: String?, request: String?, _ connection: any Connection
  ) throws {
    try connection.execute(
      """
      INSERT INTO status_update (id, plan, action, at, account, request, content)
      VALUES (\(update.id.rawValue), \(update.plan.rawValue), \(update.action.rawValue),
        \(update.at.milliseconds), \(account), \(request),
        \(CanonicalJSON.text(of: try JSONValue(encoding: update))))
      """)
  }

  public func add(_ expenditure: Expenditure, by viewer: Viewer, at now: Instant) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let plan = try Self.plan(expenditure.plan, connection, dialect)
      try viewer.require(.editContent, .city(plan.city))
      guard expenditure.amount > 0, expenditure.amount <= PlanDocument.largestAmount else {
        throw StoreError.invalid([
          FieldFault(field: "amount", message: Message("problemExpenditure"))
        ])
      }
      try connection.execute(
        """
        INSERT INTO expenditure (id, plan, action, day, amount, at, account, content)
        VALUES (\(expenditure.id.rawValue), \(expenditure.plan.rawValue),
          \(expenditure.action.rawValue), \(expenditure.day.description), \(expenditure.amount),
          \(now.milliseconds), \(viewer.account?.rawValue),
          \(CanonicalJSON.text(of: try JSONValue(encoding: expenditure))))
        """)
    }
  }

  /// Takes an expenditure back; it stays in the database, and counts no more.
  ///
  /// - Throws: ``StoreError/notFound`` for one that was never noted.
  public func cancel(
    _ id: ID<Expenditure>, of plan: ID<Plan>, by viewer: Viewer, at now: Instant
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let plan = try Self.plan(plan, connection, dialect)
      try viewer.require(.editContent, .city(plan.city))
      let count = try connection.execute(
        """
        UPDATE expenditure SET cancelled_at = COALESCE(cancelled_at, \(now.milliseconds))
        WHERE id = \(id.rawValue) AND plan = \(plan.id.rawValue)
        """)
      guard count > 0 else { throw StoreError.notFound }
    }
  }
}

extension DeliveryStore {
  /// Keeps a report as it was sent.
  public func freeze(_ report: FrozenReport, by viewer: Viewer) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let plan = try Self.plan(report.report.plan, connection, dialect)
      try viewer.require(.editContent, .city(plan.city))
      let content = try JSONValue(encoding: report.report)
      try connection.execute(
        """
        INSERT INTO period_report (id, plan, at, author, digest, content)
        VALUES (\(report.id.rawValue), \(plan.id.rawValue), \(report.at.milliseconds),
          \(report.author), \(Digest(of: content).rawValue), \(CanonicalJSON.text(of: content)))
        """)
    }
  }

  /// The reports of a plan, newest first.
  public func reports(of plan: ID<Plan>) async throws -> [FrozenReport] {
    try await database.rows(
      "SELECT * FROM period_report WHERE plan = \(plan.rawValue) ORDER BY at DESC, id DESC"
    ).map { row in
      FrozenReport(
        id: ID(rawValue: try row.value("id")),
        at: Instant(milliseconds: try row.value("at")), author: try row.value("author"),
        report: try Self.decoded(row))
    }
  }
}
