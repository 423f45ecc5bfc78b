public import Civic
public import Database
public import Exact

/// The questions asked of the database about rounds of scoring. What others said comes out of it
/// only for those who may see it already.
public struct ScoringStore: Sendable {
  let database: any Database

  public init(_ database: any Database) {
    self.database = database
  }

  /// A round with its plan, as somebody may see it.
  public struct Found: Sendable {
    public let round: ScoringRound
    public let document: PlanDocument
    /// Of all members who are still there, in the order of the round.
    public let names: [ID<Account>: String]
    /// Who handed in, in the stage that is open or was the last.
    public let submitted: Set<ID<Account>>
    /// The viewer's own sheet of that stage, begun or not.
    public let own: ScoringSheet?
    /// All that the viewer may see of others and themselves; empty before that.
    public let visible: [ScoringSheet]

    /// The sheets that count, where they may be seen.
    public var counted: [ScoringSheet] { round.counted(visible) }
  }

  /// The rounds of a plan, newest first, for the city's own people.
  public func rounds(of plan: ID<Plan>, for viewer: Viewer) async throws -> [ScoringRound] {
    let dialect = database.dialect
    return try await database.read { connection in
      let owner = try PlanReader(connection, dialect).plan(plan)
      guard viewer.may(.readHistory, .plan(owner)) else { throw StoreError.notFound }
      return try RecordTable<ScoringRound>(connection, dialect)
        .all(where: "plan = \(plan.rawValue)").reversed()
    }
  }

  /// - Throws: ``StoreError/notFound`` also when the viewer is not of the city.
  public func round(
    _ id: ID<ScoringRound>, of plan: ID<Plan>, for viewer: Viewer
  ) async throws -> Found {
    let dialect = database.dialect
    return try await database.read { connection in
      try ScoringReader(connection, dialect).found(id, of: plan, for: viewer)
    }
  }

  /// The people of the city who can be asked to score, by name.
  public func candidates(
    for plan: Plan, by viewer: Viewer, at now: Instant
  ) async throws -> [(id: ID<Account>, name: String)] {
    guard ScoringRound.mayChair(plan, viewer) else { throw AccessError.refused(.manageCity) }
    return try await database.read { connection in
      try ScoringReader(connection, database.dialect).candidates(for: plan, at: now)
    }
  }
}

/// Reads rounds and sheets within one transaction.
struct ScoringReader {
  let connection: any Connection
  let dialect: Dialect

  init(_ connection: any Connection, _ dialect: Dialect) {
    self.connection = connection
    self.dialect = dialect
  }

  func round(_ id: ID<ScoringRound>, of plan: ID<Plan>) throws -> ScoringRound {
    let round = try RecordTable<ScoringRound>(connection, dialect).find(id)
    guard let round, round.plan == plan else { throw StoreError.notFound }
    return round
  }

  func found(
    _ id: ID<ScoringRound>, of plan: ID<Plan>, for viewer: Viewer
  ) throws -> ScoringStore.Found {
    let round = try round(id, of: plan)
    let document = try PlanReader(connection, dialect).document(plan)
    guard viewer.may(.readHistory, .plan(document.plan)) else { throw StoreError.notFound }
    let sheets = try sheets(of: id)
    let present = sheets.filter { $0.stage == round.stage && round.members.contains($0.account) }
    let own = viewer.account.flatMap { account in present.first { $0.account == account } }
    var visible: [ScoringSheet] = []
    if round.showsOthers(to: viewer, own: own) {
      visible = sheets.filter { $0.submittedAt != nil }
    } else if round.phase == .again {
      // What was shown after the first time stays in sight.
      visible = sheets.filter { $0.submittedAt != nil && $0.stage < round.stage }
    }
    return ScoringStore.Found(
      round: round, document: document, names: try names(of: round),
      submitted: Set(present.filter { $0.submittedAt != nil }.map(\.account)), own: own,
      visible: visible)
  }

  func sheets(of round: ID<ScoringRound>) throws -> [ScoringSheet] {
    try connection.rows(
      """
      SELECT content FROM scoring_sheet WHERE round = \(round.rawValue)
      ORDER BY stage, account
      """
    ).map { row in
      try JSONValue(parsing: row.value("content", as: String.self), limits: .records).decoded()
    }
  }

  private func names(of round: ScoringRound) throws -> [ID<Account>: String] {
    var names: [ID<Account>: String] = [:]
    for member in round.members {
      names[member] = try AccountReader(connection).account(member)?.name
    }
    return names
  }

  func candidates(
    for plan: Plan, at now: Instant
  ) throws -> [(id: ID<Account>, name: String)] {
    let grants = try connection.rows(
      """
      SELECT * FROM account_grant WHERE status = 'confirmed'
        AND scope_kind = 'city' AND scope_key = \(plan.city.rawValue)
        AND from_at <= \(now.milliseconds)
        AND (until_at IS NULL OR until_at > \(now.milliseconds))
      """
    ).compactMap(AccountReader.givenRole)
    let able = Set(
      grants.filter { ScoringRound.scoringRoles.contains($0.grant.role) }.map(\.account))
    return try able.sorted().compactMap { id in
      try AccountReader(connection).account(id).flatMap { $0.isActive ? (id, $0.name) : nil }
    }.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
  }
}
