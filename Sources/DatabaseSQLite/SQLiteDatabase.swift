public import Database

/// A database in one SQLite file: many readers and one writer at a time (write-ahead log), foreign
/// keys on, every commit on disk before it is answered.
///
/// Writes that arrive together share one commit, and so one wait for the disk; each keeps its own
/// success or failure.
public final class SQLiteDatabase: Database {
  // A class because connections to one file are shared, and closed once.
  let file: SQLiteFile
  private let writes: GroupCommit
  private let folder: TemporaryFolder?

  public var dialect: Dialect { .sqlite }

  /// Opens a database file, and makes it when it is not there.
  ///
  /// - Parameters:
  ///   - path: The file; its folder must exist. A new file is readable by its owner alone.
  ///   - readers: How many reads may run side by side.
  /// - Throws: ``DatabaseError/damaged(_:)`` when the file is no database or another program's.
  public convenience init(path: String, readers: Int = 4) throws {
    try self.init(
      file: SQLiteFile(path: path, readers: readers, durability: .full), folder: nil)
  }

  /// An empty database for a test: a file of its own, gone when the object is, with no waiting for
  /// the disk. It has the same readers and writer as a lasting one, which SQLite's databases in
  /// memory have not.
  public static func inMemory() throws -> SQLiteDatabase {
    let folder = try TemporaryFolder()
    let file = try SQLiteFile(
      path: folder.path + "/test.db", readers: 4, durability: .none)
    return SQLiteDatabase(file: file, folder: folder)
  }

  private init(file: SQLiteFile, folder: TemporaryFolder?) {
    self.file = file
    self.folder = folder
    writes = GroupCommit(file: file)
  }

  /// The path of the database file.
  public var path: String { file.path }

  public func read<T: Sendable>(
    _ body: @Sendable @escaping (any Connection) throws -> T
  ) async throws -> T {
    try await file.read(body)
  }

  public func write<T: Sendable>(
    _ body: @Sendable @escaping (any Connection) throws -> T
  ) async throws -> T {
    try await writes.write(body)
  }

  public func revision() async throws -> Int64 {
    try await file.revision()
  }

  public func close() async throws {
    await writes.close()
    let file = self.file
    try await onThread { try file.close() }
  }
}
