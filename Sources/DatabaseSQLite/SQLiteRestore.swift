internal import Database
internal import Foundation
internal import GRDB

extension SQLiteFile {
  /// The first bytes of every SQLite file.
  private static let header = Array("SQLite format 3\0".utf8)

  /// Puts the content of another file in place of this one's, in one transaction.
  ///
  /// - Returns: The path of the copy of what was there before.
  func restore(
    from path: String, check: @Sendable (any OpenConnection) throws -> Void
  ) async throws -> String {
    let staged = "\(self.path).\(UUID().uuidString).restoring"
    let safety = "\(self.path).before-restore-\(Self.stamp(Date()))"
    defer { PrivateFile.remove(staged) }
    // The file is copied before it is checked: it cannot change between the two.
    let candidate = try await onThread { try Self.stage(path, as: staged) }
    try await candidate.read { try Self.examine($0, check) }
    try await translatingErrors {
      try await replaceContent(with: candidate, keeping: safety)
    }
    try candidate.close()
    return safety
  }

  private static func stage(_ path: String, as staged: String) throws -> DatabaseQueue {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw StoreError.other("cannot open \(path)")
    }
    let start = try file.read(upToCount: header.count).map(Array.init) ?? []
    try file.close()
    if start != header { throw StoreError.damaged("not an SQLite file") }
    return try translatingErrors {
      var configuration = configuration(label: "restore")
      configuration.readonly = true
      let source = try DatabaseQueue(path: path, configuration: configuration)
      try copy(from: source, to: staged) { _ in }
      try source.close()
      return try DatabaseQueue(path: staged, configuration: configuration)
    }
  }

  /// Whether a file is one of ours, whole, and of a schema this program knows.
  private static func examine(
    _ database: GRDB.Database, _ check: (any OpenConnection) throws -> Void
  ) throws {
    try translatingErrors {
      let mark = try Int64.fetchOne(database, sql: "PRAGMA application_id")
      let table = Migrations.table.text
      guard mark == applicationID, try database.tableExists(table) else {
        throw StoreError.damaged("not a database of this program")
      }
    }
    try check(SQLiteConnection(database: database))
  }

  /// Waits for the bodies under way, keeps a copy, and copies the new content in. Readers and
  /// writers that come meanwhile wait, and see the new content.
  private func replaceContent(
    with candidate: DatabaseQueue, keeping safety: String
  ) async throws {
    let pool = self.pool
    try await withCheckedThrowingContinuation { (answer: CheckedContinuation<Void, any Error>) in
      pool.asyncBarrierWriteWithoutTransaction { live in
        answer.resume(
          with: Result {
            let live = try live.get()
            try Self.copy(from: live, to: safety) { _ in }
            try PrivateFile.synchronise(safety)
            // One step: until it is complete, the file holds the old content.
            try candidate.read { try $0.backup(to: live) }
            // Done: folding the log into the file now only saves room, and may fail.
            try? live.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
          })
      }
    }
    pool.invalidateReadOnlyConnections()
  }

  /// A time as it may stand in the name of a file: `20270131T093000.123Z`.
  private static func stamp(_ date: Date) -> String {
    date.ISO8601Format(.init(includingFractionalSeconds: true))
      .filter { $0 != "-" && $0 != ":" }
  }
}
