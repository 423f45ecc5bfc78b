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
    try RecordTable<Record>(connection, dialect).insert(record)
    try SearchIndex(connection, dialect).wrote(record, in: plan)
    try write(.added, before: Record?.none, after: record, plan: plan)
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
    try RecordTable<Record>(connection, dialect).update(next)
    try SearchIndex(connection, dialect).wrote(next, from: earlier, in: plan)
    try write(.changed, before: earlier, after: next, plan: plan)
    return next
  }

  func remove<Record: StoredRecord>(_ record: Record, in plan: Exact.ID<Plan>?) throws {
    try RecordTable<Record>(connection, dialect).delete(record.id)
    try SearchIndex(connection, dialect).removed(record)
    try write(.removed, before: record, after: Record?.none, plan: plan)
  }

  /// Puts a record back as it once was, whether it exists now or not.
  func restore<Record: StoredRecord>(_ record: Record, in plan: Exact.ID<Plan>?) throws {
    let table = RecordTable<Record>(connection, dialect)
    var next = record
    if let present = try table.find(record.id) {
      next.revision = present.revision + 1
      try table.update(next)
      try SearchIndex(connection, dialect).wrote(next, from: present, in: plan)
      try write(.restored, before: present, after: next, plan: plan)
    } else {
      next.revision = record.revision + 1
      try table.insert(next)
      try SearchIndex(connection, dialect).wrote(next, in: plan)
      try write(.restored, before: Record?.none, after: next, plan: plan)
    }
  }

  private func write<Record: StoredRecord>(
    _ operation: ChangeRecord.Operation, before: Record?, after: Record?, plan: Exact.ID<Plan>?
  ) throws {
    let json = { (record: Record?) in
      try record.map { CanonicalJSON.text(of: try JSONValue(encoding: $0)) }
    }
    try connection.execute(
      """
      INSERT INTO change (at, account, kind, record, plan, operation, before, after, batch)
      VALUES (
        \(context.at.milliseconds), \(context.account), \(Record.entityName),
        \((after ?? before)?.id.rawValue), \(plan?.rawValue), \(operation.rawValue),
        \(try json(before)), \(try json(after)), \(context.batch))
      """)
  }
}
