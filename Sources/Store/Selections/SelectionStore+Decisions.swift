public import Civic
import Database
public import Exact

/// What those who lead a call decide.
extension SelectionStore {
  static func rulings(
    of call: ID<SelectionCall>, _ connection: any Connection
  ) throws -> [SelectionRuling] {
    try connection.rows(
      """
      SELECT selection_ruling.application, selection_ruling.kind, selection_ruling.reason
      FROM selection_ruling
      JOIN city_application ON city_application.id = selection_ruling.application
      WHERE city_application.call = \(call.rawValue) ORDER BY selection_ruling.application
      """
    ).compactMap { row in
      let kind: String = try row.value("kind")
      return try RulingKind(rawValue: kind).map {
        SelectionRuling(
          application: try row.value("application"), kind: $0, reason: try row.value("reason"))
      }
    }
  }

  /// Decides otherwise than the rules compute, with a reason that is published; nil takes it back.
  public func rule(
    _ ruling: (kind: RulingKind, reason: String)?, on id: ID<CityApplication>,
    by viewer: Viewer, at now: Instant
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      _ = try Self.undecided(id, by: viewer, connection, dialect)
      try connection.execute(
        "DELETE FROM selection_ruling WHERE application = \(id.rawValue)")
      guard let ruling else { return }
      try connection.execute(
        """
        INSERT INTO selection_ruling (application, kind, reason, at, account)
        VALUES (\(id.rawValue), \(ruling.kind.rawValue), \(ruling.reason), \(now.milliseconds),
          \(viewer.account?.rawValue))
        """)
    }
  }

  /// What would be decided now, for those who lead the call.
  ///
  /// - Throws: `SelectionError/scoresMissing(applications:)` while somebody is still to score: the
  ///   secretariat sees no scores before.
  public func preview(
    of id: ID<SelectionCall>, for viewer: Viewer
  ) async throws -> SelectionInput {
    let dialect = database.dialect
    return try await database.read { connection in
      let call = try Self.led(id, by: viewer, connection, dialect)
      return try Self.freeze(call, by: viewer, connection, dialect)
    }
  }

  private static func freeze(
    _ call: SelectionCall, by viewer: Viewer, _ connection: any Connection, _ dialect: Dialect
  ) throws -> SelectionInput {
    let views = try views(of: call, for: viewer, connection, dialect)
      .filter { $0.application.status == .submitted }
    let sheets = try sheets(of: call.id, connection).map(\.sheet)
    let rulings = try rulings(of: call.id, connection)
    let rules = call.rules
    let letters = SelectionInput.letters(
      of: sheets.map(\.account), under: try rules.digest())
    let bySheet = Dictionary(grouping: sheets, by: \.application)
    let missing = views.count { view in
      let own = bySheet[view.application.id] ?? []
      let ruling = rulings.first { $0.application == view.application.id.rawValue }?.kind
      let needsScores = view.findings.verdict == .met || ruling == .admit
      return needsScores
        ? !own.isComplete(needing: call.assessors) : own.contains(where: \.isPending)
    }
    guard missing == 0 else { throw SelectionError.scoresMissing(applications: missing) }
    var input = SelectionInput(
      programme: call.programme.rawValue, title: call.title, rules: rules)
    input.applications = views.map { view in
      SelectionInput.Application(
        id: view.application.id.rawValue, city: view.city.id.rawValue, name: view.city.name,
        themes: view.application.themes, facts: view.facts,
        sheets: (bySheet[view.application.id] ?? []).map { sheet in
          SelectionInput.Sheet(
            assessor: letters[sheet.account] ?? "", scores: sheet.counted,
            first: sheet.counted == nil ? nil : sheet.first)
        }.sorted { $0.assessor < $1.assessor })
    }
    let standing = Set(input.applications.map(\.id))
    input.rulings = rulings.filter { standing.contains($0.application) }
    return input
  }

  /// Decides the selection: scores, rules and rulings are frozen in a public decision.
  ///
  /// - Parameter letter: Writes what those who answer for a city are told.
  public func decide(
    _ id: ID<SelectionCall>, as decision: ID<Decision>, by viewer: Viewer, at now: Instant,
    letter: @escaping ApplicationNews.Writer = { _ in nil }
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let call = try Self.led(id, by: viewer, connection, dialect)
      guard call.decision == nil else { throw SelectionError.alreadyDecided }
      guard call.phase(at: now) == .closed else { throw SelectionError.notClosed }
      let input = try Self.freeze(call, by: viewer, connection, dialect)
      try Self.take(
        input, on: call, as: decision, connection,
        ChangeJournal(
          connection: connection, dialect: dialect, context: ChangeContext(by: viewer, at: now)))
      try Self.tell(
        try input.outcome(), after: nil, in: call, letter, connection, at: now)
    }
  }

  /// Hands the places of selected cities that withdrew since to the reserve, as a new decision.
  ///
  /// - Throws: `SelectionError/nothingToReplace` when nobody withdrew since the last decision.
  public func replace(
    in id: ID<SelectionCall>, as decision: ID<Decision>, by viewer: Viewer, at now: Instant,
    letter: @escaping ApplicationNews.Writer = { _ in nil }
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let call = try Self.led(id, by: viewer, connection, dialect)
      guard let last = call.decision else { throw SelectionError.notDecided }
      var input = try Self.input(of: last, connection)
      let before = try input.outcome()
      let decided = Set(input.applications.map(\.id)).subtracting(input.withdrawals)
      let gone = try RecordTable<CityApplication>(connection, dialect)
        .all(where: "call = \(id.rawValue) AND status = 'withdrawn'")
        .filter { decided.contains($0.id.rawValue) }
        .sorted { ($0.withdrawnAt ?? .first, $0.id) < ($1.withdrawnAt ?? .first, $1.id) }
      guard !gone.isEmpty else { throw SelectionError.nothingToReplace }
      input.withdrawals += gone.map(\.id.rawValue)
      input.previous = last.rawValue
      try Self.take(
        input, on: call, as: decision, connection,
        ChangeJournal(
          connection: connection, dialect: dialect, context: ChangeContext(by: viewer, at: now)))
      try Self.tell(
        try input.outcome(), after: before, in: call, letter, connection, at: now)
    }
  }

  private static func take(
    _ input: SelectionInput, on call: SelectionCall, as id: ID<Decision>,
    _ connection: any Connection, _ journal: ChangeJournal
  ) throws {
    guard let opened = call.openedAt,
      let programme = try RecordTable<Programme>(connection, journal.dialect).find(call.programme)
    else { throw StoreError.notFound }
    let taken = try SelectionDecision.decision(
      id: id, on: input, opened: opened, label: programme.name, at: journal.context.at)
    try DecisionWriter(connection).take(
      taken.decision, subject: "call \(call.id)",
      inputs: [SelectionDecision.inputName: taken.input])
    var decided = call
    decided.decision = id
    try journal.change(decided, from: call, in: nil)
  }
}
