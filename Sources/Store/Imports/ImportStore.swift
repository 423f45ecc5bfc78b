public import Civic
public import Database
public import Exact

/// Uploaded tables between the steps of their import; only people who may edit the plan see them.
public struct ImportStore: Sendable {
  let database: any Database

  /// Drafts that nobody finished are forgotten after this many seconds.
  static let patience: Int64 = 30 * 86_400

  public init(_ database: any Database) {
    self.database = database
  }

  /// Puts an uploaded table aside, and forgets drafts of any plan that nobody finished.
  public func add(_ draft: ImportDraft, by viewer: Viewer, at now: Instant) async throws {
    let columns = try Columns(draft)
    try await write(draft.plan, by: viewer) { connection in
      let oldest = now.adding(seconds: -Self.patience).milliseconds
      try connection.execute(
        "DELETE FROM table_import WHERE state = 'draft' AND created_at < \(oldest)")
      try connection.execute(
        """
        INSERT INTO table_import (
          id, plan, account, file_name, tables, settings, corrections, created_at, state,
          action_count)
        VALUES (
          \(draft.id.rawValue), \(draft.plan.rawValue), \(viewer.account?.rawValue),
          \(draft.fileName), \(columns.tables), \(columns.settings), \(columns.corrections),
          \(draft.createdAt.milliseconds), 'draft', 0)
        """)
    }
  }

  /// The import with its table.
  public func draft(
    _ id: ID<ImportDraft>, of plan: ID<Plan>, for viewer: Viewer
  ) async throws -> ImportDraft {
    let dialect = database.dialect
    let row = try await database.read { connection in
      let owner = try PlanReader(connection, dialect).plan(plan)
      guard viewer.may(.readWorking, .plan(owner)) else { throw StoreError.notFound }
      try viewer.require(.editContent, .plan(owner))
      return try connection.rows(
        "SELECT * FROM table_import WHERE id = \(id.rawValue) AND plan = \(plan.rawValue)"
      ).first
    }
    guard let row else { throw StoreError.notFound }
    return try Self.draft(row)
  }

  /// The imports of a plan, newest first; none for those who may not edit it.
  public func entries(of plan: ID<Plan>, for viewer: Viewer) async throws -> [ImportEntry] {
    let dialect = database.dialect
    return try await database.read { connection in
      let owner = try PlanReader(connection, dialect).plan(plan)
      guard viewer.may(.editContent, .plan(owner)) else { return [] }
      return try connection.rows(
        """
        SELECT id, file_name, created_at, state, action_count FROM table_import
        WHERE plan = \(plan.rawValue) ORDER BY created_at DESC, id DESC LIMIT 50
        """
      ).map(Self.entry)
    }
  }

  /// Keeps how a table is understood and what was mended.
  public func save(_ draft: ImportDraft, by viewer: Viewer) async throws {
    let columns = try Columns(draft)
    try await write(draft.plan, by: viewer) { connection in
      let count = try connection.execute(
        """
        UPDATE table_import
        SET settings = \(columns.settings), corrections = \(columns.corrections)
        WHERE id = \(draft.id.rawValue) AND plan = \(draft.plan.rawValue) AND state = 'draft'
        """)
      guard count > 0 else { throw StoreError.notFound }
    }
  }

  /// Brings what a table holds into its plan, all or nothing; the table itself is dropped.
  ///
  /// - Throws: ``StoreError/notFound`` when it is in the plan already: of two who press at once, one
  ///   succeeds. ``StoreError/invalid(_:)`` when the plan with the additions breaks its rules.
  public func run(
    _ draft: ImportDraft, _ additions: PlanAdditions, by viewer: Viewer, at now: Instant
  ) async throws {
    try await PlanStore(database).edit(draft.plan, by: viewer, at: now, batch: draft.batch) {
      document, journal in
      let count = try journal.connection.execute(
        """
        UPDATE table_import
        SET state = 'done', action_count = \(additions.actions.count), tables = '[]',
          corrections = '{}'
        WHERE id = \(draft.id.rawValue) AND plan = \(draft.plan.rawValue) AND state = 'draft'
        """)
      guard count > 0 else { throw StoreError.notFound }
      try PlanStore.put(additions, into: document, journal)
    }
  }

  /// Takes out again what an import brought in; new organisations stay with the city.
  ///
  /// - Throws: ``StoreError/invalid(_:)`` with `importChangedSince` when a record was changed since.
  public func undo(
    _ draft: ImportDraft, by viewer: Viewer, at now: Instant
  ) async throws {
    try await PlanStore(database).edit(draft.plan, by: viewer, at: now) { document, journal in
      let count = try journal.connection.execute(
        """
        UPDATE table_import SET state = 'undone'
        WHERE id = \(draft.id.rawValue) AND plan = \(draft.plan.rawValue) AND state = 'done'
        """)
      guard count > 0 else { throw StoreError.notFound }
      try PlanStore.undo(draft.batch, of: document, journal)
    }
  }

  /// Forgets an upload that is not wanted.
  public func remove(_ id: ID<ImportDraft>, of plan: ID<Plan>, by viewer: Viewer) async throws {
    try await write(plan, by: viewer) { connection in
      _ = try connection.execute(
        """
        DELETE FROM table_import
        WHERE id = \(id.rawValue) AND plan = \(plan.rawValue) AND state = 'draft'
        """)
    }
  }

  private func write<Outcome: Sendable>(
    _ plan: ID<Plan>, by viewer: Viewer,
    _ body: @Sendable @escaping (any Connection) throws -> Outcome
  ) async throws -> Outcome {
    try await PlanStore(database).writeBeside(plan, by: viewer, body)
  }
}
