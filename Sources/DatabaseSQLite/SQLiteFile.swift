internal import Database
internal import Foundation
internal import GRDB

/// One open database file: its writer connection and its readers.
struct SQLiteFile: Sendable {
  /// Whether a commit waits until the disk has it.
  enum Durability: String, Sendable {
    case full = "FULL"
    case none = "OFF"
  }

  /// What SQLite files of this program carry in their header: "Grdn".
  static let applicationID: Int64 = 0x4772_646E

  let path: String
  let pool: DatabasePool
  /// A reader that only watches: the version of the data is told apart by connection.
  private let watcher: DatabaseQueue

  init(path: String, readers: Int, durability: Durability) throws {
    self.path = path
    pool = try translatingErrors {
      try PrivateFile.create(path, ifMissing: true)
      var configuration = Self.configuration(label: "gradnik")
      configuration.maximumReaderCount = readers
      // A commit and its undoing may both fail (a dying disk): the next group undoes it, rather
      // than GRDB ending the process.
      configuration.allowsUnsafeTransactions = true
      configuration.prepareDatabase { database in
        if !database.configuration.readonly { try Self.claim(database) }
      }
      let pool = try DatabasePool(path: path, configuration: configuration)
      // GRDB settles for less when it turns the write-ahead log on.
      try pool.writeWithoutTransaction { database in
        try database.execute(sql: "PRAGMA synchronous = \(durability.rawValue)")
      }
      return pool
    }
    watcher = try translatingErrors {
      var configuration = Self.configuration(label: "gradnik-watcher")
      configuration.readonly = true
      return try DatabaseQueue(path: path, configuration: configuration)
    }
  }

  /// The settings all connections share: foreign keys on, five seconds of patience.
  static func configuration(label: String) -> Configuration {
    var configuration = Configuration()
    configuration.label = label
    configuration.foreignKeysEnabled = true
    configuration.busyMode = .timeout(5)
    return configuration
  }

  /// Runs a body on one of the readers, in one snapshot.
  func read<T: Sendable>(
    _ body: @Sendable @escaping (any OpenConnection) throws -> T
  ) async throws -> T {
    try await translatingErrors {
      try await pool.read { try body(SQLiteConnection(database: $0)) }
    }
  }

  /// The version of the data as `PRAGMA data_version` tells it: another after every commit of any
  /// other connection, and all that write are others.
  func revision() async throws -> Int64 {
    try await translatingErrors {
      try await watcher.unsafeRead { try Int64.fetchOne($0, sql: "PRAGMA data_version") ?? 0 }
    }
  }

  func close() throws {
    try translatingErrors { try watcher.close() }
    // Readers go first: only the writer, when it is the last, folds the log into the file.
    pool.releaseMemory()
    try translatingErrors { try pool.close() }
  }

  /// Marks an empty file as ours, and refuses one that is another program's.
  private static func claim(_ database: GRDB.Database) throws {
    let mark = try Int64.fetchOne(database, sql: "PRAGMA application_id") ?? 0
    if mark == applicationID { return }
    let tables = try Int64.fetchOne(database, sql: "SELECT count(*) FROM sqlite_schema") ?? 0
    guard mark == 0, tables == 0 else {
      throw StoreError.damaged("the file belongs to another program")
    }
    try database.execute(sql: "PRAGMA application_id = \(applicationID)")
  }
}
