public import Civic
import Database
public import Exact

/// What assessors do, and who assigns them.
extension SelectionStore {
  /// A sheet with the name of its assessor.
  struct StoredSheet {
    let sheet: AssessorSheet
    let name: String

    var assessor: ApplicationView.Assessor {
      ApplicationView.Assessor(
        account: sheet.account, name: name, isDone: sheet.submittedAt != nil,
        conflict: sheet.conflict)
    }
  }

  static func sheets(
    of call: ID<SelectionCall>, _ connection: any Connection
  ) throws -> [StoredSheet] {
    try connection.rows(
      """
      SELECT assessor_sheet.content, account.name FROM assessor_sheet
      JOIN city_application ON city_application.id = assessor_sheet.application
      JOIN account ON account.id = assessor_sheet.account
      WHERE city_application.call = \(call.rawValue)
      ORDER BY assessor_sheet.application, assessor_sheet.assigned_at, assessor_sheet.account
      """
    ).map { row in
      let content: String = try row.value("content")
      return StoredSheet(
        sheet: try JSONValue(parsing: content, limits: .records).decoded(),
        name: try row.value("name"))
    }
  }

  private static func put(_ sheet: AssessorSheet, _ connection: any Connection) throws {
    try connection.execute(
      """
      UPDATE assessor_sheet SET content = \(CanonicalJSON.text(of: try JSONValue(encoding: sheet)))
      WHERE application = \(sheet.application.rawValue) AND account = \(sheet.account.rawValue)
      """)
  }

  /// The people who can be assigned in a programme, by name.
  public func assessors(
    of programme: ID<Programme>, for viewer: Viewer
  ) async throws -> [(account: ID<Account>, name: String)] {
    try viewer.require(.manageCalls, .programme(programme))
    return try await database.rows(
      """
      SELECT account.id, account.name FROM account
      JOIN account_grant ON account_grant.account = account.id
      WHERE account_grant.role = \(Role.assessor.rawValue)
        AND account_grant.scope_kind = 'programme'
        AND account_grant.scope_key = \(programme.rawValue)
        AND account_grant.status = 'confirmed' AND account_grant.until_at IS NULL
        AND account.is_active = 1
      ORDER BY account.name, account.id
      """
    ).map { (ID(rawValue: try $0.value("id")), try $0.value("name")) }
  }

  /// Assigns somebody to an application.
  ///
  /// - Throws: `SelectionError/assessorHasConflict` for somebody with a role in the city that
  ///   applies.
  public func assign(
    _ account: ID<Account>, to id: ID<CityApplication>, by viewer: Viewer, at now: Instant
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let view = try Self.undecided(id, by: viewer, connection, dialect)
      let roles = try connection.rows(
        """
        SELECT role, scope_kind, scope_key FROM account_grant
        WHERE account = \(account.rawValue) AND status = 'confirmed' AND until_at IS NULL
        """
      ).compactMap(AccountReader.grant)
      guard roles.contains(Grant(.assessor, in: .programme(view.call.programme))) else {
        throw StoreError.notFound
      }
      guard !roles.contains(where: { $0.scope == .city(view.city.id) }) else {
        throw SelectionError.assessorHasConflict
      }
      let sheet = AssessorSheet(
        application: id, account: account, criteria: view.call.criteria.count)
      try connection.execute(
        """
        INSERT INTO assessor_sheet (application, account, assigned_at, assigned_by, content)
        VALUES (\(id.rawValue), \(account.rawValue), \(now.milliseconds),
          \(viewer.account?.rawValue), \(CanonicalJSON.text(of: try JSONValue(encoding: sheet))))
        ON CONFLICT (application, account) DO NOTHING
        """)
    }
  }

  /// Takes an assignment back, as long as no scores are final.
  public func release(
    _ account: ID<Account>, from id: ID<CityApplication>, by viewer: Viewer, at now: Instant
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let view = try Self.undecided(id, by: viewer, connection, dialect)
      guard let assessor = view.assessors.first(where: { $0.account == account }) else { return }
      guard !assessor.isDone, assessor.conflict == nil else { throw SelectionError.scoresFinal }
      try connection.execute(
        """
        DELETE FROM assessor_sheet
        WHERE application = \(id.rawValue) AND account = \(account.rawValue)
        """)
    }
  }

  /// A submitted application of a call that is led by the viewer and not decided yet.
  static func undecided(
    _ id: ID<CityApplication>, by viewer: Viewer, _ connection: any Connection, _ dialect: Dialect
  ) throws -> ApplicationView {
    let view = try view(of: id, for: viewer, connection, dialect)
    try viewer.require(.manageCalls, .programme(view.call.programme))
    guard view.application.status == .submitted else { throw StoreError.notFound }
    guard view.call.decision == nil else { throw SelectionError.alreadyDecided }
    return view
  }

  /// Changes the viewer's own sheet.
  func changeOwn(
    _ id: ID<CityApplication>, by viewer: Viewer,
    _ rule: @Sendable @escaping (inout AssessorSheet, ApplicationView) throws -> Void
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let view = try Self.view(of: id, for: viewer, connection, dialect)
      guard viewer.may(.assess, .programme(view.call.programme)),
        var own = view.sheets.first(where: { $0.account == viewer.account })
      else { throw AccessError.refused(.assess) }
      guard view.call.decision == nil else { throw SelectionError.alreadyDecided }
      try rule(&own, view)
      try Self.put(own, connection)
    }
  }

  /// Keeps an assessor's scores; once final they do not change, so that nobody is led by others'.
  ///
  /// - Throws: `SelectionError/notClosed` while cities may still change their applications,
  ///   `SelectionError/scoresIncomplete` when something is missing in what shall be final.
  public func score(
    _ scores: AssessorSheet, isFinal: Bool, by viewer: Viewer, at now: Instant
  ) async throws {
    try await changeOwn(scores.application, by: viewer) { own, view in
      guard view.call.phase(at: now) == .closed else { throw SelectionError.notClosed }
      guard own.submittedAt == nil else { throw SelectionError.scoresFinal }
      try Self.check(scores, under: view.call.rules)
      own.scores = scores.scores
      own.comments = scores.comments
      own.comment = scores.comment
      guard isFinal else { return }
      guard !own.scores.contains(nil) else { throw SelectionError.scoresIncomplete }
      own.submittedAt = now
    }
  }

  static func check(_ scores: AssessorSheet, under rules: SelectionRules) throws {
    guard scores.scores.count == rules.criteria.count,
      scores.scores.compactMap({ $0 }).allSatisfy(rules.scale.contains)
    else { throw StoreError.unstorable("scores") }
  }

  /// Declares a conflict of interest: from then on the assessor sees nothing of the application,
  /// and what they gave does not count.
  public func declareConflict(
    _ reason: String, about id: ID<CityApplication>, by viewer: Viewer
  ) async throws {
    try await changeOwn(id, by: viewer) { own, view in
      own = AssessorSheet(
        application: id, account: own.account, criteria: view.call.criteria.count)
      own.conflict = reason
    }
  }
}
