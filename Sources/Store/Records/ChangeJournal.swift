public import Civic
import Database
import Exact

/// Who changes something, when, and as part of what.
public struct ChangeContext: Sendable {
  let account: String?
  let at: Instant
  /// Ties changes together that are undone together: an import, a removal with all that goes along.
  let batch: String?

  public init(by viewer: Viewer, at instant: Instant, batch: String? = nil) {
    account = viewer.account?.rawValue
    at = instant
    self.batch = batch
  }
}

/// Writes records together with their history, in the transaction of the connection.
struct ChangeJournal {
  let connection: any Connection
  let dialect: Dialect
  let context: ChangeContext

  func add<Record: StoredRecord>(_ record: Record, in plan: Exact.ID<Plan>?) throws {
    let coded = try JSONValue(encoding: record)
    try RecordTable<Record>(connection, dialect).insert(record, coded: coded)
    try SearchIndex(connection, dialect).wrote(record, in: plan)
    try write(.added, of: record, before: nil, after: coded, plan: plan)
  }

  /// Saves a record that exists, with the next revision.
  ///
  /// - Returns: The record as it is now.
  @discardableResult
  func change<Record: StoredRecord>(
    _ record: Record, from earlier: Record, in plan: Exact.ID<Plan>?
  ) throws -> Record {
    var next = record
    next.revision = earlier.revision + 1
    let coded = try JSONValue(encoding: next)
    try RecordTable<Record>(connection, dialect).update(next, coded: coded)
    try SearchIndex(connection, dialect).wrote(next, from: earlier, in: plan)
    try write(
      .changed, of: next, before: try JSONValue(encoding: earlier), after: coded, plan: plan)
    return next
  }

  func remove<Record: StoredRecord>(_ record: Record, in plan: Exact.ID<Plan>?) throws {
    try RecordTable<Record>(connection, dialect).delete(record.id)
    try SearchIndex(connection, dialect).removed(record)
    try write(
      .removed, of: record, before: try JSONValue(encoding: record), after: nil, plan: plan)
  }

  /// Puts a record back as it once was, whether it exists now or not.
  func restore<Record: StoredRecord>(_ record: Record, in plan: Exact.ID<Plan>?) throws {
    let table = RecordTable<Record>(connection, dialect)
    var next = record
    if let present = try table.find(record.id) {
      next.revision = present.revision + 1
      let coded = try JSONValue(encoding: next)
      try table.update(next, coded: coded)
      try SearchIndex(connection, dialect).wrote(next, from: present, in: plan)
      try write(
        .restored, of: next, before: try JSONValue(encoding: present), after: coded, plan: plan)
    } else {
      next.revision = record.revision + 1
      let coded = try JSONValue(encoding: next)
      try table.insert(next, coded: coded)
      try SearchIndex(connection, dialect).wrote(next, in: plan)
      try write(.restored, of: next, before: nil, after: coded, plan: plan)
    }
  }

  private func write<Record: StoredRecord>(
    _ operation: ChangeRecord.Operation, of record: Record, before: JSONValue?, after: JSONValue?,
    plan: Exact.ID<Plan>?
  ) throws {
    try connection.execute(
      """
      INSERT INTO change (at, account, kind, record, plan, operation, before, after, batch)
      VALUES (
        \(context.at.milliseconds), \(context.account), \(Record.entityName),
        \(record.id.rawValue), \(plan?.rawValue), \(operation.rawValue),
        \(before.map { CanonicalJSON.text(of: $0) }), \(after.map { CanonicalJSON.text(of: $0) }),
        \(context.batch))
      """)
  }
}
