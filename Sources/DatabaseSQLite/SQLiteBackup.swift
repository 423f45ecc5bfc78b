internal import Database
internal import GRDB
internal import Foundation

extension SQLiteFile {
  /// How many pages are copied between two reports; of 4 KiB each.
  private static let pagesPerStep: CInt = 2_000

  /// Copies the database as it is at this moment into a finished, checked, lasting file.
  /// Writers go on meanwhile.
  func backUp(
    to path: String, overwriting: Bool, progress: @escaping (BackupProgress) throws -> Void
  ) throws {
    if !overwriting, FileManager.default.fileExists(atPath: path) {
      throw StoreError.fileExists(path)
    }
    let part = "\(path).\(UUID().uuidString).part"
    defer { PrivateFile.remove(part) }
    try translatingErrors {
      try Self.copy(from: pool, to: part, progress: progress)
    }
    try PrivateFile.publish(part, as: path, overwriting: overwriting)
  }

  /// Copies a database into a new file, one that needs no other beside it, and checks the copy.
  static func copy(
    from source: some DatabaseReader, to path: String,
    progress: @escaping (BackupProgress) throws -> Void
  ) throws {
    try writeCopy(to: path) { target in
      try source.read { try copy($0, into: target, progress: progress) }
    }
  }

  /// The same for a connection that is at hand already.
  static func copy(
    from source: GRDB.Database, to path: String, progress: @escaping (BackupProgress) throws -> Void
  ) throws {
    try writeCopy(to: path) { try copy(source, into: $0, progress: progress) }
  }

  private static func copy(
    _ source: GRDB.Database, into target: GRDB.Database,
    progress: @escaping (BackupProgress) throws -> Void
  ) throws {
    try source.backup(to: target, pagesPerStep: pagesPerStep) { step in
      try progress(
        BackupProgress(
          copiedPages: step.completedPageCount, totalPages: step.totalPageCount))
    }
  }

  private static func writeCopy(to path: String, _ fill: (GRDB.Database) throws -> Void) throws {
    try PrivateFile.create(path)
    let target = try DatabaseQueue(path: path, configuration: configuration(label: "copy"))
    let problems = try target.writeWithoutTransaction { database in
      // The file is flushed as a whole when it is done.
      try database.execute(sql: "PRAGMA synchronous = OFF")
      try fill(database)
      try database.execute(sql: "PRAGMA journal_mode = DELETE")
      return try Self.problems(.quick, in: database)
    }
    try target.close()
    if let problem = problems.first { throw StoreError.damaged(problem) }
  }
}
