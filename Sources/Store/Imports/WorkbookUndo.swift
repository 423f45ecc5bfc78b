import Civic
import Database
import Exact

/// Puts back what tables changed outside the plan's own lists.
struct WorkbookUndo {
  let document: PlanDocument
  let viewer: Viewer
  let journal: ChangeJournal

  private static let changed = StoreError.invalid([
    FieldFault(field: "", message: Message("importChangedSince"))
  ])

  /// The entries of the city's register, and its organisations; new ones of these stay with the
  /// city, for other plans may name them.
  func entries(of batch: String) throws {
    let reader = ChangeReader(journal.connection)
    let changes = try reader.changes(
      where: "change.batch = \(batch) AND change.plan IS NULL", limit: 100_000)
    for change in changes {
      let latest = try reader.changes(of: change.record).first
      guard latest?.id == change.id || latest?.batch == batch else { throw Self.changed }
    }
    for change in changes {
      if change.record.kind == Organisation.entityName {
        try restoreOrganisation(change)
        continue
      }
      guard
        let type = WorkbookWriter.entryKinds.first(where: { $0.entityName == change.record.kind })
      else { continue }
      try undo(change, as: type)
    }
  }

  private func undo<Entry: StoredRecord & RegisterEntry>(
    _ change: ChangeRecord, as type: Entry.Type
  ) throws {
    guard let state = try (change.before ?? change.after)?.decoded(as: type) else { return }
    guard state.mayBeChanged(by: viewer) else { throw AccessError.refused(.editContent) }
    guard change.before == nil else { return try journal.restore(state, in: nil) }
    let table = RecordTable<Entry>(journal.connection, journal.dialect)
    guard let present = try table.find(state.id) else { return }
    try journal.remove(present, in: nil)
  }

  private func restoreOrganisation(_ change: ChangeRecord) throws {
    guard let before = try change.before?.decoded(as: Organisation.self) else { return }
    guard before.city == document.city.id else { throw AccessError.refused(.editContent) }
    try journal.restore(before, in: nil)
  }

  /// The values of indicators; one that was new goes to the past.
  func values(_ kept: [KeptValue], at now: Instant) throws {
    var writer = ObservationTableWriter(
      journal.connection, account: viewer.account?.rawValue, at: now)
    for value in kept {
      let table = RecordTable<CityIndicator>(journal.connection, journal.dialect)
      guard let indicator = try table.find(value.indicator) else { throw Self.changed }
      let key = indicator.series
      let present = try ObservationTableReader(journal.connection).values(of: [key])[key]?
        .first { $0.period == value.period && $0.breakdown == value.breakdown }
      let after = value.after.read(period: value.period, breakdown: value.breakdown)
      guard let present, present.isSame(as: after) else { throw Self.changed }
      if let before = value.before {
        try writer.write(
          before.read(period: value.period, breakdown: value.breakdown), of: key)
      } else {
        try forget(value, of: key, at: now)
      }
    }
  }

  private func forget(_ value: KeptValue, of key: SeriesKey, at now: Instant) throws {
    let account = viewer.account?.rawValue
    try journal.connection.execute(
      """
      INSERT INTO observation_past (source, indicator, place, period, breakdown, significand, scale,
        quality, note, revision, at, account, replaced_at, replaced_by)
      SELECT source, indicator, place, period, breakdown, significand, scale, quality, note,
        revision, at, account, \(now.milliseconds), \(account) FROM observation
      WHERE source = \(key.source) AND indicator = \(key.indicator) AND place = \(key.place)
        AND period = \(value.period) AND breakdown = \(value.breakdown)
      """)
    try journal.connection.execute(
      """
      DELETE FROM observation
      WHERE source = \(key.source) AND indicator = \(key.indicator) AND place = \(key.place)
        AND period = \(value.period) AND breakdown = \(value.breakdown)
      """)
  }
}
