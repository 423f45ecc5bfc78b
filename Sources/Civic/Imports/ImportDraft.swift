public import Exact

/// A table that was uploaded for a plan, and what became of it.
public struct ImportDraft: Hashable, Identifiable, Sendable {
  public let id: Exact.ID<ImportDraft>
  public let plan: Exact.ID<Plan>
  /// What the file was called; for people alone.
  public let fileName: String
  public let createdAt: Instant
  public var state: ImportState
  /// The sheets; none once the import is done.
  public var tables: [Table]
  public var settings: ImportSettings
  public var corrections: [CellAddress: String]
  /// How many actions came in.
  public var actionCount: Int

  public init(
    id: Exact.ID<ImportDraft>, plan: Exact.ID<Plan>, fileName: String, createdAt: Instant,
    tables: [Table], settings: ImportSettings
  ) {
    self.id = id
    self.plan = plan
    self.fileName = fileName
    self.createdAt = createdAt
    self.tables = tables
    self.settings = settings
    state = .draft
    corrections = [:]
    actionCount = 0
  }

  /// The chosen sheet with what was mended; none once the import is done.
  public var tableImport: TableImport? {
    guard tables.indices.contains(settings.sheet) else { return nil }
    return TableImport(
      table: tables[settings.sheet], settings: settings, corrections: corrections)
  }

  /// Ties the changes of the import together, so that they can be undone.
  public var batch: String { "import-\(id.rawValue)" }
}

public enum ImportState: String, Codable, CaseIterable, Hashable, Sendable, Named {
  case draft, done, undone

  public static let textPrefix = "importState"
}

/// An import in a list.
public struct ImportEntry: Hashable, Identifiable, Sendable {
  public let id: Exact.ID<ImportDraft>
  public let fileName: String
  public let createdAt: Instant
  public let state: ImportState
  public let actionCount: Int

  public init(
    id: Exact.ID<ImportDraft>, fileName: String, createdAt: Instant, state: ImportState,
    actionCount: Int
  ) {
    self.id = id
    self.fileName = fileName
    self.createdAt = createdAt
    self.state = state
    self.actionCount = actionCount
  }
}
