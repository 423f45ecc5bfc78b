public import Exact

/// Tables that were uploaded to update a plan, and what became of them.
public struct WorkbookDraft: Hashable, Identifiable, Sendable {
  public let id: Exact.ID<WorkbookDraft>
  public let plan: Exact.ID<Plan>
  /// What the file was called; for people alone.
  public let fileName: String
  public let createdAt: Instant
  public var state: ImportState
  /// The sheets; none once they are taken over.
  public var tables: [Table]
  public var settings: WorkbookSettings
  public var counts: WorkbookCounts

  public init(
    id: Exact.ID<WorkbookDraft>, plan: Exact.ID<Plan>, fileName: String, createdAt: Instant,
    tables: [Table]
  ) {
    self.id = id
    self.plan = plan
    self.fileName = fileName
    self.createdAt = createdAt
    state = .draft
    self.tables = tables
    settings = WorkbookSettings()
    counts = WorkbookCounts()
  }

  /// Ties the changes together, so that they can be undone.
  public var batch: String { "tables-\(id.rawValue)" }

  /// The sheets with what was mended.
  public var corrected: [Table] {
    tables.enumerated().map { sheet, table in
      settings.corrections.reduce(table) { table, correction in
        guard correction.key.sheet == sheet else { return table }
        return table.replacing(correction.key.address, with: .text(correction.value))
      }
    }
  }
}

/// How uploaded tables are to be read.
public struct WorkbookSettings: Codable, Hashable, Sendable {
  /// What people wrote in place of what the file holds.
  public var corrections: [WorkbookCell: String] = [:]
  /// Rows that are not to be read.
  public var leftOut: Set<WorkbookCell> = []
  /// Whether what is not in a table is taken out.
  public var removes = false

  public init() {}
}

/// A cell of one of several sheets.
public struct WorkbookCell: Hashable, Sendable {
  public let sheet: Int
  public let address: CellAddress

  public init(sheet: Int, address: CellAddress) {
    self.sheet = sheet
    self.address = address
  }

  /// Reads `2-B7`.
  public init?(_ name: some StringProtocol) {
    let parts = name.split(separator: "-")
    guard parts.count == 2, let sheet = Int(parts[0]), (0..<1000).contains(sheet),
      let address = CellAddress(parts[1])
    else { return nil }
    self.init(sheet: sheet, address: address)
  }

  public var name: String { "\(sheet)-\(address)" }
}

extension WorkbookCell: Codable, CodingKeyRepresentable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let name = try container.decode(String.self)
    guard let cell = WorkbookCell(name) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no cell: \(name)")
    }
    self = cell
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }

  public var codingKey: any CodingKey { CellKey(stringValue: name) }

  public init?(codingKey: some CodingKey) { self.init(codingKey.stringValue) }

  private struct CellKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}

/// How many records tables brought, changed and took out.
public struct WorkbookCounts: Hashable, Sendable {
  public var added = 0
  public var changed = 0
  public var removed = 0

  public init() {}
}

/// Uploaded tables in a list.
public struct WorkbookEntry: Hashable, Identifiable, Sendable {
  public let id: Exact.ID<WorkbookDraft>
  public let fileName: String
  public let createdAt: Instant
  public let state: ImportState
  public let counts: WorkbookCounts

  public init(
    id: Exact.ID<WorkbookDraft>, fileName: String, createdAt: Instant, state: ImportState,
    counts: WorkbookCounts
  ) {
    self.id = id
    self.fileName = fileName
    self.createdAt = createdAt
    self.state = state
    self.counts = counts
  }
}

/// One record as tables leave it, in its coded form.
public struct RecordWrite: Hashable, Sendable {
  /// As ``Entity/entityName`` has it.
  public let kind: String
  public let id: String
  /// As it was when the tables were compared; none for a new one.
  public let before: JSONValue?
  /// None for one that is taken out.
  public let after: JSONValue?

  public init(kind: String, id: String, before: JSONValue?, after: JSONValue?) {
    self.kind = kind
    self.id = id
    self.before = before
    self.after = after
  }
}

/// A value of an indicator as tables leave it.
public struct ValueWrite: Hashable, Sendable {
  public let indicator: Exact.ID<CityIndicator>
  public let value: IndicatorValue
  /// As it was; none for a new one.
  public let before: IndicatorValue?

  public init(
    indicator: Exact.ID<CityIndicator>, value: IndicatorValue, before: IndicatorValue?
  ) {
    self.indicator = indicator
    self.value = value
    self.before = before
  }
}
