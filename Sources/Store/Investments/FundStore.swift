public import Civic
public import Database
public import Exact

/// The questions asked of the database about scenarios of funding and their runs. All of them are
/// internal to those who may read the working plan.
public struct FundStore: Sendable {
  let database: any Database

  public init(_ database: any Database) {
    self.database = database
  }

  /// How many runs of one plan may wait or run at a time.
  static let mostAtOnce = 3

  // MARK: Scenarios

  /// The scenarios of a plan, newest first.
  public func scenarios(
    of plan: ID<Plan>, for viewer: Viewer
  ) async throws -> [FundingScenario] {
    try await reading(plan, viewer) { connection in
      try connection.rows(
        "SELECT content FROM funding_scenario WHERE plan = \(plan.rawValue) ORDER BY id DESC"
      ).map { try Self.decoded($0, "content") }
    }
  }

  public func scenario(
    _ id: ID<FundingScenario>, of plan: ID<Plan>, for viewer: Viewer
  ) async throws -> FundingScenario {
    try await reading(plan, viewer) { connection in
      try Self.scenario(id, of: plan, connection)
    }
  }

  public func add(
    _ scenario: FundingScenario, by viewer: Viewer, at now: Instant
  ) async throws {
    try await editing(scenario.plan, viewer) { connection, _ in
      try connection.execute(
        """
        INSERT INTO funding_scenario (id, revision, plan, at, content)
        VALUES (\(scenario.id.rawValue), \(scenario.revision), \(scenario.plan.rawValue),
          \(now.milliseconds), \(try Self.text(scenario)))
        """)
    }
  }

  /// Saves a scenario, unless somebody saved it since `revision`.
  ///
  /// - Returns: Whether it was saved.
  public func save(
    _ scenario: FundingScenario, editedFrom revision: Int, by viewer: Viewer, at now: Instant
  ) async throws -> Bool {
    try await editing(scenario.plan, viewer) { connection, _ in
      let present = try Self.scenario(scenario.id, of: scenario.plan, connection)
      guard present.revision == revision else { return false }
      var next = scenario
      next.revision = revision + 1
      try connection.execute(
        """
        UPDATE funding_scenario
        SET revision = \(next.revision), at = \(now.milliseconds), content = \(try Self.text(next))
        WHERE id = \(next.id.rawValue)
        """)
      return true
    }
  }

  // MARK: Runs

  /// The runs of a plan, newest first, at most a hundred.
  public func runs(of plan: ID<Plan>, for viewer: Viewer) async throws -> [FundingRun] {
    try await reading(plan, viewer) { connection in
      try connection.rows(
        """
        SELECT * FROM funding_run WHERE plan = \(plan.rawValue) ORDER BY at DESC, id DESC LIMIT 100
        """
      ).map(Self.run)
    }
  }

  public func run(
    _ id: ID<FundingRun>, of plan: ID<Plan>, for viewer: Viewer
  ) async throws -> FundingRun {
    try await reading(plan, viewer) { try Self.run(id, of: plan, $0) }
  }

  /// Puts a run into the queue.
  ///
  /// - Throws: ``StoreError/invalid(_:)`` when too many of the plan wait already, or the scenario
  ///   cannot be searched.
  public func start(_ run: FundingRun, by viewer: Viewer) async throws {
    try await editing(run.scenario.plan, viewer) { connection, _ in
      var faults = run.scenario.obstacles
      let open: Int? = try connection.value(
        """
        SELECT COUNT(*) FROM funding_run
        WHERE plan = \(run.scenario.plan.rawValue) AND state IN ('waiting', 'running')
        """)
      if (open ?? 0) >= Self.mostAtOnce { faults.append(Message("investTooMany")) }
      guard faults.isEmpty else {
        throw StoreError.invalid(faults.map { FieldFault(field: "", message: $0) })
      }
      try connection.execute(
        """
        INSERT INTO funding_run (id, plan, scenario, at, content, base, changes, state, progress,
          asked_to_stop, touched)
        VALUES (\(run.id.rawValue), \(run.scenario.plan.rawValue), \(run.scenario.id.rawValue),
          \(run.at.milliseconds), \(try Self.text(run.scenario)), \(run.base?.rawValue),
          \(try Self.text(run.changes)), \(run.state.rawValue), \(try Self.text(run.progress)), 0,
          \(run.at.milliseconds))
        """)
    }
  }

