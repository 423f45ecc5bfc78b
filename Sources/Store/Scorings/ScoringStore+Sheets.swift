public import Civic
import Database
public import Exact

extension ScoringStore {
  /// Changes the viewer's own sheet of the stage that is open; nobody writes another's.
  ///
  /// - Throws: ``ScoringError`` when the round is not open, the viewer is no member, or the sheet was
  ///   handed in already.
  public func write(
    in id: ID<ScoringRound>, of plan: ID<Plan>, by viewer: Viewer,
    _ change: @Sendable @escaping (inout ScoringSheet) throws -> Void
  ) async throws {
    let dialect = database.dialect
    try await database.write { connection in
      let reader = ScoringReader(connection, dialect)
      let owner = try PlanReader(connection, dialect).plan(plan)
      guard viewer.may(.readHistory, .plan(owner)) else { throw StoreError.notFound }
      let round = try reader.round(id, of: plan)
      guard let account = viewer.account, round.isMember(viewer) else {
        throw ScoringError.notMember
      }
      guard round.phase.isOpen else { throw ScoringError.wrongPhase(round.phase) }
      let sheets = try reader.sheets(of: id).filter { $0.account == account }
      var sheet = Self.begun(sheets, in: round, by: account)
      guard sheet.submittedAt == nil else { throw ScoringError.alreadySubmitted }
      try change(&sheet)
      try Self.put(sheet, connection)
    }
  }

  /// The sheet of the stage that is open: as it is, or begun from what was said before.
  private static func begun(
    _ sheets: [ScoringSheet], in round: ScoringRound, by account: ID<Account>
  ) -> ScoringSheet {
    if let present = sheets.first(where: { $0.stage == round.stage }) { return present }
    var sheet = ScoringSheet(round: round.id, account: account, stage: round.stage)
    if let last = sheets.max(by: { $0.stage < $1.stage }) {
      sheet.scores = last.scores
      sheet.weights = last.weights
    }
    return sheet
  }

  private static func put(_ sheet: ScoringSheet, _ connection: any Connection) throws {
    let content = CanonicalJSON.text(of: try JSONValue(encoding: sheet))
    try connection.execute(
      """
      INSERT INTO scoring_sheet (round, account, stage, submitted_at, content)
      VALUES (\(sheet.round.rawValue), \(sheet.account.rawValue), \(sheet.stage),
        \(sheet.submittedAt?.milliseconds), \(content))
      ON CONFLICT (round, account, stage) DO UPDATE SET
        submitted_at = excluded.submitted_at, content = excluded.content
      """)
  }

  /// Hands the sheet in: from now on its person sees what others said, and cannot change theirs.
  public func submit(
    in id: ID<ScoringRound>, of plan: ID<Plan>, by viewer: Viewer, at now: Instant
  ) async throws {
    try await write(in: id, of: plan, by: viewer) { $0.submittedAt = now }
  }
}
