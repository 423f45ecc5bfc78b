public import Civic
public import Database
public import Exact
import FoundationEssentials

/// Tables that update a plan and its city, between the steps of their way in; only people who may
/// edit the plan see them.
public struct WorkbookStore: Sendable {
  let database: any Database

  public init(_ database: any Database) {
    self.database = database
  }

  /// Puts uploaded tables aside, and forgets those of any plan that nobody finished.
  public func add(_ draft: WorkbookDraft, by viewer: Viewer, at now: Instant) async throws {
    let (tables, settings) = (try Self.json(draft.tables), try Self.json(draft.settings))
    try await write(draft.plan, by: viewer) { connection in
      let oldest = now.adding(seconds: -ImportStore.patience).milliseconds
      try connection.execute(
        "DELETE FROM workbook_import WHERE state = 'draft' AND created_at < \(oldest)")
      try connection.execute(
        """
        INSERT INTO workbook_import (id, plan, account, file_name, tables, settings, created_at,
          state, added, changed, removed)
        VALUES (\(draft.id.rawValue), \(draft.plan.rawValue), \(viewer.account?.rawValue),
          \(draft.fileName), \(tables), \(settings), \(draft.createdAt.milliseconds), 'draft',
          0, 0, 0)
        """)
    }
  }

  public func draft(
    _ id: ID<WorkbookDraft>, of plan: ID<Plan>, for viewer: Viewer
  ) async throws -> WorkbookDraft {
    let dialect = database.dialect
    let row = try await database.read { connection in
      let owner = try PlanReader(connection, dialect).plan(plan)
      guard viewer.may(.readWorking, .plan(owner)) else { throw StoreError.notFound }
      try viewer.require(.editContent, .plan(owner))
      return try connection.row(
        "SELECT * FROM workbook_import WHERE id = \(id.rawValue) AND plan = \(plan.rawValue)")
    }
    guard let row else { throw StoreError.notFound }
    var draft = WorkbookDraft(
      id: id, plan: plan, fileName: try row.value("file_name"),
      createdAt: Instant(milliseconds: try row.value("created_at")),
      tables: try Self.decoded([Table].self, row.value("tables")))
    draft.state = try Self.state(row)
    draft.counts = try Self.counts(row)
    if draft.state == .draft {
      draft.settings = try Self.decoded(WorkbookSettings.self, row.value("settings"))
    }
    return draft
  }

  /// The newest first; none for those who may not edit the plan.
  public func entries(of plan: ID<Plan>, for viewer: Viewer) async throws -> [WorkbookEntry] {
    let dialect = database.dialect
    return try await database.read { connection in
      let owner = try PlanReader(connection, dialect).plan(plan)
      guard viewer.may(.editContent, .plan(owner)) else { return [] }
      return try connection.rows(
        """
        SELECT id, file_name, created_at, state, added, changed, removed FROM workbook_import
        WHERE plan = \(plan.rawValue) ORDER BY created_at DESC, id DESC LIMIT 50
        """
      ).map { row in
        WorkbookEntry(
          id: ID(rawValue: try row.value("id")), fileName: try row.value("file_name"),
          createdAt: Instant(milliseconds: try row.value("created_at")),
          state: try Self.state(row), counts: try Self.counts(row))
      }
    }
  }

  /// Keeps what was mended.
  public func save(_ draft: WorkbookDraft, by viewer: Viewer) async throws {
    let settings = try Self.json(draft.settings)
    try await write(draft.plan, by: viewer) { connection in
      let count = try connection.execute(
        """
        UPDATE workbook_import SET settings = \(settings)
        WHERE id = \(draft.id.rawValue) AND plan = \(draft.plan.rawValue) AND state = 'draft'
        """)
      guard count > 0 else { throw StoreError.notFound }
    }
  }

  /// Forgets an upload that is not wanted.
  public func remove(_ draft: WorkbookDraft, by viewer: Viewer) async throws {
    try await write(draft.plan, by: viewer) { connection in
      _ = try connection.execute(
        """
        DELETE FROM workbook_import
        WHERE id = \(draft.id.rawValue) AND plan = \(draft.plan.rawValue) AND state = 'draft'
        """)
    }
  }

  private func write<Outcome: Sendable>(
    _ plan: ID<Plan>, by viewer: Viewer,
    _ body: @Sendable @escaping (any Connection) throws -> Outcome
  ) async throws -> Outcome {
    try await PlanStore(database).writeBeside(plan, by: viewer, body)
  }

  private static func state(_ row: Row) throws -> ImportState {
    let text: String = try row.value("state")
    guard let state = ImportState(rawValue: text) else {
      throw StoreError.unstorable("state \(text) of tables")
    }
    return state
  }

  private static func counts(_ row: Row) throws -> WorkbookCounts {
    var counts = WorkbookCounts()
    counts.added = try row.value("added")
    counts.changed = try row.value("changed")
    counts.removed = try row.value("removed")
    return counts
  }

  static func json(_ value: some Encodable) throws -> String {
    String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
  }

  static func decoded<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }
}