  /// Asks a run to end with the best it has.
  public func stop(_ id: ID<FundingRun>, of plan: ID<Plan>, by viewer: Viewer) async throws {
    try await editing(plan, viewer) { connection, _ in
      let run = try Self.run(id, of: plan, connection)
      guard !run.state.isOver else { return }
      try connection.execute(
        "UPDATE funding_run SET asked_to_stop = 1 WHERE id = \(id.rawValue)")
      guard run.state == .waiting else { return }
      var progress = run.progress
      progress.stage = .done
      try connection.execute(
        """
        UPDATE funding_run SET state = 'stopped', progress = \(try Self.text(progress))
        WHERE id = \(id.rawValue)
        """)
    }
  }

  // MARK: Reading

  func reading<Answer: Sendable>(
    _ plan: ID<Plan>, _ viewer: Viewer,
    _ body: @Sendable @escaping (any Connection) throws -> Answer
  ) async throws -> Answer {
    let dialect = database.dialect
    return try await database.read { connection in
      let owner = try PlanReader(connection, dialect).plan(plan)
      guard viewer.may(.readWorking, .plan(owner)) else { throw StoreError.notFound }
      return try body(connection)
    }
  }

  /// The same for a change of what belongs to a plan whose content the viewer may change.
  @discardableResult
  func editing<Answer: Sendable>(
    _ plan: ID<Plan>, _ viewer: Viewer,
    _ body: @Sendable @escaping (any Connection, Plan) throws -> Answer
  ) async throws -> Answer {
    let dialect = database.dialect
    return try await database.write { connection in
      let owner = try PlanReader(connection, dialect).plan(plan)
      guard viewer.may(.readWorking, .plan(owner)) else { throw StoreError.notFound }
      try viewer.requireEditing(owner)
      return try body(connection, owner)
    }
  }

  private static func scenario(
    _ id: ID<FundingScenario>, of plan: ID<Plan>, _ connection: any Connection
  ) throws -> FundingScenario {
    let row = try connection.row(
      """
      SELECT content FROM funding_scenario
      WHERE id = \(id.rawValue) AND plan = \(plan.rawValue)
      """)
    guard let row else { throw StoreError.notFound }
    return try decoded(row, "content")
  }

  static func run(
    _ id: ID<FundingRun>, of plan: ID<Plan>, _ connection: any Connection
  ) throws -> FundingRun {
    let row = try connection.row(
      "SELECT * FROM funding_run WHERE id = \(id.rawValue) AND plan = \(plan.rawValue)")
    guard let row else { throw StoreError.notFound }
    return try run(row)
  }

  static func run(_ row: Row) throws -> FundingRun {
    let base: String? = try row.value("base")
    var run = FundingRun(
      id: ID(rawValue: try row.value("id")), scenario: try decoded(row, "content"),
      at: Instant(milliseconds: try row.value("at")), base: base.map { ID(rawValue: $0) },
      changes: try decoded(row, "changes"))
    run.state = FundingRunState(rawValue: try row.value("state")) ?? .failed
    run.progress = try decoded(row, "progress")
    if let text = try row.value("findings", as: String?.self) {
      run.findings = try JSONValue(parsing: text, limits: .records).decoded()
    }
    let decision: String? = try row.value("decision")
    run.decision = decision.map { ID(rawValue: $0) }
    return run
  }

  private static func decoded<Value: Decodable>(_ row: Row, _ column: String) throws -> Value {
    try JSONValue(parsing: row.value(column, as: String.self), limits: .records).decoded()
  }

  static func text(_ value: some Encodable) throws -> String {
    CanonicalJSON.text(of: try JSONValue(encoding: value))
  }
}
