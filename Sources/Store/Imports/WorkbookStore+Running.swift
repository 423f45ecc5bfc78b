public import Civic
import Database
import Exact

/// What tables change, all of it or nothing.
public struct WorkbookChanges: Sendable {
  let writes: [RecordWrite]
  let values: [ValueWrite]
  let counts: WorkbookCounts

  public init(writes: [RecordWrite], values: [ValueWrite], counts: WorkbookCounts) {
    self.writes = writes
    self.values = values
    self.counts = counts
  }
}

extension WorkbookStore {
  /// Takes the changes over, all or nothing, once; the tables themselves are dropped.
  ///
  /// - Throws: ``StoreError/notFound`` when they are taken over already;
  ///   ``StoreError/invalid(_:)`` with `noticeTablesChanged` when a record is no longer as it was
  ///   compared, or with the faults of a record that breaks a rule.
  public func run(
    _ draft: WorkbookDraft, _ changes: WorkbookChanges, by viewer: Viewer, at now: Instant
  ) async throws {
    let kept = try Self.json(changes.values.map(KeptValue.init))
    try await PlanStore(database).edit(draft.plan, by: viewer, at: now, batch: draft.batch) {
      document, journal in
      let counts = changes.counts
      let count = try journal.connection.execute(
        """
        UPDATE workbook_import SET state = 'done', tables = '[]', settings = \(kept),
          added = \(counts.added), changed = \(counts.changed), removed = \(counts.removed)
        WHERE id = \(draft.id.rawValue) AND plan = \(draft.plan.rawValue) AND state = 'draft'
        """)
      guard count > 0 else { throw StoreError.notFound }
      let writer = WorkbookWriter(document: document, viewer: viewer, journal: journal)
      try writer.write(changes.writes)
      try writer.write(changes.values, at: now)
    }
  }

  /// Puts everything back that tables changed.
  ///
  /// - Throws: ``StoreError/invalid(_:)`` with `importChangedSince` when something was changed after
  ///   them; then nothing is undone.
  public func undo(_ draft: WorkbookDraft, by viewer: Viewer, at now: Instant) async throws {
    try await PlanStore(database).edit(draft.plan, by: viewer, at: now) { document, journal in
      let row = try journal.connection.row(
        """
        SELECT settings FROM workbook_import
        WHERE id = \(draft.id.rawValue) AND plan = \(draft.plan.rawValue) AND state = 'done'
        """)
      guard let row else { throw StoreError.notFound }
      try journal.connection.execute(
        "UPDATE workbook_import SET state = 'undone' WHERE id = \(draft.id.rawValue)")
      let reader = ChangeReader(journal.connection)
      let ofPlan = try reader.changes(
        where: "change.batch = \(draft.batch) AND change.plan = \(draft.plan.rawValue)", limit: 1)
      if !ofPlan.isEmpty { try PlanStore.undo(draft.batch, of: document, journal) }
      let undoing = WorkbookUndo(document: document, viewer: viewer, journal: journal)
      try undoing.entries(of: draft.batch)
      try undoing.values(Self.decoded([KeptValue].self, row.value("settings")), at: now)
    }
  }
}

/// A value as it was before tables changed it.
struct KeptValue: Codable, Sendable {
  struct Figure: Codable, Sendable {
    let value: ExactDecimal?
    let quality: String
    let note: String?

    init(_ value: IndicatorValue) {
      self.value = value.value
      quality = value.quality.rawValue
      note = value.note
    }

    func read(period: String, breakdown: String) -> IndicatorValue {
      IndicatorValue(
        period: period, breakdown: breakdown, value: value,
        quality: ValueQuality(rawValue: quality) ?? .normal, note: note,
        at: Instant(milliseconds: 0))
    }
  }

  let indicator: ID<CityIndicator>
  let period: String
  let breakdown: String
  let before: Figure?
  let after: Figure

  init(_ write: ValueWrite) {
    indicator = write.indicator
    period = write.value.period
    breakdown = write.value.breakdown
    before = write.before.map { Figure($0) }
    after = Figure(write.value)
  }
}

/// Writes what tables change, within one transaction.
struct WorkbookWriter {
  let document: PlanDocument
  let viewer: Viewer
  let journal: ChangeJournal

  static let entryKinds: [any (RegisterEntry & StoredRecord).Type] = [
    Strategy.self, PublicService.self, InformationSystem.self, Dataset.self, Infrastructure.self,
    ServiceContract.self, StaffSkill.self, BudgetLine.self, CityIndicator.self,
    CorrectiveAction.self, Pilot.self,
  ]

  private static let changed = StoreError.invalid([
    FieldFault(field: "", message: Message("noticeTablesChanged"))
  ])

  func write(_ writes: [RecordWrite]) throws {
    for write in writes where write.after != nil {
      if let type = Restoration.kinds.first(where: { $0.entityName == write.kind }) {
        try put(write, as: type)
      } else if let type = Self.entryKinds.first(where: { $0.entityName == write.kind }) {
        try put(write, entry: type)
      } else if write.kind == Organisation.entityName {
        try putOrganisation(write)
      } else {
        throw StoreError.notFound
      }
    }
    for write in writes where write.after == nil { try remove(write) }
    let next = try PlanReader(journal.connection, journal.dialect).document(document.plan.id)
    let atlas = try CityStore.atlas(journal.connection, journal.dialect)
    for write in writes {
      guard let after = write.after else { continue }
      if let type = Restoration.kinds.first(where: { $0.entityName == write.kind }) {
        try check(after, as: type, in: next)
      } else if let type = Self.entryKinds.first(where: { $0.entityName == write.kind }) {
        try check(after, entry: type, in: atlas)
      } else if write.kind == Organisation.entityName {
        try Self.refuse(after.decoded(as: Organisation.self).problems())
      }
    }
  }

