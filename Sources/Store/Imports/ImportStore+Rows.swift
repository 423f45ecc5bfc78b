import Civic
import Database
import Exact
import FoundationEssentials

extension ImportStore {
  /// What is kept as JSON.
  struct Columns {
    let tables: String
    let settings: String
    let corrections: String

    init(_ draft: ImportDraft) throws {
      tables = try Self.json(draft.tables)
      settings = try Self.json(draft.settings)
      let corrections = draft.corrections.map { ($0.key.description, $0.value) }
      self.corrections = try Self.json(Dictionary(corrections) { first, _ in first })
    }

    private static func json(_ value: some Encodable) throws -> String {
      String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }
  }

  static func draft(_ row: Row) throws -> ImportDraft {
    var draft = ImportDraft(
      id: ID(rawValue: try row.value("id")), plan: ID(rawValue: try row.value("plan")),
      fileName: try row.value("file_name"),
      createdAt: Instant(milliseconds: try row.value("created_at")),
      tables: try decoded([Table].self, row.value("tables")),
      settings: try decoded(ImportSettings.self, row.value("settings")))
    let corrections = try decoded([String: String].self, row.value("corrections"))
    draft.corrections = Dictionary(
      corrections.compactMap { cell, text in CellAddress(cell).map { ($0, text) } }
    ) { first, _ in first }
    draft.state = try state(row)
    draft.actionCount = try row.value("action_count")
    return draft
  }

  static func entry(_ row: Row) throws -> ImportEntry {
    ImportEntry(
      id: ID(rawValue: try row.value("id")), fileName: try row.value("file_name"),
      createdAt: Instant(milliseconds: try row.value("created_at")), state: try state(row),
      actionCount: try row.value("action_count"))
  }

  private static func state(_ row: Row) throws -> ImportState {
    let text: String = try row.value("state")
    guard let state = ImportState(rawValue: text) else {
      throw StoreError.unstorable("state \(text) of an import")
    }
    return state
  }

  private static func decoded<Value: Decodable>(
    _ type: Value.Type, _ text: String
  ) throws -> Value {
    try JSONDecoder().decode(type, from: Data(text.utf8))
  }
}