  private func put<Record: StoredRecord & PlanRecord>(
    _ write: RecordWrite, as type: Record.Type
  ) throws {
    guard let record = try write.after?.decoded(as: type), record.plan == document.plan.id,
      record.id.rawValue == write.id
    else { throw StoreError.notFound }
    try save(record, write, in: document.plan.id)
  }

  private func put<Entry: StoredRecord & RegisterEntry>(
    _ write: RecordWrite, entry type: Entry.Type
  ) throws {
    guard let entry = try write.after?.decoded(as: type), entry.city == document.city.id,
      entry.id.rawValue == write.id
    else { throw StoreError.notFound }
    guard entry.mayBeChanged(by: viewer) else { throw AccessError.refused(.editContent) }
    try save(entry, write, in: nil)
  }

  private func putOrganisation(_ write: RecordWrite) throws {
    guard let organisation = try write.after?.decoded(as: Organisation.self),
      organisation.city == document.city.id, organisation.id.rawValue == write.id
    else { throw StoreError.notFound }
    try save(organisation, write, in: nil)
  }

  private func save<Record: StoredRecord>(
    _ record: Record, _ write: RecordWrite, in plan: ID<Plan>?
  ) throws {
    let table = RecordTable<Record>(journal.connection, journal.dialect)
    let present = try table.find(record.id)
    guard let before = write.before else {
      guard present == nil else { throw Self.changed }
      return try journal.add(record, in: plan)
    }
    guard let present, try present == before.decoded(as: Record.self) else { throw Self.changed }
    try journal.change(record, from: present, in: plan)
  }

  private func remove(_ write: RecordWrite) throws {
    if Restoration.kinds.contains(where: { $0.entityName == write.kind }) {
      // What hangs on it may have taken it along already.
      let present = try PlanReader(journal.connection, journal.dialect).document(document.plan.id)
      _ = try PlanRemoval(document: present, journal: journal)
        .remove(RecordReference(kind: write.kind, id: write.id))
    } else if let type = Self.entryKinds.first(where: { $0.entityName == write.kind }) {
      try remove(write, entry: type)
    }
  }

  private func remove<Entry: StoredRecord & RegisterEntry>(
    _ write: RecordWrite, entry type: Entry.Type
  ) throws {
    let table = RecordTable<Entry>(journal.connection, journal.dialect)
    guard let entry = try table.find(ID(rawValue: write.id)) else { return }
    guard entry.city == document.city.id, entry.mayBeChanged(by: viewer) else {
      throw AccessError.refused(.editContent)
    }
    let register = try RegisterStore.register(of: entry.city, journal.connection, journal.dialect)
    let users = register.uses(of: RecordReference(entry))
    guard users == 0 else { throw StoreError.inUse(kind: Entry.entityName, count: users) }
    try journal.remove(entry, in: nil)
  }

  private func check<Record: PlanRecord>(
    _ state: JSONValue, as type: Record.Type, in document: PlanDocument
  ) throws {
    let record = try state.decoded(as: type)
    try Self.refuse(record.problems(in: document))
  }

  private func check<Entry: StoredRecord & RegisterEntry>(
    _ state: JSONValue, entry type: Entry.Type, in atlas: Atlas
  ) throws {
    let entry = try state.decoded(as: type)
    try Self.refuse(
      entry.problems(in: atlas)
        + CityStore.problemsAmongOthers(entry, journal.connection, journal.dialect))
  }

  private static func refuse(_ problems: [(field: String, message: Message)]) throws {
    guard problems.isEmpty else {
      throw StoreError.invalid(problems.map { FieldFault(field: $0.field, message: $0.message) })
    }
  }

  func write(_ values: [ValueWrite], at now: Instant) throws {
    var writer = ObservationTableWriter(
      journal.connection, account: viewer.account?.rawValue, at: now)
    for write in values {
      let indicator = try typedIndicator(write.indicator)
      let present = try ObservationTableReader(journal.connection)
        .values(of: [indicator.series])[indicator.series]?
        .first { $0.period == write.value.period && $0.breakdown == write.value.breakdown }
      let isSame = present.map { write.before?.isSame(as: $0) ?? false } ?? (write.before == nil)
      guard isSame else { throw Self.changed }
      try writer.write(write.value, of: indicator.series)
    }
  }

  /// An indicator of the city whose values people type.
  private func typedIndicator(_ id: ID<CityIndicator>) throws -> CityIndicator {
    let table = RecordTable<CityIndicator>(journal.connection, journal.dialect)
    guard let indicator = try table.find(id), indicator.city == document.city.id else {
      throw StoreError.notFound
    }
    guard indicator.formula == nil, indicator.feed == nil else {
      throw StoreError.invalid([
        FieldFault(field: "value", message: Message("problemValueNotTyped"))
      ])
    }
    return indicator
  }
}
